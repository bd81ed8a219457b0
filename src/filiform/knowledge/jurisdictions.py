"""What does the law of each state say about who may needle?"""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.domain.credentials import Jurisdiction
from filiform.knowledge import sources
from filiform.knowledge.reading import HERE, Row, table

STATUSES = ("allowed", "not_allowed", "needs_verification")


@dataclass(frozen=True)
class Text:
    """One text of a state's rule; when two are in circulation, both are kept.

    Attributes:
        edition: 'newer' or 'older'.
        reported_for: the time a source reports it for; its own date is not known.
        years_to_finish: years from the first course hour to the last, or None.
        years_licensed: years of practice it asks for before a course counts.
    """

    state: str
    edition: str
    reported_for: str
    hours: int
    in_person_hours: int
    limited_at_hours: int | None
    years_to_finish: int | None
    years_licensed: int
    says: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool


def load(folder: Path = HERE) -> tuple[dict[str, Jurisdiction], tuple[Text, ...]]:
    """The states and texts of the folder's table; see `laws_of`."""
    return laws_of(table("jurisdictions", folder))


def laws_of(rows: Row) -> tuple[dict[str, Jurisdiction], tuple[Text, ...]]:
    """The states of a table, and the texts it keeps side by side.

    Raises:
        TableUnreadable: a row is malformed, or a text belongs to no state of the table.
    """
    states = {state: _jurisdiction(state, row) for state, row in rows.named("state").items()}
    texts = tuple(_text(row, states) for row in rows.rows("text"))
    rows.done()
    return states, texts


def _jurisdiction(state: str, row: Row) -> Jurisdiction:
    marks = sources.marks(row)
    status = row.text("status")
    if status not in STATUSES:
        raise row.wrong("status", f"must be one of {', '.join(STATUSES)}")
    law = Jurisdiction(
        state=state,
        name=row.text("name"),
        status=status,
        hours=row.whole("hours", 0),
        in_person_hours=row.whole("in_person_hours", 0),
        limited_at_hours=row.number_or_none("limited_at_hours"),
        says=row.text("says"),
        sources=marks.sources,
        tag=marks.tag,
        needs_review=marks.needs_review,
    )
    row.done()
    if status == "allowed" and not law.hours:
        raise row.wrong("hours", "must stand where needling is allowed")
    return law


def _text(row: Row, states: dict[str, Jurisdiction]) -> Text:
    marks = sources.marks(row)
    text = Text(
        state=row.text("state"),
        edition=row.text("edition"),
        reported_for=row.text("reported_for"),
        hours=row.whole("hours"),
        in_person_hours=row.whole("in_person_hours"),
        limited_at_hours=row.number_or_none("limited_at_hours"),
        years_to_finish=row.number_or_none("years_to_finish"),
        years_licensed=row.whole("years_licensed"),
        says=row.text("says"),
        sources=marks.sources,
        tag=marks.tag,
        needs_review=marks.needs_review,
    )
    row.done()
    if text.state not in states:
        raise row.wrong("state", "is no state of this table")
    return text


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which states the table lets needle on a text nobody confirmed, without saying so.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    allowed = (law for law in load(folder)[0].values() if law.status == "allowed")
    silent = (one.name for one in allowed if one.needs_review and "unconfirmed" not in one.says)
    return tuple(f"jurisdictions: {name} does not say what is unconfirmed" for name in silent)


_states, TEXTS = load()
JURISDICTIONS: MappingProxyType[str, Jurisdiction] = MappingProxyType(_states)


def law_of(state: str) -> Jurisdiction | None:
    """What is known of a state's law ('CO'), or None for a state that is not in the table."""
    return JURISDICTIONS.get(state)
