"""What happens when a patient is written to about a visit? The letter brings its invitation."""

from datetime import datetime

from filiform.actions.office.write_letter import write_letter
from filiform.outbound import calendar, letters
from filiform.outbound.letters import Letter
from filiform.records import links
from filiform.records.visits import Visit


def write_visit_letter(*, letter: Letter, visit: Visit, once: str, at: datetime) -> None:
    """The letter with the visit as an iCalendar invitation, in the caller's transaction.

    A calendar that holds the visit already changes it (or takes it out), because the
    invitation keeps its UID and its SEQUENCE counts the changes.
    """
    to, invited = visit.patient.email, invitation(visit, at=at)
    write_letter(letter=letter, to=to, once=once, at=at, calendar=invited)


def invitation(visit: Visit, *, at: datetime) -> str:
    """The visit as iCalendar, as the patient's calendar needs it: no word of what is treated."""
    center = visit.center
    link = letters.address(f"/visit/{links.token(links.VISIT, visit.key)}/")
    wanted = calendar.Appointment(
        uid=visit.key.hex,
        changes=visit.changes,
        stamp=at,
        starts=visit.starts_at,
        ends=visit.ends_at,
        title=f"Visit at {center.name}",
        where=f"{center.street}, {center.city}, {center.state} {center.postcode}",
        says=f"To change or cancel it: {link}\nQuestions? {center.phone}",
        guest=visit.patient.email,
        cancelled=visit.cancelled,
    )
    return calendar.invitation(wanted)
