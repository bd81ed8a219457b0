"""When is the demo clinic open, and which of its times are still free?"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from filiform.domain.availability import free_starts
from filiform.domain.cells import VISIT, cells
from filiform.domain.timetable import WeeklyHours
from filiform.ops.demo.cast import StaffRole
from filiform.records.people import Center, Therapist

OPENS, CLOSES = time(8), time(18)
LAST_MINUTE = time(23, 50)
AROUND = 5
"""So many visits of today lie before and after the moment at which the demo is built."""


def hours_of(role: StaffRole, place: int, now: datetime) -> list[WeeklyHours]:
    """Weekly hours at the role's center number `place`.

    The first center also works on today's weekday, whichever it is, and as early
    and late as this moment needs.
    """
    weekly = {day: WeeklyHours(day, OPENS, CLOSES) for day in role.weekdays[place]}
    if place == 0:
        weekly[now.weekday()] = WeeklyHours(now.weekday(), *_around(now))
    elif len(role.centers) > 1:
        weekly.pop(now.weekday(), None)
    return [weekly[day] for day in sorted(weekly)]


def doors(now: datetime) -> list[WeeklyHours]:
    """When the centers are open: a little longer than anybody works, today as long as it takes."""
    weekly = {day: WeeklyHours(day, time(7), time(20)) for day in range(5)}
    weekly[now.weekday()] = WeeklyHours(now.weekday(), *_around(now))
    return [weekly[day] for day in sorted(weekly)]


def _around(now: datetime) -> tuple[time, time]:
    """Opening and closing of today: 8 to 18, stretched around `now` (local)."""
    midnight = datetime.combine(now.date(), time())
    clock = now.replace(tzinfo=None)
    on_the_mark = clock - timedelta(minutes=clock.minute % 10)
    before = max(midnight, on_the_mark - AROUND * VISIT)
    after = on_the_mark + (AROUND + 1) * VISIT
    closes = after.time() if after.date() == now.date() else LAST_MINUTE
    return min(OPENS, before.replace(second=0, microsecond=0).time()), max(CLOSES, closes)


class Timetable:
    """The free times of one therapist at one center; what is taken here stays taken."""

    def __init__(self, therapist: Therapist, center: Center) -> None:
        self.therapist, self.center = therapist, center
        kept = therapist.hours.filter(center=center)
        self.hours = [one.to_domain() for one in kept]
        self.held: set[datetime] = set()

    def starts(self, days: Iterable[date], after: datetime) -> list[datetime]:
        """Free starts of those days."""
        return free_starts(self.hours, self.center.zone, days, self.held, after=after)

    def take(self, start: datetime) -> datetime:
        self.held.update(cells(start))
        return start

    def daytime(self, day: date, luck: float, *, backwards: bool = False) -> datetime | None:
        """A free start in the daytime, taken: on `day`, else on the nearest day after (before)."""
        for further in range(8):
            away = timedelta(days=-further if backwards else further)
            midnight = datetime.combine(day + away, time(), self.center.zone)
            free = self.starts([midnight.date()], midnight)
            open_now = [one for one in free if OPENS <= self._clock(one) < CLOSES]
            if open_now:
                return self.take(open_now[int(luck * len(open_now))])
        return None

    def _clock(self, start: datetime) -> time:
        return start.astimezone(self.center.zone).time()
