"""What should a patient expect and do after needling, and when is help needed?"""

from dataclasses import dataclass
from pathlib import Path

from filiform.domain.triage import Urgency
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks
from filiform.knowledge.triage import HELP


@dataclass(frozen=True)
class Advice:
    """One thing to expect or to do."""

    says: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool


@dataclass(frozen=True)
class Sign:
    """What a patient may notice, what to do then, and how soon."""

    signs: str
    do: str
    urgency: Urgency
    sources: tuple[str, ...]
    tag: str
    needs_review: bool


@dataclass(frozen=True)
class Aftercare:
    """The whole table."""

    version: str
    advice: tuple[Advice, ...]
    seek_help: tuple[Sign, ...]


def load(folder: Path = HERE) -> Aftercare:
    """The table in `aftercare.toml`.

    Raises:
        TableUnreadable: a row is not understood, or names an unknown source.
    """
    whole = table("aftercare", folder)
    aftercare = Aftercare(
        version=whole.text("version"),
        advice=tuple(_advice(row) for row in whole.rows("advice")),
        seek_help=tuple(_sign(row) for row in whole.rows("seek_help")),
    )
    whole.done()
    return aftercare


def _advice(row: Row) -> Advice:
    mark = marks(row)
    advice = Advice(row.text("says"), mark.sources, mark.tag, mark.needs_review)
    row.done()
    return advice


def _sign(row: Row) -> Sign:
    mark = marks(row)
    sign = Sign(
        signs=row.text("signs"),
        do=row.text("do"),
        urgency=Urgency(row.one_of("urgency", row.text("urgency"), Urgency)),
        sources=mark.sources,
        tag=mark.tag,
        needs_review=mark.needs_review,
    )
    row.done()
    return sign


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Emergencies that send nobody to emergency care, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    signs = (sign for sign in load(folder).seek_help if sign.urgency is Urgency.EMERGENCY)
    unclear = (sign.signs for sign in signs if not HELP.search(sign.do))
    return tuple(f"aftercare: '{one}' sends nobody to emergency care" for one in unclear)


_AFTERCARE = load()
VERSION = _AFTERCARE.version
ADVICE = _AFTERCARE.advice
SEEK_HELP = _AFTERCARE.seek_help
