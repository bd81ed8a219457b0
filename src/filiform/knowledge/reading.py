"""How is a knowledge table read, so that a slip in it is named and never swallowed?

A loader opens its table with `table("screening")`, takes each value out of a
`Row` by its kind, and ends with `row.done()`, which refuses words nobody asked
for: a misspelt key would otherwise be a rule that silently does nothing.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).parent
MISSING = object()
Kind = TypeVar("Kind", str, int, float, bool, list[object], dict[str, object])


class TableUnreadable(ValueError):
    """A table holds what its loader does not understand; the message says where."""


class Row:
    """One row of a table; `where` names file and row in messages."""

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self.where = where
        self._values = values
        self._taken: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """The text under `key`, on one line; without a default it must be there."""
        return " ".join(self._take(key, str, default).split())

    def flag(self, key: str, default: bool | None = None) -> bool:
        return self._take(key, bool, default)

    def whole(self, key: str, default: int | None = None) -> int:
        number = self._take(key, int, default)
        if isinstance(number, bool):
            raise self.wrong(key, "must be a whole number")
        return number

    def number_or_none(self, key: str) -> int | None:
        return self.whole(key) if key in self else None

    def measure_or_none(self, key: str) -> float | None:
        """A length in millimetres, with or without a decimal point; None when it is absent."""
        if isinstance(self._values.get(key), float):
            return self._take(key, float, None)
        return self.number_or_none(key)

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The list of texts under `key`, each on one line."""
        listed = self._take(key, list, None if default is None else list(default))
        if not all(isinstance(one, str) for one in listed):
            raise self.wrong(key, "must hold texts only")
        return tuple(" ".join(str(one).split()) for one in listed)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A list of [key, label] under `key`; none when it is absent."""
        pairs: list[tuple[str, str]] = []
        for one in self._take(key, list, []):
            match one:
                case [str(name), str(label)]:
                    pairs.append((name, label))
                case _:
                    raise self.wrong(key, "must hold pairs of texts")
        return tuple(pairs)

    def texts(self, key: str) -> dict[str, str]:
        """The texts of the table under `key`, by name."""
        listed = self._inner(self._take(key, dict, {}), key)
        return {name: listed.text(name) for name in listed._values}

    def one_of(self, key: str, word: str, words: Iterable[str]) -> str:
        """`word`, if it is one of `words`."""
        allowed = tuple(words)
        if word not in allowed:
            raise self.wrong(key, f"holds '{word}', not one of {', '.join(allowed)}")
        return word

    def rows(self, key: str) -> tuple["Row", ...]:
        """The list of tables under `key`; none when it is absent."""
        listed = self._take(key, list, [])
        return tuple(self._inner(one, f"{key} {n}") for n, one in enumerate(listed, 1))

    def inner(self, key: str) -> "Row":
        """The table under `key`; it must be there."""
        return self._inner(self._take(key, dict, None), key)

    def named(self, key: str) -> dict[str, "Row"]:
        """The tables under `key` by their names."""
        inner = self._take(key, dict, {})
        return {name: self._inner(one, f"{key}.{name}") for name, one in inner.items()}

    def every(self) -> dict[str, "Row"]:
        """Each value of this row as a row of its own, by name."""
        self._taken |= set(self._values)
        return {name: self._inner(one, name) for name, one in self._values.items()}

    def done(self) -> None:
        """Raises TableUnreadable when the row holds a key nobody took."""
        extra = sorted(set(self._values) - self._taken)
        if extra:
            raise TableUnreadable(f"{self.where}: nobody reads {', '.join(extra)}")

    def wrong(self, key: str, says: str) -> TableUnreadable:
        return TableUnreadable(f"{self.where}: '{key}' {says}")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def _take(self, key: str, kind: type[Kind], default: Kind | None) -> Kind:
        self._taken.add(key)
        value = self._values.get(key, default if default is not None else MISSING)
        if value is MISSING:
            raise self.wrong(key, "is missing")
        if not isinstance(value, kind):
            raise self.wrong(key, f"must be {kind.__name__}")
        return value

    def _inner(self, value: object, name: str) -> "Row":
        if not isinstance(value, dict):
            raise self.wrong(name, "must be a table")
        label = value.get("id") or value.get("key") or name
        return Row(value, f"{self.where}, {label}")


def table(name: str, folder: Path = HERE) -> Row:
    """The whole of `<name>.toml` as one row.

    Raises:
        TableUnreadable: the file is missing, or is not TOML.
    """
    return read(folder / f"{name}.toml")


def read(path: Path) -> Row:
    """The whole of a TOML file as one row; see `table`."""
    return Row(plain(path), path.name)


def plain(path: Path) -> dict[str, object]:
    """What a TOML file holds, as it stands there, to be read only; see `table`."""
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise TableUnreadable(f"{path.name}: {wrong}") from wrong


@lru_cache(maxsize=64)
def _parsed(text: str) -> dict[str, object]:
    """The values of a TOML text; the tables ask for each other's rows, so each is parsed once."""
    return tomllib.loads(text)
