"""How is something asked of every row of a table? In one test that names each row that fails."""

from collections.abc import Callable, Mapping
from typing import TypeVar

Row = TypeVar("Row")


def for_every(
    rows: Mapping[str, Row],
) -> Callable[[Callable[[Row], None]], Callable[[], None]]:
    """Makes a test of one row into a test of all: a table of 144 rows is no 144 tests.

    Not `functools.wraps`: pytest would take the row for a fixture.
    """

    def of(test: Callable[[Row], None]) -> Callable[[], None]:
        def every() -> None:
            assert rows
            wrong = [
                f"{name}: {fault}" for name, row in rows.items() if (fault := fails(test, row))
            ]
            assert not wrong, "\n".join(wrong)

        every.__name__, every.__doc__ = test.__name__, test.__doc__
        every.__module__, every.__qualname__ = test.__module__, test.__qualname__
        return every

    return of


def fails(test: Callable[[Row], None], row: Row) -> str:
    """What the test says of this row; nothing where it holds."""
    try:
        test(row)
    except AssertionError as problem:
        return str(problem) or "does not hold"
    return ""
