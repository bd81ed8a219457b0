"""What happens when the clinic offers a service, or changes one?"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from filiform.domain import timetable
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.people import Therapist, User
from filiform.records.timetable import Kind, Service


class LengthUnreadable(Refusal):
    says = (
        "A service takes from 10 to 240 minutes, its buffer up to 240, and starting times are "
        "up to 240 minutes apart. Write whole minutes."
    )


class ServiceUnnamed(Refusal):
    says = "Give the service a short name for its address (like follow-up) and a name to read."


@transaction.atomic
def offer_service(
    *,
    slug: str,
    name: str,
    shape: timetable.Service,
    kind: str = Kind.FOLLOW_UP,
    about: str = "",
    public: bool = True,
    rank: int = 0,
    therapists: Iterable[Therapist],
    at: datetime,
    by: User | None,
) -> Service:
    """Offered by these therapists and no others; visits that are booked keep their length.

    Args:
        public: patients book it themselves; else only the desk does.

    Raises LengthUnreadable, ServiceUnnamed, TooLong.
    """
    longest = timetable.LONGEST
    lengths = 10 <= shape.minutes <= longest, 0 <= shape.buffer <= longest
    if not all(lengths) or not 0 <= shape.every <= longest:
        raise LengthUnreadable
    name = kept(name, 80)
    if not slug or not name or kind not in Kind.values:
        raise ServiceUnnamed
    words = {"name": name, "about": kept(about, 300), "kind": kind, "public": public, "rank": rank}
    words |= {"minutes": shape.minutes, "buffer_minutes": shape.buffer}
    words |= {"every_minutes": shape.every, "needles": shape.needles, "needs_room": shape.room}
    service, _ = Service.objects.update_or_create(slug=slug, defaults=words | {"active": True})
    service.therapists.set(therapists)
    note("offer_service", at=at, by=by, who="" if by else "console", subject=slug)
    return service
