"""What happens after the last needle is out: the questions of the next days are laid ready."""

from datetime import datetime, timedelta

from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.outbound import letters
from filiform.records import links
from filiform.records.aftercare import CheckIn
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession

HOURS = (24, 48)


@transaction.atomic
def open_aftercare(*, session: NeedlingSession, at: datetime, by: User) -> list[CheckIn]:
    """Check-ins 24 and 48 hours after `at`, each with its letter; once for each session."""
    made = []
    for hours in HOURS:
        check_in, new = CheckIn.objects.get_or_create(
            session=session, hours=hours, defaults={"due_at": at + timedelta(hours=hours)}
        )
        if new:
            made.append(check_in)
            _write_to_patient(check_in, at=at)
    if made:
        key = session.visit.patient.key
        note("open_aftercare", at=at, by=by, patient_key=key, subject=session.key)
    return made


def _write_to_patient(check_in: CheckIn, *, at: datetime) -> None:
    visit = check_in.session.visit
    letter = letters.check_in(
        given_name=visit.patient.given_name,
        phone=visit.center.phone,
        link=f"/how-are-you/{links.token(links.CHECK_IN, check_in.key)}/",
    )
    write_letter(
        letter=letter,
        to=visit.patient.email,
        once=f"check-in {check_in.key}",
        at=at,
        not_before=check_in.due_at,
    )
