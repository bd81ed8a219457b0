"""What happens when visits come near? Their patients are reminded, in the way they chose."""

from datetime import datetime, timedelta

from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.domain.reminding import BEFORE, Channel, Reminder, due
from filiform.outbound import letters, text
from filiform.records import links
from filiform.records.audit import note
from filiform.records.reminders import choice_of
from filiform.records.visits import Visit

AHEAD = timedelta(hours=max(BEFORE) + 24)


def remind_of_visits(*, at: datetime) -> int:
    """Writes the reminders that are due now; how many. Each goes once, however often it is asked.

    Nothing is planned ahead, so a visit that was moved or cancelled needs no clearing up.
    """
    coming = Visit.objects.filter(
        starts_at__gt=at, starts_at__lte=at + AHEAD, cancelled_at=None, arrived_at=None
    ).select_related("patient", "center")
    written = 0
    for visit in coming:
        reminder = due(visit.starts_local, visit.known_since, at=at)
        if reminder is not None:
            written += _remind(visit, reminder, at=at)
    return written


@transaction.atomic
def _remind(visit: Visit, reminder: Reminder, *, at: datetime) -> bool:
    choice = choice_of(visit.patient)
    channel = Channel(choice.channel) if choice else Channel.EMAIL
    if channel is Channel.NONE:
        return False
    by_text = channel is Channel.TEXT and text.is_set_up()
    letter = _letter(visit, by_text)
    to = choice.number if choice and by_text else visit.patient.email
    once = f"remind {visit.key} {visit.changes} {reminder.hours}"
    sent_by = Channel.TEXT if by_text else Channel.EMAIL
    new = write_letter(letter=letter, to=to, once=once, at=at, channel=sent_by)
    if new:
        note(
            "remind_of_visits",
            at=at,
            by=None,
            who="worker",
            patient_key=visit.patient.key,
            subject=visit.key,
            channel=sent_by.value,
        )
    return new


def _letter(visit: Visit, by_text: bool) -> letters.Letter:
    name, center, starts = visit.patient.given_name, visit.center, visit.starts_local
    if by_text:
        return letters.reminder_text(
            given_name=name, starts=starts, center=center.name, phone=center.phone
        )
    return letters.reminder(
        given_name=name,
        starts=starts,
        center=center.name,
        phone=center.phone,
        link=f"/visit/{links.token(links.VISIT, visit.key)}/",
    )
