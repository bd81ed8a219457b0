"""How is a question asked that comes again with every needle? Written once, then only asked.

Django takes longer to write the SQL of a query than the database to answer it, and writes it
anew each time. Here it is written at the first time (a time for each thread, because a
connection belongs to one), and afterwards only the keys in it are exchanged.
"""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet, UUIDField

Key = int | UUID
WHOLE = (int, UUID)
STAND_INS: tuple[tuple[int, UUID], ...] = tuple(
    (2**31 - 2 - place, UUID(int=2**127 + place)) for place in range(4)
)
"""What stands for the first, second … key while the SQL is written: no record has it."""


class Prepared:
    """`Prepared(question)(*keys)` are the rows of `question(*keys)`.

    The question is a query whose only parameters from outside are its keys: whole numbers or
    UUIDs, at most four, each of them in one place.
    """

    def __init__(self, question: Callable[..., QuerySet]) -> None:
        self.question = question
        self._written = threading.local()

    def __call__(self, *keys: Key) -> list[Any]:
        kinds = tuple(type(key) for key in keys)
        asked = getattr(self._written, "asked", None)
        if asked is None or asked.kinds != kinds:
            asked = self._written.asked = _Written(self.question, kinds)
        return list(asked.rows(keys))


class _Written:
    """A query whose SQL is there already."""

    def __init__(self, question: Callable[..., QuerySet], kinds: tuple[type, ...]) -> None:
        self.kinds = kinds
        stand_ins = [STAND_INS[place][WHOLE.index(kind)] for place, kind in enumerate(kinds)]
        self.queryset = question(*stand_ins)
        query: Any = self.queryset.query
        self.compiler = query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
        self.sql, self.params = self.compiler.as_sql()
        prepared = [_plain(one) for one in stand_ins]
        assert sorted(map(str, prepared)) == sorted(str(p) for p in self.params if p in prepared)
        self.places = [prepared.index(p) if p in prepared else None for p in self.params]
        converters = self.compiler.get_converters([one[0] for one in self.compiler.select])
        self.compiler.get_converters = lambda _: converters
        query.get_compiler = lambda *_, **__: self.compiler

    def rows(self, keys: tuple[Key, ...]) -> Iterator[Any]:
        given = [
            fixed if place is None else _plain(keys[place])
            for fixed, place in zip(self.params, self.places, strict=True)
        ]
        self.compiler.as_sql = lambda *_, **__: (self.sql, tuple(given))
        return iter(self.queryset._iterable_class(self.queryset))


def _plain(key: Key) -> Any:
    """The key as this database is told it."""
    return UUIDField().get_db_prep_value(key, connection) if isinstance(key, UUID) else key
