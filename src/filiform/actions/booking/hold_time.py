"""What happens when somebody chose a time and is still writing? It is kept for them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from filiform.actions.booking.book_visit import check_offered
from filiform.domain import timetable
from filiform.domain.refusal import Refusal
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.people import Center, Therapist, User
from filiform.records.timetable import Service
from filiform.records.turns import in_turn
from filiform.records.visits import Hold

TEN_MINUTES = timedelta(minutes=10)
IN_THE_WAY = timedelta(minutes=2 * timetable.LONGEST)
MOST = 2
"""So many times one browser keeps at once; one more lets the oldest go."""


MOST_OF_ALL = 50
"""So many times are kept at once in the whole clinic: a program that throws its cookies away
cannot empty the calendar. Beyond them a time is booked without having been kept."""


class TooManyHeld(Refusal):
    says = "Many people are booking just now, so this time cannot be kept. Book it at once."


class NobodyHolds(Refusal):
    says = "This browser keeps no cookie, so no time can be kept for it. Book at once, or call us."


def hold_time(
    *,
    key: UUID,
    holder: str,
    therapist: Therapist,
    center: Center,
    starts_at: datetime,
    service: Service | None = None,
    lasts: timedelta = TEN_MINUTES,
    at: datetime,
    by: User | None,
) -> Hold:
    """The time, held like a visit's until `at + lasts`. Asked again by the same holder, it is
    the same hold, with no minute more.

    Args:
        holder: a secret word of the browser, or of an offer from the waiting list.

    Raises NobodyHolds, TooManyHeld, NotBookable, CredentialMissing, TimeTaken, NoRoom.
    """
    if not holder:
        raise NobodyHolds
    where = {"therapist": therapist, "center": center, "starts_at": starts_at, "service": service}
    wanted = Hold(key=key, holder=holder, made_at=at, until=at + lasts, **where)
    return in_turn(lambda: _held(wanted, by=by))


@transaction.atomic
def _held(wanted: Hold, *, by: User | None) -> Hold:
    at = wanted.made_at
    holding.clear_holds(at)
    mine = list(Hold.objects.filter(holder=wanted.holder, until__gt=at))
    same = next((one for one in mine if one.keeps(wanted)), None)
    if same is not None:
        return same
    check_offered(wanted, at=at)
    _let_go_of_others(mine, wanted)
    if Hold.objects.filter(until__gt=at).count() >= MOST_OF_ALL:
        raise TooManyHeld
    holding.settle(wanted)
    note("hold_time", at=at, by=by, who="" if by else "visitor", subject=wanted.key)
    return wanted


def _let_go_of_others(mine: list[Hold], wanted: Hold) -> None:
    """The holder's own holds that are in the way, and the oldest where there are too many."""
    near = [one for one in mine if abs(one.starts_at - wanted.starts_at) < IN_THE_WAY]
    others = [one for one in mine if one not in near]
    for one in [*near, *others[: max(len(others) + 1 - MOST, 0)]]:
        holding.let_go(one)
