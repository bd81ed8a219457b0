"""How is a question asked that comes again with every needle? Written once, then only asked.

Django takes longer to write the SQL of a query than the database to answer it, and writes it
anew each time. Here it is written at the first time (a time for each thread and its connection,
to which it belongs), and afterwards only the keys in it are exchanged.
"""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet, UUIDField

Key = int | UUID


class Prepared:
    """`Prepared(question)(*keys)` are the rows of `question(*keys)`.

    The question is a query whose only parameters from outside are its keys: whole numbers or
    UUIDs, each as it is. Raises AssertionError where anything else in it depends on a key.
    """

    def __init__(self, question: Callable[..., QuerySet]) -> None:
        self.question = question
        self._written = threading.local()

    def __call__(self, *keys: Key) -> list[Any]:
        kinds = tuple(type(key) for key in keys)
        asked = getattr(self._written, "asked", None)
        if asked is None or asked.kinds != kinds or asked.connection is not _connection():
            asked = self._written.asked = _Written(self.question, kinds)
        return list(asked.rows(keys))


class _Written:
    """A query whose SQL is there already."""

    def __init__(self, question: Callable[..., QuerySet], kinds: tuple[type, ...]) -> None:
        self.kinds = kinds
        self.queryset = question(*_stand_ins(kinds, 0))
        query: Any = self.queryset.query
        self.connection = _connection()
        self.compiler = query.get_compiler(connection=self.connection)
        self.sql, self.params = self.compiler.as_sql()
        keys = [_plain(one) for one in _stand_ins(kinds, 0)]
        self.places = [keys.index(p) if p in keys else None for p in self.params]
        self._check(question)
        converters = self.compiler.get_converters([one[0] for one in self.compiler.select])
        self.compiler.get_converters = lambda _: converters
        query.get_compiler = lambda *_, **__: self.compiler

    def _check(self, question: Callable[..., QuerySet]) -> None:
        """With other keys it is the same SQL, and nothing but the keys is another."""
        keys = _stand_ins(self.kinds, len(self.kinds))
        sql, params = question(*keys).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        assert (sql, list(params)) == (self.sql, self._given(keys)), "this cannot be prepared"

    def _given(self, keys: tuple[Key, ...]) -> list[Any]:
        return [
            fixed if place is None else _plain(keys[place])
            for fixed, place in zip(self.params, self.places, strict=True)
        ]

    def rows(self, keys: tuple[Key, ...]) -> Iterator[Any]:
        given = tuple(self._given(keys))
        self.compiler.as_sql = lambda *_, **__: (self.sql, given)
        return iter(self.queryset._iterable_class(self.queryset))


def _connection() -> Any:
    """This thread's, now. One that was put aside knows nothing of a transaction on the next."""
    return connections[DEFAULT_DB_ALIAS]


def _stand_ins(kinds: tuple[type, ...], first: int) -> tuple[Key, ...]:
    """What stands for the keys while the SQL is written: no record has them."""
    return tuple(
        UUID(int=2**127 + place) if kind is UUID else 2**31 - 2 - 3 * place
        for place, kind in enumerate(kinds, start=first)
    )


def _plain(key: Key) -> Any:
    """The key as this database is told it."""
    return UUIDField().get_db_prep_value(key, connection) if isinstance(key, UUID) else key
