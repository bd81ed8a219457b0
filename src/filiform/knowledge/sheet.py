"""What does a clinician sign to confirm the atlas, row by row?

Plain text, as wide as a page: every row with its facts, its tag and its sources, and a line to
sign under each that waits for review.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from filiform.knowledge.atlas import Claim, depth_claim, merged, own_claims
from filiform.knowledge.columns import COLUMNS, Column
from filiform.knowledge.depths import FIGURES, Figure
from filiform.knowledge.hazards import HAZARDS, Hazard
from filiform.knowledge.muscles import AREAS, DETAILS, Detail
from filiform.knowledge.referral import REFERRALS
from filiform.knowledge.sources import SOURCES, Marks

WIDTH = 96
SIGN = "[ ] agree   [ ] change: ____________________  name: ____________________  date: __________"
HOW = """\
Nothing here is settled until it is signed. Tick 'agree' or write the change, with your name and
the date, under each row. A row that is agreed loses its `needs_review` in the table, with your name
in the commit; what a word of the tables rests on is settled when every row under it is agreed.
A tag in brackets says why a row waits: [background] is professional knowledge without a source,
[weak] a teaching or commercial page, [partial] a page that supports only part, [unconfirmed]
sources that disagree, [design] our own choice; [preprint], [computed], [no figure] as they say.
Depths are in millimetres; none of them is a safe depth."""


@dataclass(frozen=True)
class SheetRow:
    """What is signed at once: a heading, and claims about it."""

    heading: str
    claims: tuple[Claim, ...]

    @property
    def waits(self) -> bool:
        return any(claim.marks.needs_review for claim in self.claims)


Sections = Mapping[str, tuple[SheetRow, ...]]


def lines(area: str = "") -> Iterator[str]:
    """The sheet of one of `AREAS`, or of the whole body, head to foot, with its sources.

    Raises:
        KeyError: there is no such area.
    """
    shown = sections(area)
    yield from (*_title("Review sheet of the atlas"), *HOW.splitlines())
    for title, rows in shown.items():
        yield from _title(title)
        for row in rows:
            yield from printed(row)
    yield from _title("Sources")
    claims = [claim for rows in shown.values() for row in rows for claim in row.claims]
    for key in sorted({key for claim in claims for key in claim.marks.sources}):
        yield from _fact(f"{key} ({SOURCES[key].read})", f"{SOURCES[key].says} {SOURCES[key].url}")


def sections(area: str = "") -> Sections:
    """What the sheet holds, by heading; see `lines`."""
    areas = (area,) if area else tuple(AREAS)
    targets = {key: one for key, one in DETAILS.items() if one.area in areas}
    figures = (one for one in FIGURES if targets.keys() & set(one.targets))
    return {
        "What each word of the tables means": tuple(map(_column, COLUMNS.values())),
        **{
            AREAS[name]: tuple(_target(one) for one in targets.values() if one.area == name)
            for name in areas
        },
        "Hazard zones": tuple(map(_hazard, HAZARDS.values())),
        "Published depths (mm)": tuple(map(_figure, figures)),
    }


def _column(column: Column) -> SheetRow:
    return SheetRow(column.key, (Claim((("Meaning", column.says),), column.marks),))


def _target(detail: Detail) -> SheetRow:
    """A target; its depths stand below, once for all the targets they concern."""
    target = detail.target
    claims = list(own_claims(target.key))
    if target.key in REFERRALS and (pages := REFERRALS[target.key].pages):
        facts = (*claims[-1].facts, ("Read at (for you only)", " ".join(pages)))
        claims[-1] = Claim(facts, claims[-1].marks)
    return SheetRow(f"{target.name} [{target.key}, {detail.kind}]", merged(claims))


def _hazard(hazard: Hazard) -> SheetRow:
    facts = [("There", hazard.lies_there), ("Goes wrong", hazard.goes_wrong)]
    return SheetRow(hazard.name, (Claim((*facts, ("Avoid", hazard.avoid)), hazard.marks),))


def _figure(figure: Figure) -> SheetRow:
    """One figure; one whose lowest was typed by us waits, whatever its source."""
    names = ", ".join(DETAILS[key].target.name for key in figure.targets)
    claim, marks = depth_claim(figure), figure.marks
    waits = marks.needs_review or figure.lowest is not None
    facts = (("Targets", names), *claim.facts)
    return SheetRow(figure.key, (Claim(facts, Marks(marks.sources, marks.tag, waits)),))


def printed(row: SheetRow) -> Iterator[str]:
    """The facts, under each what it rests on, and a line to sign if any of it waits."""
    yield from ("", row.heading, "-" * min(len(row.heading), WIDTH))
    for claim in row.claims:
        for name, says in claim.facts:
            yield from _fact(name, says)
        yield f"    <- {_rests_on(claim.marks)}"
    if row.waits:
        yield from ("", f"  {SIGN}")


def _rests_on(marks: Marks) -> str:
    waits = ("needs review",) if marks.needs_review else ()
    return " · ".join(filter(None, (", ".join(marks.sources), marks.tag, *waits)))


def _fact(name: str, says: str) -> Iterator[str]:
    yield from textwrap.wrap(
        f"{name}: {says}".strip(),
        WIDTH,
        initial_indent="  ",
        subsequent_indent="      ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _title(words: str) -> Iterator[str]:
    yield from ("", "", words.upper(), "=" * WIDTH)
