"""Which columns hold which fact of the ledger?"""

from decimal import Decimal
from typing import Any

from django.db import models

from filiform.domain import bedside
from filiform.domain.anatomy import Side
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import UNSAID, Angle, Grip, Posture, Technique, Tilt
from filiform.records.said import SaidColumns, columns_of_said, said_of


class Deed(models.TextChoices):
    INSERTED = "inserted"
    TWITCHED = "twitched"
    WITHDRAWN = "withdrawn"
    COUNTED = "counted"
    DISPOSED = "disposed"
    STIMULATION_SET = "stimulation_set"
    SYMPTOM_NOTED = "symptom_noted"
    ALL_OUT_CALLED = "all_out_called"
    RETENTION_PLANNED = "retention_planned"
    PAIN_SCORED = "pain_scored"
    MOVED = "moved"
    PRESSED = "pressed"
    FELT = "felt"
    ADVISED = "advised"
    DECLINED = "declined"
    JOTTED = "jotted"


class EntryColumns(SaidColumns):
    """What an entry says. Which columns are filled depends on its deed.

    Attributes:
        needle: the id of the insertion it speaks of; no foreign key, because it may come later.
        needle_number: what was shown when the needle went in.
        mesh, face, first, second: a `BodyPoint`. knows: see `Ledger.knows`.
    """

    deed = models.CharField(max_length=20, choices=Deed.choices)
    needle = models.UUIDField(null=True)
    other_needle = models.UUIDField(null=True)
    needle_number = models.PositiveIntegerField(null=True)
    target = models.CharField(max_length=80, blank=True)
    side = models.CharField(max_length=6, blank=True)
    site = models.CharField(max_length=200, blank=True)
    gauge_mm = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    length_mm = models.PositiveSmallIntegerField(null=True)
    mesh = models.CharField(max_length=80, blank=True)
    face = models.PositiveIntegerField(null=True)
    first = models.PositiveIntegerField(null=True)
    second = models.PositiveIntegerField(null=True)
    angle = models.CharField(max_length=20, null=True)  # unsaid is not ""
    tilt = models.CharField(max_length=20, null=True)
    grip = models.CharField(max_length=20, null=True)
    posture = models.CharField(max_length=20, blank=True)
    lot = models.CharField(max_length=60, blank=True)
    override = models.CharField(max_length=1000, blank=True)
    twitches = models.PositiveSmallIntegerField(null=True)
    found = models.PositiveSmallIntegerField(null=True)
    in_tray = models.PositiveSmallIntegerField(null=True)
    needles = models.PositiveSmallIntegerField(null=True)
    knows = models.CharField(max_length=32, blank=True)
    channel = models.PositiveSmallIntegerField(null=True)
    hz = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    width_us = models.PositiveIntegerField(null=True)
    intensity = models.CharField(max_length=20, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    symptom = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True


def fact_of(row: Any) -> bedside.Fact:
    """The fact in a row of the ledger."""
    match row.deed:
        case Deed.INSERTED:
            return _inserted(row)
        case Deed.TWITCHED:
            return bedside.Twitched(row.id, row.needle, row.twitches, row.at)
        case Deed.WITHDRAWN:
            return bedside.Withdrawn(row.id, row.needle, row.at)
        case Deed.COUNTED:
            return bedside.Counted(row.id, row.found, row.in_tray, row.at, row.knows)
        case Deed.DISPOSED:
            return bedside.Disposed(row.id, row.needles, row.at, row.knows)
        case Deed.STIMULATION_SET:
            return _stimulation_set(row)
        case Deed.SYMPTOM_NOTED:
            return bedside.SymptomNoted(row.id, row.needle, row.symptom, row.at)
        case Deed.ALL_OUT_CALLED:
            return bedside.AllOutCalled(row.id, bedside.Reason(row.reason), row.at)
        case Deed.RETENTION_PLANNED:
            return bedside.RetentionPlanned(row.id, row.minutes, row.at)
        case _:
            return said_of(row)


def _inserted(row: Any) -> bedside.Inserted:
    return bedside.Inserted(
        id=row.id,
        number=row.needle_number,
        target=row.target,
        side=Side(row.side),
        size=bedside.NeedleSize(Decimal(row.gauge_mm), row.length_mm),
        at=row.at,
        site=row.site,
        lot=row.lot,
        override=row.override,
        point=BodyPoint(row.face, row.first, row.second, row.mesh) if row.mesh else None,
        technique=_technique(row),
        posture=Posture(row.posture) if row.posture else None,
    )


def _technique(row: Any) -> Technique:
    if row.angle is None and row.tilt is None and row.grip is None:
        return UNSAID
    return Technique(
        angle=None if row.angle is None else Angle(row.angle),
        tilt=None if row.tilt is None else Tilt(row.tilt),
        grip=None if row.grip is None else Grip(row.grip),
    )


def _stimulation_set(row: Any) -> bedside.StimulationSet:
    return bedside.StimulationSet(
        id=row.id,
        needles=(row.needle, row.other_needle),
        channel=row.channel,
        hz=Decimal(row.hz),
        width_us=row.width_us,
        intensity=row.intensity,
        minutes=row.minutes,
        at=row.at,
    )


def columns_of(fact: bedside.Fact) -> dict[str, Any]:
    """The columns of a ledger fact, without session, order and person."""
    return {"id": fact.id, "at": fact.at, **_said(fact)}


def _said(fact: bedside.Fact) -> dict[str, Any]:
    match fact:
        case bedside.Inserted():
            return {"deed": Deed.INSERTED, **_insertion(fact)}
        case bedside.Twitched(needle=needle, twitches=twitches):
            return {"deed": Deed.TWITCHED, "needle": needle, "twitches": twitches}
        case bedside.Withdrawn(needle=needle):
            return {"deed": Deed.WITHDRAWN, "needle": needle}
        case bedside.Counted(found=found, in_tray=in_tray, knows=knows):
            return {"deed": Deed.COUNTED, "found": found, "in_tray": in_tray, "knows": knows}
        case bedside.Disposed(needles=needles, knows=knows):
            return {"deed": Deed.DISPOSED, "needles": needles, "knows": knows}
        case bedside.StimulationSet():
            return {"deed": Deed.STIMULATION_SET, **_current(fact)}
        case bedside.SymptomNoted(needle=needle, symptom=symptom):
            return {"deed": Deed.SYMPTOM_NOTED, "needle": needle, "symptom": symptom}
        case bedside.AllOutCalled(reason=reason):
            return {"deed": Deed.ALL_OUT_CALLED, "reason": reason.value}
        case bedside.RetentionPlanned(minutes=minutes):
            return {"deed": Deed.RETENTION_PLANNED, "minutes": minutes}
        case _:
            return columns_of_said(fact)


def _insertion(fact: bedside.Inserted) -> dict[str, Any]:
    point, how = fact.point, fact.technique
    where = {} if point is None else {"mesh": point.mesh, "face": point.face}
    weights = {} if point is None else {"first": point.first, "second": point.second}
    return (
        where
        | weights
        | {
            "needle_number": fact.number,
            "target": fact.target,
            "side": fact.side.value,
            "site": fact.site,
            "gauge_mm": fact.size.gauge_mm,
            "length_mm": fact.size.length_mm,
            "angle": how.angle and how.angle.value,
            "tilt": None if how.tilt is None else how.tilt.value,
            "grip": how.grip and how.grip.value,
            "posture": fact.posture.value if fact.posture else "",
            "lot": fact.lot,
            "override": fact.override,
        }
    )


def _current(fact: bedside.StimulationSet) -> dict[str, Any]:
    one, other = fact.needles
    return {
        "needle": one,
        "other_needle": other,
        "channel": fact.channel,
        "hz": fact.hz,
        "width_us": fact.width_us,
        "intensity": fact.intensity,
        "minutes": fact.minutes,
    }
