"""What happens when a patient says how to remind them? For texts it is their consent."""

import re
from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.reminding import Channel
from filiform.outbound import text
from filiform.records.audit import note
from filiform.records.people import Patient, User
from filiform.records.reminders import ReminderChoice

WORDING = "2026-11"
"""The version of the words a patient agrees to (templates/intake/_reminders.html)."""


class NumberUnclear(Refusal):
    says = "Write the mobile number with its area code, for example 303 555 0142."


class NoTexts(Refusal):
    says = "This clinic sends no text messages at present. Choose e-mail."


@transaction.atomic
def choose_reminders(
    *, patient: Patient, channel: Channel, number: str = "", at: datetime, by: User | None
) -> ReminderChoice:
    """The choice, which counts until the next one. Raises NoTexts, NumberUnclear."""
    if channel is Channel.TEXT and not text.is_set_up():
        raise NoTexts
    kept = _number(number) if channel is Channel.TEXT else ""
    choice = ReminderChoice.objects.create(
        patient=patient,
        channel=channel,
        number=kept,
        wording=WORDING,
        chosen_at=at,
        chosen_by=by,
    )
    note(
        "choose_reminders",
        at=at,
        by=by,
        patient_key=patient.key,
        subject=choice.pk,
        channel=channel.value,
    )
    return choice


def _number(typed: str) -> str:
    """The number as `+1…` (E.164; without a country code it is a number of North America)."""
    digits = re.sub(r"[\s().\-/]", "", typed)
    if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits, re.ASCII):
        return digits
    if re.fullmatch(r"1?[2-9][0-9]{9}", digits, re.ASCII):
        return f"+1{digits[-10:]}"
    raise NumberUnclear
