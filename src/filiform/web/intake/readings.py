"""Who opened or changed a patient's record, in words a patient understands?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

DEEDS = {
    "acknowledge_alert": "looked after a message to the clinic",
    "add_addendum": "added words to a visit’s note",
    "affirm_consent": "confirmed that the risks were explained",
    "book_visit": "booked a visit",
    "call_all_out": "asked for every needle out at once",
    "cancel_visit": "cancelled a visit",
    "check_in_patient": "noted the arrival at the desk",
    "choose_reminders": "chose how to be reminded",
    "close_session": "closed a needling session",
    "count_needles": "counted the needles",
    "decide_finding": "decided on an answer of the history",
    "decline_offer": "did not want a time that was offered",
    "decline_question": "wrote down why a question was left open",
    "dispose_needles": "noted that the needles were thrown away",
    "expire_offers": "ended an offer that nobody answered",
    "follow_up_incident": "wrote what followed an incident",
    "give_advice": "wrote down what you were told for afterwards",
    "hold_time": "kept a time while the form was filled",
    "insert_needle": "wrote down a needle going in",
    "join_waiting_list": "began to wait for another time",
    "jot_note": "wrote in a visit’s note, on a tablet without a network",
    "leave_waiting_list": "waited no more",
    "mark_missed": "noted that nobody came to a visit",
    "move_visit": "moved a visit to another time",
    "note_symptom": "wrote down what was felt at a needle",
    "note_twitch": "wrote down a twitch",
    "offer_freed_time": "offered a free time",
    "open_aftercare": "laid the questions after the visit ready",
    "open_incident": "wrote down an incident",
    "open_session": "began a needling session",
    "overbook_visit": "booked a visit beside another one",
    "plan_retention": "planned how long the needles stay in",
    "raise_alert": "told the clinic to look at something",
    "read_chart": "opened the chart",
    "read_note": "took a session’s note as a PDF",
    "read_visit": "opened the papers of a visit",
    "receive_bedside_events": "sent in what a tablet had kept",
    "record_aftercare_check_in": "answered how they are after the visit",
    "record_consent": "signed the consent",
    "record_feeling": "wrote down how you felt",
    "record_movement": "wrote down a movement",
    "record_pain": "wrote down a pain number",
    "record_pressure": "wrote down a pressure threshold",
    "register_patient": "made the record",
    "remind_of_visits": "sent a reminder of a visit",
    "save_answers": "began the history",
    "screen_patient": "held the history against the safety rules",
    "send_history": "sent the history",
    "set_stimulation": "set a current through needles",
    "settle_double": "noted whether two records are yours",
    "sign_session": "signed a visit’s note",
    "take_offer": "took a time that was offered",
    "take_walk_in": "took somebody in without a booking",
    "waive_fee": "forgave a late cancellation",
    "withdraw_consent": "took the consent back",
    "withdraw_needle": "wrote down a needle coming out",
    "write_note": "wrote in a visit’s note",
}
BY_ITSELF = (
    "expire_offers",
    "offer_freed_time",
    "open_aftercare",
    "raise_alert",
    "remind_of_visits",
    "screen_patient",
)
ROLES = {"therapist": "therapist", "desk": "front desk", "owner": "owner of the clinic"}


@dataclass(frozen=True)
class Reading:
    """One line: who did what, when (for the last time that day), how often in a row."""

    at: datetime
    who: str
    did: str
    times: int = 1

    def goes_on_from(self, later: "Reading") -> bool:
        same = (self.who, self.did) == (later.who, later.did)
        return same and _day(self) == _day(later)


def in_words(events: Iterable[Any], *, for_user: Any) -> list[Reading]:
    """The lines, the latest first; the same deed again and again is one line."""
    lines: list[Reading] = []
    for event in events:
        line = read(event, for_user=for_user)
        if lines and line.goes_on_from(lines[-1]):
            lines[-1] = replace(lines[-1], times=lines[-1].times + 1)
        else:
            lines.append(line)
    return lines


def _day(line: Reading) -> date:
    return timezone.localtime(line.at).date()


def read(event: Any, *, for_user: Any) -> Reading:
    """An audit line in words; a deed without words of its own is named as it is."""
    did = DEEDS.get(event.deed, event.deed.replace("_", " "))
    return Reading(event.at, _who(event, for_user), did)


def _who(event: Any, for_user: Any) -> str:
    if event.deed in BY_ITSELF or (event.by is None and event.who != "link"):
        return "The clinic’s program"
    if event.by is None:
        return "Whoever held your link"
    if event.by == for_user:
        return "You"
    return f"{event.by} ({ROLES.get(event.by.role, event.by.role)})"
