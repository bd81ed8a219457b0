"""How is one field of an event read? What cannot be read is told by its name."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from filiform.domain.refusal import NotAFact
from filiform.domain.words import kept


class EventUnreadable(NotAFact):
    says = "That entry cannot be read, so it is not kept. Record it again."


Raw = Mapping[str, object]
E = TypeVar("E", bound=StrEnum)
DIGITS = re.compile(r"[0-9a-f]{32}")
MOST_LISTED = 10
KEY = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
FIGURES = re.compile(r"\d{1,4}(\.\d{1,2})?", re.ASCII)


def read_id(raw: object) -> UUID | None:
    """A UUID as it is always written, or None."""
    text = raw.lower() if isinstance(raw, str) else ""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None


def wrong(name: str) -> EventUnreadable:
    return EventUnreadable(f"{EventUnreadable.says} ({name})")


def id_of(raw: Raw, name: str) -> UUID:
    found = read_id(raw.get(name))
    if found is None:
        raise wrong(name)
    return found


def whole(raw: Raw, name: str) -> int:
    value = raw.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(name)
    return value


def knows(raw: Raw) -> str:
    value = raw.get("knows")
    if not isinstance(value, str) or not DIGITS.fullmatch(value):
        raise wrong("knows")
    return value


def text(raw: Raw, name: str, most: int, *, least: int = 0) -> str:
    value = raw.get(name, "")
    if not isinstance(value, str) or len(kept(value, most)) < least:
        raise wrong(name)
    return kept(value, most)


def figure(raw: Raw, name: str) -> Decimal:
    value = raw.get(name)
    if not isinstance(value, str) or not FIGURES.fullmatch(value):
        raise wrong(name)
    return Decimal(value)


def one_of(raw: Raw, name: str, words: type[E]) -> E:
    value = raw.get(name)
    if not isinstance(value, str) or value not in set(words):
        raise wrong(name)
    return words(value)


def figures(raw: Raw, name: str) -> tuple[Decimal, ...]:
    """A list of figures, each as text; at most as many as anybody reads off a device."""
    listed = raw.get(name)
    if not isinstance(listed, list) or len(listed) > MOST_LISTED:
        raise wrong(name)
    return tuple(figure({name: one}, name) for one in listed)


def keys(raw: Raw, name: str) -> tuple[str, ...]:
    """A list of keys of a table, each once."""
    listed = raw.get(name)
    if (
        not isinstance(listed, list)
        or len(listed) > MOST_LISTED
        or len(set(map(str, listed))) < len(listed)
    ):
        raise wrong(name)
    if not all(isinstance(one, str) and KEY.fullmatch(one) for one in listed):
        raise wrong(name)
    return tuple(listed)
