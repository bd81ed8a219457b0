"""How is a fact of the bedside written for a tablet, and read from one?

The words and fields are those of `docs/decisions/0005-events-from-a-tablet.md`.
What is read here can be kept; whether it should have been done is asked later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from filiform.domain import asked, bedside, fields, jotting, measures
from filiform.domain.anatomy import Side
from filiform.domain.bedside import Fact
from filiform.domain.fields import EventUnreadable as EventUnreadable
from filiform.domain.fields import Raw
from filiform.domain.fields import read_id as read_id
from filiform.domain.outcomes import Moment
from filiform.domain.surface import MESH, BodyPoint, PointUnreadable, read_point
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from filiform.domain.words import TooLong


@dataclass(frozen=True)
class Said:
    """A fact as a tablet told it; its time is the device's own claim, where it made one."""

    fact: Fact
    device_at: datetime | None


def read_event(raw: object) -> Said:
    """One event. Raises EventUnreadable, with the field's name, and what `bedside.check` raises."""
    if not isinstance(raw, Mapping):
        raise EventUnreadable
    device_at = read_time(raw.get("device_at"))
    made = READERS.get(str(raw.get("fact")))
    if made is None:
        raise EventUnreadable("This clinic does not know that kind of entry yet. Update filiform.")
    try:
        fact = made(raw, fields.id_of(raw, "id"), device_at or bedside.ANY_TIME)
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


def write_fact(fact: Fact) -> dict[str, Any]:
    """The fact as a tablet would send it, without its times."""
    word, more = WRITERS[type(fact)](fact)
    return {"fact": word, "id": str(fact.id), **more}


# ---------------------------------------------------------------- reading
def _technique(raw: Raw) -> Technique:
    said = raw.get("technique") or {}
    if not isinstance(said, Mapping):
        raise fields.wrong("technique")
    angle, tilt, grip = (said.get(name) is not None for name in ("angle", "tilt", "grip"))
    return Technique(
        angle=fields.one_of(said, "angle", Angle) if angle else None,
        tilt=fields.one_of(said, "tilt", Tilt) if tilt else None,
        grip=fields.one_of(said, "grip", Grip) if grip else None,
    )


def _point(raw: Raw) -> BodyPoint | None:
    """On a mesh that we do not know it is kept as it was told; one we know is looked at."""
    point, mesh = raw.get("point"), fields.text(raw, "mesh", 80) if raw.get("mesh") else MESH
    if point is None:
        return None
    if mesh == MESH:
        return read_point(point)
    match point:
        case [int(face), int(first), int(second)] if all(0 <= n < 2**31 for n in point):
            return BodyPoint(face, first, second, mesh)
    raise fields.wrong("point")


def _pair(raw: Raw) -> tuple[UUID, UUID]:
    match raw.get("needles"):
        case [one, other]:
            both = {"needles": one}, {"needles": other}
            return fields.id_of(both[0], "needles"), fields.id_of(both[1], "needles")
    raise fields.wrong("needles")


def _inserted(raw: Raw, id: UUID, at: datetime) -> Fact:
    return bedside.Inserted(
        id=id,
        number=fields.whole(raw, "number"),
        target=fields.text(raw, "target", 80, least=1),
        side=fields.one_of(raw, "side", Side),
        size=bedside.NeedleSize(fields.figure(raw, "gauge_mm"), fields.whole(raw, "length_mm")),
        at=at,
        site=fields.text(raw, "site", 200),
        lot=fields.text(raw, "lot", 60),
        override=fields.text(raw, "override", 1000),
        point=_point(raw),
        technique=_technique(raw),
        posture=fields.one_of(raw, "posture", Posture) if raw.get("posture") else None,
    )


def _stimulation_set(raw: Raw, id: UUID, at: datetime) -> Fact:
    return bedside.StimulationSet(
        id=id,
        needles=_pair(raw),
        channel=fields.whole(raw, "channel"),
        hz=fields.figure(raw, "hz"),
        width_us=fields.whole(raw, "width_us"),
        intensity=fields.text(raw, "intensity", 20),
        minutes=fields.whole(raw, "minutes"),
        at=at,
    )


def _symptom_noted(raw: Raw, id: UUID, at: datetime) -> Fact:
    needle = None if raw.get("needle") is None else fields.id_of(raw, "needle")
    return bedside.SymptomNoted(id, needle, fields.text(raw, "symptom", 40, least=1), at)


def _pain_scored(raw: Raw, id: UUID, at: datetime) -> Fact:
    moment, value = fields.one_of(raw, "moment", Moment), fields.whole(raw, "value")
    return measures.PainScored(id, moment, value, at)


def _moved(raw: Raw, id: UUID, at: datetime) -> Fact:
    extent, degrees = raw.get("extent") is not None, raw.get("degrees") is not None
    return measures.Moved(
        id=id,
        moment=fields.one_of(raw, "moment", Moment),
        movement=fields.text(raw, "movement", 80, least=1),
        side=fields.one_of(raw, "side", Side),
        how=fields.one_of(raw, "how", measures.How),
        extent=fields.one_of(raw, "extent", measures.Extent) if extent else None,
        degrees=fields.whole(raw, "degrees") if degrees else None,
        at=at,
    )


def _pressed(raw: Raw, id: UUID, at: datetime) -> Fact:
    return measures.Pressed(
        id=id,
        moment=fields.one_of(raw, "moment", Moment),
        place=fields.text(raw, "place", 80, least=1),
        side=fields.one_of(raw, "side", Side),
        device=fields.text(raw, "device", 40, least=1),
        unit=fields.one_of(raw, "unit", measures.Unit),
        trials=fields.figures(raw, "trials"),
        at=at,
    )


def _felt(raw: Raw, id: UUID, at: datetime) -> Fact:
    feels = fields.one_of(raw, "feels", asked.Feeling)
    return asked.Felt(id, feels, fields.text(raw, "symptom", 40), at, fields.knows(raw))


def _advised(raw: Raw, id: UUID, at: datetime) -> Fact:
    about, way = fields.keys(raw, "about"), fields.one_of(raw, "way", asked.Way)
    return asked.Advised(id, about, way, fields.text(raw, "version", 40), at)


def _declined(raw: Raw, id: UUID, at: datetime) -> Fact:
    question = fields.one_of(raw, "question", asked.Question)
    return asked.Declined(id, question, fields.text(raw, "words", 500), at, fields.knows(raw))


READERS: dict[str, Callable[[Raw, UUID, datetime], Fact]] = {
    "inserted": _inserted,
    "twitched": lambda raw, id, at: bedside.Twitched(
        id, fields.id_of(raw, "needle"), fields.whole(raw, "twitches"), at
    ),
    "withdrawn": lambda raw, id, at: bedside.Withdrawn(id, fields.id_of(raw, "needle"), at),
    "counted": lambda raw, id, at: bedside.Counted(
        id, fields.whole(raw, "found"), fields.whole(raw, "in_tray"), at, fields.knows(raw)
    ),
    "disposed": lambda raw, id, at: bedside.Disposed(
        id, fields.whole(raw, "needles"), at, fields.knows(raw)
    ),
    "stimulation_set": _stimulation_set,
    "symptom_noted": _symptom_noted,
    "all_out_called": lambda raw, id, at: bedside.AllOutCalled(
        id, fields.one_of(raw, "reason", bedside.Reason), at
    ),
    "retention_planned": lambda raw, id, at: bedside.RetentionPlanned(
        id, fields.whole(raw, "minutes"), at
    ),
    "pain_scored": _pain_scored,
    "moved": _moved,
    "pressed": _pressed,
    "felt": _felt,
    "advised": _advised,
    "declined": _declined,
    "jotted": lambda raw, id, at: jotting.Jotted(id, fields.text(raw, "words", jotting.MOST), at),
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


def _movement(one: measures.Moved) -> dict[str, Any]:
    named = ("moment", "movement", "side", "how", "extent", "degrees")
    return {name: getattr(one, name) for name in named}


def _pressure(one: measures.Pressed) -> dict[str, Any]:
    named = ("moment", "place", "side", "device", "unit")
    trials = [f"{trial.normalize():f}" for trial in one.trials]
    return {name: getattr(one, name) for name in named} | {"trials": trials}


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
    measures.PainScored: lambda one: ("pain_scored", {"moment": one.moment, "value": one.value}),
    measures.Moved: lambda one: ("moved", _movement(one)),
    measures.Pressed: lambda one: ("pressed", _pressure(one)),
    asked.Felt: lambda one: (
        "felt",
        {"feels": one.feels, "symptom": one.symptom, "knows": one.knows},
    ),
    asked.Advised: lambda one: (
        "advised",
        {"about": list(one.about), "way": one.way, "version": one.version},
    ),
    asked.Declined: lambda one: (
        "declined",
        {"question": one.question, "words": one.words, "knows": one.knows},
    ),
    jotting.Jotted: lambda one: ("jotted", {"words": one.words}),
}
