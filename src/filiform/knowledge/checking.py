"""Does every clinical statement have its source, and does every rule make sense?"""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from filiform.knowledge.reading import HERE, TableUnreadable, plain

MUST_NOT_SAY = (
    re.compile(
        r"\b(stop|stopping|pause|skip|quit|discontinue|come off|leave out)\b"
        r"( taking| using)? (your|his|her|their|the|this|that|any|all|a)\b"
        r"[^.;:]{0,40}\b(medicine|medication|tablet|pill|drug|thinner|warfarin|aspirin)",
        re.IGNORECASE,
    ),
    re.compile(r"\btoxins?\b|\bflush(es|ing)? out\b", re.IGNORECASE),
    re.compile(r"nothing to worry|no need to worry|don't worry|do not worry", re.IGNORECASE),
    re.compile(r"\b(perfectly|completely|totally) safe\b|\bharmless\b", re.IGNORECASE),
)
"""Advice to give up a prescribed medicine, claims without evidence, false comfort."""

ONLY_ASKS = frozenset({"version", "question", "questions"})
"""A table that holds nothing else claims nothing."""


@dataclass(frozen=True)
class Count:
    """How many claims a table makes, by tag ('' is sourced), and how many wait for review."""

    rows: int
    by_tag: Mapping[str, int]
    needs_review: int


@dataclass(frozen=True)
class Report:
    """What was counted, and every problem in a sentence."""

    tables: Mapping[str, Count]
    sources: int
    problems: tuple[str, ...]
    counted: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.problems

    def lines(self) -> tuple[str, ...]:
        """The report, ready to be printed."""
        counted = [_line(name, count) for name, count in self.tables.items()]
        problems = [f"problem: {one}" for one in self.problems]
        last = "No problems found." if self.sound else f"{len(self.problems)} problems found."
        return (f"sources: {self.sources}", *counted, *self.counted, *problems, last)


def _line(name: str, count: Count) -> str:
    if not count.rows:
        return f"{name}: no rows with a source"
    tags = (f"{number} {tag or 'sourced'}" for tag, number in sorted(count.by_tag.items()))
    rows = "1 row" if count.rows == 1 else f"{count.rows} rows"
    return f"{name}: {rows} ({', '.join(tags)}); {count.needs_review} need review"


def check(folder: Path = HERE) -> Report:
    """Every table of the folder, counted and judged; a bad table is a problem, never a crash."""
    problems: list[str] = []
    read_as = _read_as(folder, problems)
    tables: dict[str, Count] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.stem.startswith("sources"):
            continue
        try:
            whole = plain(path)
        except TableUnreadable as wrong:
            problems.append(str(wrong))
            continue
        claims = list(_claims(whole, path.stem))
        tables[path.stem] = _count(one for _, one in claims)
        problems += [f"{where}: {says}" for where, one in claims for says in judge(one, read_as)]
        if not claims and set(whole) - ONLY_ASKS:
            problems.append(f"{path.name}: no row names a source")
        problems += [f"{path.stem}: must not say '{one}'" for one in forbidden(whole)]
    counted = [line for name in _loaders(tables) for line in _loaded(name, folder, problems)]
    counted += _atlas(folder, problems)
    tables["body"] = _body(problems)
    return Report(tables, len(read_as), tuple(dict.fromkeys(problems)), tuple(counted))


def _loaders(tables: Iterable[str]) -> tuple[str, ...]:
    """The loaders the tables ask for, each once: `muscles_arm` and `muscles_leg` share one."""
    return tuple(dict.fromkeys(map(_loader, tables)))


def _loader(name: str) -> str:
    """The loader of a table has its name, or the first word of it."""
    own = importlib.util.find_spec(f"filiform.knowledge.{name}")
    return name if own else name.partition("_")[0]


def _read_as(folder: Path, problems: list[str]) -> dict[str, str]:
    """Source key -> how much of it was read."""
    try:
        from filiform.knowledge import sources

        return {key: source.read for key, source in sources.load(folder).items()}
    except TableUnreadable as wrong:
        problems.append(str(wrong))
        return {}


def _claims(value: object, where: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every table, however deep, that names sources or carries a mark."""
    if isinstance(value, Mapping):
        if {"sources", "tag", "needs_review"} & set(value):
            yield where, value
        for name, inner in value.items():
            yield from _claims(inner, f"{where}, {name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            label = inner.get("id", number) if isinstance(inner, Mapping) else number
            yield from _claims(inner, f"{where} {label}")


def _count(claims: Iterable[Mapping[str, object]]) -> Count:
    listed = list(claims)
    tags = Counter(str(one.get("tag", "")) for one in listed)
    return Count(len(listed), dict(tags), sum(one.get("needs_review") is True for one in listed))


def judge(claim: Mapping[str, object], read_as: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the sources and marks of one row.

    Args:
        read_as: source key -> how much of it was read.
    """
    from filiform.knowledge.sources import TAGS, UNSURE_TAGS

    named = claim.get("sources")
    keys = [str(key) for key in named] if isinstance(named, list) else []
    tag, reviewed = claim.get("tag", ""), claim.get("needs_review", False)
    if not keys:
        yield "names no source"
    yield from (f"names the unknown source {key}" for key in keys if key not in read_as)
    if tag not in TAGS:
        yield f"has the unknown tag {tag}"
    if tag in UNSURE_TAGS and reviewed is not True:
        yield f"is tagged {tag} but not marked for review"
    weak = all(key == "background" or read_as.get(key) == "weak" for key in keys)
    if keys and weak and tag not in UNSURE_TAGS:
        yield "rests on weak sources or background only, but has no tag that says so"
    if "background" in keys and tag not in UNSURE_TAGS:
        yield "rests partly on background, but has no tag that says so"


def forbidden(value: object) -> Iterator[str]:
    """What a table says that no patient may ever read."""
    if isinstance(value, str):
        text = " ".join(value.split())
        yield from (found[0] for wrong in MUST_NOT_SAY if (found := wrong.search(text)))
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from forbidden(inner)


def _loaded(name: str, folder: Path, problems: list[str]) -> tuple[str, ...]:
    """What the loader of that name counts; what it finds wrong is put among the problems.

    Every table has a loader, which takes it and may know more about it: one that can judge
    the meaning of its rows offers `problems(folder)`, one that can count them `counted(folder)`.
    """
    try:
        module = importlib.import_module(f"filiform.knowledge.{name}")
        problems += getattr(module, "problems", _nothing)(folder)
        return tuple(getattr(module, "counted", _nothing)(folder))
    except ModuleNotFoundError:
        problems.append(f"{name}.toml: there is no loader of that name")
    except TableUnreadable as wrong:
        problems.append(str(wrong))
    return ()


def _nothing(_folder: Path) -> tuple[str, ...]:
    return ()


def _atlas(folder: Path, problems: list[str]) -> tuple[str, ...]:
    """What our own tables together claim about the targets; nothing where one of them is bad."""
    if problems or folder != HERE:
        return ()
    from filiform.knowledge import atlas

    return atlas.counted()


def _body(problems: list[str]) -> Count:
    """The painted mesh is no table, but every region and zone must lie somewhere on it."""
    from filiform.knowledge import body

    try:
        problems += body.problems()
        painted, marks = body.load(), body.load().marks
    except TableUnreadable as wrong:
        problems.append(str(wrong))
        return Count(0, {}, 0)
    rows = len(set(painted.region)) + len(frozenset().union(*painted.zones))
    return Count(rows, {marks.tag: rows}, rows if marks.needs_review else 0)
