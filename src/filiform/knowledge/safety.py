"""Which rules say what a needle at a place may hit, and how do they leave for the tablet?"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from filiform.domain.anatomy import Region, Zone
from filiform.domain.answers import Condition
from filiform.domain.site import ZONE_REGIONS
from filiform.domain.site_rules import Figure, Level, SiteRule, When
from filiform.domain.technique import Angle, Grip, Posture, Tilt
from filiform.knowledge import questions, screening
from filiform.knowledge.muscles import LEVELS, MUSCLES
from filiform.knowledge.questions import read_conditions
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import SOURCES, UNSURE_TAGS, cited, marks

Word = TypeVar("Word", bound=StrEnum)

NEVER_SAID = re.compile(r"\bsafe", re.IGNORECASE)
"""No depth, length or angle is safe; the table never uses the word."""

BRACKET = re.compile(r"\bbracket|\bbackstop|\bbackdrop|\bintercostal block", re.IGNORECASE)


def load(folder: Path = HERE) -> tuple[str, tuple[SiteRule, ...]]:
    """The version and the rules of `safety.toml`.

    Raises:
        TableUnreadable: a row is not understood, or names an unknown source.
    """
    whole = table("safety", folder)
    version, rows = whole.text("version"), whole.rows("rules")
    whole.done()
    return version, tuple(_rule(row) for row in rows)


def _rule(row: Row) -> SiteRule:
    mark = marks(row)
    rule = SiteRule(
        id=row.text("id"),
        level=Level(row.one_of("level", row.text("level"), Level)),
        when=_when(row),
        says=row.text("says"),
        why=row.text("why"),
        sources=mark.sources,
        tag=mark.tag,
        needs_review=mark.needs_review,
        liftable=row.flag("liftable", True),
        figures=tuple(_figure(one) for one in row.rows("figures")),
        disagreement=row.text("disagreement", ""),
        nearest=row.flag("nearest", False),
    )
    row.done()
    return rule


def _when(row: Row) -> When:
    levels = row.words("levels", ())
    return When(
        targets=frozenset(row.words("targets", ())),
        levels=frozenset(row.one_of("levels", one, LEVELS) for one in levels),
        regions=_words(row, "regions", Region),
        zones=_words(row, "zones", Zone),
        longer_than_mm=row.number_or_none("longer_than_mm"),
        thicker_than_mm=_gauge(row),
        over_limit=row.flag("over_limit", False),
        angle=_words(row, "angle", Angle),
        tilt=_words(row, "tilt", Tilt),
        grip=_words(row, "grip", Grip),
        posture=_words(row, "posture", Posture),
        stimulation=row.flag("stimulation", False),
        first_visit=row.flag("first_visit", False),
        across=row.flag("across", False),
        answers=read_conditions(row, "answers"),
    )


def _words(row: Row, key: str, kind: type[Word]) -> frozenset[Word]:
    return frozenset(kind(row.one_of(key, one, kind)) for one in row.words(key, ()))


def _gauge(row: Row) -> Decimal | None:
    if "thicker_than_mm" not in row:
        return None
    try:
        return Decimal(row.text("thicker_than_mm"))
    except InvalidOperation:
        raise row.wrong("thicker_than_mm", "must be a thickness such as '0.25'") from None


def _figure(row: Row) -> Figure:
    figure = Figure(
        mm_text=row.text("mm"),
        lowest_mm=row.measure_or_none("lowest_mm"),
        measures=row.text("measures"),
        population=row.text("population"),
        source=cited(Row({"sources": [row.text("source")]}, row.where))[0],
    )
    row.done()
    return figure


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """What is wrong with the meaning of the table, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    _, rules = load(folder)
    ids = Counter([*(rule.id for rule in rules), *(rule.id for rule in screening.RULES)])
    found = [f"rule {one} stands twice" for one, times in ids.items() if times > 1]
    found += [f"rule {rule.id} {says}" for rule in rules for says in _odd(rule)]
    conditions = [(rule.id, one) for rule in rules for one in rule.when.answers]
    every = (*screening.QUESTIONS, *screening.CLINICIAN_QUESTIONS)
    found += _misfits(every, conditions)
    return tuple(f"safety: {one}" for one in found)


def _misfits(
    every: Iterable[questions.Question], conditions: Iterable[tuple[str, Condition]]
) -> list[str]:
    """Conditions on places may name a side, which is no word of the question's own."""
    listed = [one for one in every if one.kind != "places"]
    places = {one.key for one in every if one.kind == "places"}
    asked = [(rule, one) for rule, one in conditions if one.question not in places]
    of_rules = questions.misfits(listed, asked, {*screening.GIVEN, *places})
    return [one for one in of_rules if one.startswith("rule ")]


def _odd(rule: SiteRule) -> Iterator[str]:
    yield from (
        f"names the unknown target {one}" for one in sorted(rule.when.targets - set(MUSCLES))
    )
    words = " ".join((rule.says, rule.why, rule.disagreement))
    words += " ".join(f" {one.measures} {one.population}" for one in rule.figures)
    if NEVER_SAID.search(words):
        yield "says that something is safe"
    if BRACKET.search(words) and "unreliable" not in words:
        yield "speaks of a rib as a backstop and does not say that it is unreliable"
    if not rule.liftable and rule.level is not Level.STOP:
        yield "cannot be lifted, but stops nothing"
    if "{limit}" in rule.says and not rule.when.over_limit:
        yield "speaks of a limit that may not exist"
    weak = [one.source for one in rule.figures if SOURCES[one.source].read == "weak"]
    if weak and rule.tag not in UNSURE_TAGS:
        yield f"shows a figure of the weak source {weak[0]} without a tag that says so"
    if rule.when.zones and not rule.needs_review:
        yield "speaks by a painted zone, but is not marked for review"


VERSION, RULES = load()


def plain(rule: SiteRule) -> dict[str, object]:
    """A rule as plain data; lists are sorted, so that the same table gives the same bytes."""
    when = rule.when
    gauge = when.thicker_than_mm
    return {
        "id": rule.id,
        "level": rule.level,
        "liftable": rule.liftable,
        "when": {
            "targets": sorted(when.targets),
            "levels": sorted(when.levels),
            "regions": sorted(when.regions),
            "zones": sorted(when.zones),
            "longer_than_mm": when.longer_than_mm,
            "thicker_than_mm": None if gauge is None else str(gauge),
            "over_limit": when.over_limit,
            "angle": sorted(when.angle),
            "tilt": sorted(when.tilt),
            "grip": sorted(when.grip),
            "posture": sorted(when.posture),
            "stimulation": when.stimulation,
            "first_visit": when.first_visit,
            "across": when.across,
            "answers": [_condition(one) for one in when.answers],
        },
        "says": rule.says,
        "why": rule.why,
        "sources": list(rule.sources),
        "tag": rule.tag,
        "needs_review": rule.needs_review,
        "figures": [vars(one) for one in rule.figures],
        "disagreement": rule.disagreement,
        "nearest": rule.nearest,
    }


def _condition(one: Condition) -> dict[str, object]:
    words = sorted(one.one_of)
    limits = {"at_least": one.at_least, "below": one.below}
    return {"question": one.question, "one_of": words, **limits}


def as_json(rules: Iterable[SiteRule] = RULES) -> str:
    """The rules as a tablet gets them: sorted by id, the same bytes for the same rules."""
    whole = {
        "version": VERSION,
        "zone_regions": {zone.value: region.value for zone, region in ZONE_REGIONS.items()},
        "rules": [plain(rule) for rule in sorted(rules, key=lambda one: one.id)],
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
