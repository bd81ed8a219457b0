"""Does a test of every row fail where one row fails, and name it?"""

import pytest

from tests.knowledge.rows import for_every


def small(row: int) -> None:
    """It is small."""
    assert row < 10


def test_each_row_that_fails_is_named() -> None:
    with pytest.raises(AssertionError) as failed:
        for_every({"one": 1, "eleven": 11, "twelve": 12})(small)()
    named = [line.partition(":")[0] for line in str(failed.value).splitlines()]
    assert {"eleven", "twelve"} <= set(named)
    assert "one" not in named


def test_where_each_row_holds_nothing_fails_and_the_words_are_kept() -> None:
    every = for_every({"one": 1})(small)
    every()
    assert (every.__name__, every.__doc__) == ("small", "It is small.")


def test_a_table_without_rows_proves_nothing() -> None:
    with pytest.raises(AssertionError):
        for_every({})(small)()


def test_what_breaks_is_not_taken_for_a_row_that_fails() -> None:
    with pytest.raises(TypeError):
        for_every({"word": "x"})(small)()
