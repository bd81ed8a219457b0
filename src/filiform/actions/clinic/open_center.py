"""What happens when the clinic opens a center?"""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.people import Center, User


class CenterKnown(Refusal):
    says = "There is already a center with this short name. Choose another one."


class ZoneUnknown(Refusal):
    says = "That time zone is not known. Write for example America/Denver."


@transaction.atomic
def open_center(
    *,
    slug: str,
    name: str,
    street: str,
    city: str,
    state: str,
    postcode: str,
    phone: str,
    time_zone: str,
    at: datetime,
    by: User | None,
) -> Center:
    """A place where visits can be booked, once somebody has hours there.

    Raises CenterKnown, ZoneUnknown.
    """
    if Center.objects.filter(slug=slug).exists():
        raise CenterKnown
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ZoneUnknown from None
    center = Center.objects.create(
        slug=slug,
        name=name,
        street=street,
        city=city,
        state=state,
        postcode=postcode,
        phone=phone,
        time_zone=time_zone,
    )
    note("open_center", at=at, by=by, who="" if by else "console", subject=center.slug)
    return center
