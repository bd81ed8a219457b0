"""Where does each clinical statement come from, and how much of that was read?"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.knowledge.reading import HERE, Row, TableUnreadable, read

READ = ("abstract", "table", "excerpt", "weak", "ours")
"""How much of a source was read; 'weak' is a hint only, 'ours' is no outside source."""

UNSURE_TAGS = frozenset(
    {
        *("[background]", "[weak]", "[unconfirmed]"),
        *("[partial]", "[preprint]", "[computed]", "[no figure]"),
    }
)
"""A row with one of these waits for a clinician's review."""

TAGS = UNSURE_TAGS | {"", "[design]"}


@dataclass(frozen=True)
class Source:
    """One citation.

    Attributes:
        says: author, year, title or journal, DOI where known.
        url: where to read it, '' if nowhere.
        read: one of `READ`.
    """

    key: str
    says: str
    url: str
    read: str


@dataclass(frozen=True)
class Marks:
    """What every claim carries: its sources, its tag, and whether it waits for review."""

    sources: tuple[str, ...]
    tag: str
    needs_review: bool


def load(folder: Path = HERE) -> dict[str, Source]:
    """Every source of every `sources*.toml` in the folder.

    Raises:
        TableUnreadable: a file is unreadable, or a key stands in two of them.
    """
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("sources*.toml")):
        for key, row in read(path).every().items():
            if key in found:
                raise TableUnreadable(f"{path.name}: {key} stands in another file too")
            found[key] = _source(key, row)
    return found


def _source(key: str, row: Row) -> Source:
    source = Source(key, row.text("says"), row.text("url", ""), row.text("read"))
    row.done()
    row.one_of("read", source.read, READ)
    return source


SOURCES: MappingProxyType[str, Source] = MappingProxyType(load())


def cited(row: Row, key: str = "sources") -> tuple[str, ...]:
    """The source keys a row names; there is at least one and each is known.

    Raises:
        TableUnreadable: none is named, or one is unknown.
    """
    keys = row.words(key)
    if not keys:
        raise row.wrong(key, "names no source")
    unknown = unknown_sources(keys)
    if unknown:
        raise row.wrong(key, f"names unknown sources: {', '.join(unknown)}")
    return keys


def unknown_sources(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in SOURCES)


def marks(row: Row) -> Marks:
    """Sources, tag and review mark of a row.

    Raises:
        TableUnreadable: a source or the tag is unknown.
    """
    tag = row.one_of("tag", row.text("tag", ""), sorted(TAGS))
    return Marks(cited(row), tag, row.flag("needs_review", False))
