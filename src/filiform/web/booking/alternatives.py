"""Which times are nearest to one that is gone?"""

from datetime import datetime
from typing import Any

from filiform.domain.availability import Seat
from filiform.records import access
from filiform.web.times import DAY, Found, Search, Slot, read_day

SAME, OTHERS = 3, 3
"""So many with the same therapist on the same day, and so many others."""

DAYS = 8


def near(slot: Slot, service: Any, now: datetime) -> dict[str, list[Slot]]:
    """`same`: that therapist, that day. `others`: the nearest besides; each in order of time.

    One search answers both. Where there are few of the first kind there are more of the second.
    """
    today = now.astimezone(slot.center.zone).date()
    first = read_day((slot.local.date() - DAY).isoformat(), today)
    found = Search(first, DAYS, now, service=service).found()
    therapists = {one.pk: one for one in access.therapists()}
    day = slot.local.date()
    mine = {seat: bits for seat, bits in found.on(slot.center, day).items() if _is(seat, slot)}
    same = [one for one in found.slots(slot.center, mine, therapists) if one.start != slot.start]
    same = _nearest(same, slot, SAME)
    others = [one for one in _elsewhere(found, slot, therapists, service) if one not in same]
    return {"same": same, "others": _nearest(others, slot, SAME + OTHERS - len(same))}


def _is(seat: Seat, slot: Slot) -> bool:
    return seat.therapist == slot.therapist.pk


def _elsewhere(found: Found, slot: Slot, therapists: dict[int, Any], service: Any) -> list[Slot]:
    """Whoever does it at that center, and that therapist at any other. A plain visit is with
    the therapist who was chosen for it."""
    mine = {slot.therapist.pk: slot.therapist}
    known = therapists if service else mine
    here = found.slots(slot.center, found.at(slot.center), known)
    places = {seat.center for seat in found.free if _is(seat, slot)} - {slot.center.pk}
    away = [one for one in access.centers() if one.pk in places]
    there = [one for center in away for one in found.slots(center, found.at(center), mine)]
    return [
        one for one in here + there if (one.start, one.therapist) != (slot.start, slot.therapist)
    ]


def _nearest(slots: list[Slot], slot: Slot, many: int) -> list[Slot]:
    nearest = sorted(slots, key=lambda one: abs(one.start - slot.start))[:many]
    return sorted(nearest, key=lambda one: one.start)
