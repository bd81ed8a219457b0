"""How is a fact of the bedside written for a tablet, and read from one?

The words and fields are those of `docs/decisions/0005-events-from-a-tablet.md`.
What is read here can be kept; whether it should have been done is asked later.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from filiform.domain import bedside
from filiform.domain.anatomy import Side
from filiform.domain.bedside import Fact, NotAFact
from filiform.domain.surface import MESH, BodyPoint, PointUnreadable, read_point
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from filiform.domain.words import TooLong, kept


class EventUnreadable(NotAFact):
    says = "That entry cannot be read, so it is not kept. Record it again."


@dataclass(frozen=True)
class Said:
    """A fact as a tablet told it; its time is the device's own claim, where it made one."""

    fact: Fact
    device_at: datetime | None


Raw = Mapping[str, object]
E = TypeVar("E", bound=StrEnum)
DIGITS = re.compile(r"[0-9a-f]{32}")
FIGURES = re.compile(r"\d{1,4}(\.\d{1,2})?", re.ASCII)


def read_event(raw: object) -> Said:
    """One event. Raises EventUnreadable, with the field's name, and what `bedside.check` raises."""
    if not isinstance(raw, Mapping):
        raise EventUnreadable
    device_at = read_time(raw.get("device_at"))
    made = READERS.get(str(raw.get("fact")))
    if made is None:
        raise EventUnreadable("This clinic does not know that kind of entry yet. Update filiform.")
    try:
        fact = made(raw, _uuid(raw, "id"), device_at or bedside.ANY_TIME)
    except (TooLong, PointUnreadable) as refusal:
        raise EventUnreadable(refusal.says) from None
    bedside.check(fact)
    return Said(fact, device_at)


def read_time(raw: object) -> datetime | None:
    """A time with its offset; what cannot be read is no time."""
    try:
        told = datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None
    return told if told is not None and told.tzinfo is not None else None


def read_id(raw: object) -> UUID | None:
    """A UUID as it is always written, or None."""
    text = raw.lower() if isinstance(raw, str) else ""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None


def write_fact(fact: Fact) -> dict[str, Any]:
    """The fact as a tablet would send it, without its times."""
    word, more = WRITERS[type(fact)](fact)
    return {"fact": word, "id": str(fact.id), **more}


# ---------------------------------------------------------------- reading
def _wrong(name: str) -> EventUnreadable:
    return EventUnreadable(f"{EventUnreadable.says} ({name})")


def _uuid(raw: Raw, name: str) -> UUID:
    found = read_id(raw.get(name))
    if found is None:
        raise _wrong(name)
    return found


def _whole(raw: Raw, name: str) -> int:
    value = raw.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(name)
    return value


def _knows(raw: Raw) -> str:
    value = raw.get("knows")
    if not isinstance(value, str) or not DIGITS.fullmatch(value):
        raise _wrong("knows")
    return value


def _text(raw: Raw, name: str, most: int, *, least: int = 0) -> str:
    value = raw.get(name, "")
    if not isinstance(value, str) or len(kept(value, most)) < least:
        raise _wrong(name)
    return kept(value, most)


def _figure(raw: Raw, name: str) -> Decimal:
    value = raw.get(name)
    if not isinstance(value, str) or not FIGURES.fullmatch(value):
        raise _wrong(name)
    return Decimal(value)


def _one_of(raw: Raw, name: str, words: type[E]) -> E:
    value = raw.get(name)
    if not isinstance(value, str) or value not in set(words):
        raise _wrong(name)
    return words(value)


def _technique(raw: Raw) -> Technique:
    said = raw.get("technique") or {}
    if not isinstance(said, Mapping):
        raise _wrong("technique")
    angle, tilt, grip = (said.get(name) is not None for name in ("angle", "tilt", "grip"))
    return Technique(
        angle=_one_of(said, "angle", Angle) if angle else None,
        tilt=_one_of(said, "tilt", Tilt) if tilt else None,
        grip=_one_of(said, "grip", Grip) if grip else None,
    )


def _point(raw: Raw) -> BodyPoint | None:
    """On a mesh that we do not know it is kept as it was told; one we know is looked at."""
    point, mesh = raw.get("point"), _text(raw, "mesh", 80) if raw.get("mesh") else MESH
    if point is None:
        return None
    if mesh == MESH:
        return read_point(point)
    match point:
        case [int(face), int(first), int(second)] if all(0 <= n < 2**31 for n in point):
            return BodyPoint(face, first, second, mesh)
    raise _wrong("point")


def _pair(raw: Raw) -> tuple[UUID, UUID]:
    match raw.get("needles"):
        case [one, other]:
            both = {"needles": one}, {"needles": other}
            return _uuid(both[0], "needles"), _uuid(both[1], "needles")
    raise _wrong("needles")


def _inserted(raw: Raw, id: UUID, at: datetime) -> Fact:
    return bedside.Inserted(
        id=id,
        number=_whole(raw, "number"),
        target=_text(raw, "target", 80, least=1),
        side=_one_of(raw, "side", Side),
        size=bedside.NeedleSize(_figure(raw, "gauge_mm"), _whole(raw, "length_mm")),
        at=at,
        site=_text(raw, "site", 200),
        lot=_text(raw, "lot", 60),
        override=_text(raw, "override", 1000),
        point=_point(raw),
        technique=_technique(raw),
        posture=_one_of(raw, "posture", Posture) if raw.get("posture") else None,
    )


def _stimulation_set(raw: Raw, id: UUID, at: datetime) -> Fact:
    return bedside.StimulationSet(
        id=id,
        needles=_pair(raw),
        channel=_whole(raw, "channel"),
        hz=_figure(raw, "hz"),
        width_us=_whole(raw, "width_us"),
        intensity=_text(raw, "intensity", 20),
        minutes=_whole(raw, "minutes"),
        at=at,
    )


def _symptom_noted(raw: Raw, id: UUID, at: datetime) -> Fact:
    needle = None if raw.get("needle") is None else _uuid(raw, "needle")
    return bedside.SymptomNoted(id, needle, _text(raw, "symptom", 40, least=1), at)


READERS: dict[str, Callable[[Raw, UUID, datetime], Fact]] = {
    "inserted": _inserted,
    "twitched": lambda raw, id, at: bedside.Twitched(
        id, _uuid(raw, "needle"), _whole(raw, "twitches"), at
    ),
    "withdrawn": lambda raw, id, at: bedside.Withdrawn(id, _uuid(raw, "needle"), at),
    "counted": lambda raw, id, at: bedside.Counted(
        id, _whole(raw, "found"), _whole(raw, "in_tray"), at, _knows(raw)
    ),
    "disposed": lambda raw, id, at: bedside.Disposed(id, _whole(raw, "needles"), at, _knows(raw)),
    "stimulation_set": _stimulation_set,
    "symptom_noted": _symptom_noted,
    "all_out_called": lambda raw, id, at: bedside.AllOutCalled(
        id, _one_of(raw, "reason", bedside.Reason), at
    ),
    "retention_planned": lambda raw, id, at: bedside.RetentionPlanned(
        id, _whole(raw, "minutes"), at
    ),
}


# ---------------------------------------------------------------- writing
def _written(fact: bedside.Inserted) -> dict[str, Any]:
    how, point = fact.technique, fact.point
    return {
        "number": fact.number,
        "target": fact.target,
        "side": fact.side.value,
        "gauge_mm": f"{fact.size.gauge_mm:.2f}",
        "length_mm": fact.size.length_mm,
        "point": point.plain() if point else None,
        "mesh": point.mesh if point else None,
        "technique": {"angle": how.angle, "tilt": how.tilt, "grip": how.grip},
        "posture": fact.posture,
        "site": fact.site,
        "lot": fact.lot,
        "override": fact.override,
    }


def _current(fact: bedside.StimulationSet) -> dict[str, Any]:
    return {
        "needles": [str(one) for one in fact.needles],
        "channel": fact.channel,
        "hz": f"{fact.hz:.1f}",
        "width_us": fact.width_us,
        "intensity": fact.intensity,
        "minutes": fact.minutes,
    }


def _needle(id: UUID | None) -> dict[str, Any]:
    return {"needle": None if id is None else str(id)}


WRITERS: dict[type, Callable[[Any], tuple[str, dict[str, Any]]]] = {
    bedside.Inserted: lambda one: ("inserted", _written(one)),
    bedside.Twitched: lambda one: (
        "twitched",
        _needle(one.needle) | {"twitches": one.twitches},
    ),
    bedside.Withdrawn: lambda one: ("withdrawn", _needle(one.needle)),
    bedside.Counted: lambda one: (
        "counted",
        {"found": one.found, "in_tray": one.in_tray, "knows": one.knows},
    ),
    bedside.Disposed: lambda one: ("disposed", {"needles": one.needles, "knows": one.knows}),
    bedside.StimulationSet: lambda one: ("stimulation_set", _current(one)),
    bedside.SymptomNoted: lambda one: (
        "symptom_noted",
        _needle(one.needle) | {"symptom": one.symptom},
    ),
    bedside.AllOutCalled: lambda one: ("all_out_called", {"reason": one.reason.value}),
    bedside.RetentionPlanned: lambda one: ("retention_planned", {"minutes": one.minutes}),
}
