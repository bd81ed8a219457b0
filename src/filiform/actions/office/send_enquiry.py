"""What happens when somebody writes to the clinic on its contact page?"""

from datetime import datetime, timedelta

from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.outbound import letters
from filiform.records.audit import note
from filiform.records.enquiries import (
    MESSAGE,
    NAME,
    PREFERRED,
    REACH,
    Enquiry,
    sender_of,
    sent_since,
)
from filiform.records.people import Center, Role, User

MOST_OF_ONE, MOST_OF_ALL, WITHIN = 5, 60, timedelta(hours=1)


class WordsMissing(Refusal):
    says = "Write your name, how we can reach you, and what you want to ask."


class WroteTooOften(Refusal):
    says = (
        "Too many messages came from here within an hour, so this one was not kept. "
        "Send it again in an hour, or call us."
    )


@transaction.atomic
def send_enquiry(
    *,
    center: Center,
    name: str,
    reach: str,
    message: str,
    preferred: str = "",
    address: str,
    at: datetime,
    by: User | None,
) -> Enquiry:
    """The enquiry, kept; the same words from the same address within an hour are one.

    Args:
        address: from where on the network it came; only a keyed hash of it is kept.

    Raises WordsMissing, WroteTooOften, TooLong.
    """
    sender = sender_of(address)
    said = {
        "center": center,
        "name": " ".join(kept(name, NAME).split()),
        "reach": " ".join(kept(reach, REACH).split()),
        "preferred": " ".join(kept(preferred, PREFERRED).split()),
        "message": kept(message, MESSAGE),
    }
    if not (said["name"] and said["reach"] and said["message"]):
        raise WordsMissing
    lately = sent_since(at - WITHIN)
    same = lately.filter(sender=sender, **said).first()
    if same is not None:
        return same
    if lately.filter(sender=sender).count() >= MOST_OF_ONE or lately.count() >= MOST_OF_ALL:
        raise WroteTooOften
    enquiry: Enquiry = Enquiry.objects.create(sender=sender, sent_at=at, **said)
    note("send_enquiry", at=at, by=by, who="" if by else "visitor", subject=enquiry.pk)
    _tell_the_clinic(at=at)
    return enquiry


def _tell_the_clinic(*, at: datetime) -> None:
    """One letter an hour to each person at the desk: that something waits, and nothing more."""
    for role in (Role.DESK, Role.OWNER):
        people = list(User.objects.filter(role=role, is_active=True))
        for one in people:
            letter = letters.enquiry_waits(link="/desk/enquiries/")
            once = f"enquiry {one.pk} {at:%Y-%m-%d %H}"
            write_letter(letter=letter, to=one.email, once=once, at=at)
        if people:
            return
