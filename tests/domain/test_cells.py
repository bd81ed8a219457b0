"""Are cells counted right, one by one and as bits of one integer?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain import cells
from filiform.domain.cells import CELL, NotBookable

MARK = datetime(2026, 3, 2, 9, 20, tzinfo=UTC)
numbers = st.sets(st.integers(100, 400), max_size=20)


def test_cell_nought_begins_with_1970() -> None:
    assert cells.instant(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert cells.instant(1) - cells.instant(0) == CELL
    assert cells.number(datetime(1970, 1, 1, 1, tzinfo=UTC)) == 6
    assert cells.number(datetime(1969, 12, 31, 23, 50, tzinfo=UTC)) == -1


def test_a_mark_is_its_own_cell_in_every_zone() -> None:
    number = cells.number(MARK)
    assert cells.instant(number) == MARK
    assert cells.number(MARK.astimezone(ZoneInfo("Asia/Tokyo"))) == number
    assert cells.first_from(MARK) == cells.last_until(MARK) == number


@pytest.mark.parametrize("late", [timedelta(microseconds=1), timedelta(minutes=9)])
def test_between_two_marks_there_is_one_before_and_one_after(late: timedelta) -> None:
    number = cells.number(MARK)
    assert cells.first_from(MARK + late) == number + 1
    assert cells.last_until(MARK + late) == number
    with pytest.raises(NotBookable):
        cells.number(MARK + late)


@pytest.mark.parametrize(("length", "many"), [(0, 0), (1, 1), (10, 1), (11, 2), (40, 4), (45, 5)])
def test_a_cell_that_is_begun_counts(length: int, many: int) -> None:
    assert cells.count(timedelta(minutes=length)) == many


def test_what_lies_before_the_base_is_left_out() -> None:
    assert cells.bits([(10, 3)], 10) == 0b111
    assert cells.bits([(8, 3)], 10) == 0b1
    assert cells.bits([(7, 3)], 10) == 0
    assert cells.bits([(10, 1), (12, 2)], 10) == 0b1101
    assert cells.bits([(10, 2), (11, 2)], 10) == 0b111
    assert cells.bits([(12, 0), (12, -4)], 10) == 0


@given(numbers, st.integers(0, 100))
def test_a_set_of_cells_comes_back_in_order(held: set[int], base: int) -> None:
    one = cells.bits([(cell, 1) for cell in held], base)
    assert list(cells.in_order(one, base)) == sorted(held)


@given(numbers, st.integers(0, 9))
def test_a_run_cannot_begin_where_it_would_meet_a_taken_cell(held: set[int], many: int) -> None:
    taken = cells.bits([(cell, 1) for cell in held], 50)
    meets = {first for first in range(50, 410) if held & set(range(first, first + many))}
    assert set(cells.in_order(cells.blocked(taken, many), 50)) == meets
