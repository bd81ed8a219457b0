"""Which columns hold what was measured, answered and advised at the bedside?"""

from decimal import Decimal
from typing import Any

from django.db import models

from filiform.domain import asked, jotting, measures
from filiform.domain.anatomy import Side
from filiform.domain.outcomes import Moment

BETWEEN = ","
"""Between the readings of one place, and between the keys of what was advised."""

Said = measures.Measure | asked.Answer | jotting.Jotted
WORDS: dict[type, str] = {
    measures.PainScored: "pain_scored",
    measures.Moved: "moved",
    measures.Pressed: "pressed",
    asked.Felt: "felt",
    asked.Advised: "advised",
    asked.Declined: "declined",
    jotting.Jotted: "jotted",
}


class SaidColumns(models.Model):
    """`target`, `side`, `symptom` and `knows` are those of the needles' columns.

    Attributes:
        value: of the pain scale, or degrees. how: active or passive, or the way of an advice.
        extent: how far it moved. trials: readings, as text. about: what was advised.
    """

    moment = models.CharField(max_length=10, blank=True)
    value = models.PositiveSmallIntegerField(null=True)
    how = models.CharField(max_length=10, blank=True)
    extent = models.CharField(max_length=20, blank=True)
    device = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=10, blank=True)
    trials = models.CharField(max_length=40, blank=True)
    feels = models.CharField(max_length=20, blank=True)
    question = models.CharField(max_length=10, blank=True)
    about = models.CharField(max_length=450, blank=True)
    version = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=jotting.MOST, blank=True)

    class Meta:
        abstract = True


def said_of(row: Any) -> Said:
    """The fact in a row whose deed is one of `WORDS`."""
    match row.deed:
        case "pain_scored":
            return measures.PainScored(row.id, Moment(row.moment), row.value, row.at)
        case "moved":
            return _moved(row)
        case "pressed":
            return _pressed(row)
        case "felt":
            return asked.Felt(row.id, asked.Feeling(row.feels), row.symptom, row.at, row.knows)
        case "advised":
            about = tuple(row.about.split(BETWEEN))
            return asked.Advised(row.id, about, asked.Way(row.how), row.version, row.at)
        case "jotted":
            return jotting.Jotted(row.id, row.words, row.at)
        case _:
            question = asked.Question(row.question)
            return asked.Declined(row.id, question, row.words, row.at, row.knows)


def _moved(row: Any) -> measures.Moved:
    return measures.Moved(
        id=row.id,
        moment=Moment(row.moment),
        movement=row.target,
        side=Side(row.side),
        how=measures.How(row.how),
        extent=measures.Extent(row.extent) if row.extent else None,
        degrees=row.value,
        at=row.at,
    )


def _pressed(row: Any) -> measures.Pressed:
    return measures.Pressed(
        id=row.id,
        moment=Moment(row.moment),
        place=row.target,
        side=Side(row.side),
        device=row.device,
        unit=measures.Unit(row.unit),
        trials=tuple(map(Decimal, row.trials.split(BETWEEN))),
        at=row.at,
    )


def columns_of_said(fact: Said) -> dict[str, Any]:
    """Its columns, without id, time, session and person."""
    return {"deed": WORDS[type(fact)], **_columns(fact)}


def _columns(fact: Said) -> dict[str, Any]:
    match fact:
        case measures.PainScored(moment=moment, value=value):
            return {"moment": moment.value, "value": value}
        case measures.Moved():
            said = {"moment": fact.moment.value, "target": fact.movement, "side": fact.side.value}
            extent = fact.extent.value if fact.extent else ""
            return said | {"how": fact.how.value, "extent": extent, "value": fact.degrees}
        case measures.Pressed():
            said = {"moment": fact.moment.value, "target": fact.place, "side": fact.side.value}
            trials = BETWEEN.join(f"{one.normalize():f}" for one in fact.trials)
            return said | {"device": fact.device, "unit": fact.unit.value, "trials": trials}
        case asked.Felt(feels=feels, symptom=symptom, knows=knows):
            return {"feels": feels.value, "symptom": symptom, "knows": knows}
        case asked.Advised(about=about, way=way, version=version):
            return {"about": BETWEEN.join(about), "how": way.value, "version": version}
        case jotting.Jotted(words=words):
            return {"words": words}
        case asked.Declined(question=question, words=words, knows=knows):
            return {"question": question.value, "words": words, "knows": knows}
