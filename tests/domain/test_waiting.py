"""Who may be offered a freed time, who is first, and how long does it stand?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.availability import Part
from filiform.domain.waiting import (
    LEAD,
    OPEN_FOR,
    SHORTEST,
    FreedTime,
    Wish,
    in_line,
    open_until,
)

DENVER = ZoneInfo("America/Denver")
START = datetime(2026, 10, 8, 9, 20, tzinfo=DENVER)
FREED = FreedTime(START, center=1, therapist=7)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)
WISH = Wish(id=1, since=LONG_AGO, first=date(2026, 10, 8), last=date(2026, 10, 8))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"center": 1},
        {"therapist": 7},
        {"part": Part.MORNING},
        {"sooner_than": START + MINUTE},
        {"first": date(2026, 10, 1), "last": date(2026, 12, 1)},
    ],
)
def test_it_suits(change: dict) -> None:
    assert replace(WISH, **change).suits(FREED)


@pytest.mark.parametrize(
    "change",
    [
        {"center": 2},
        {"therapist": 8},
        {"part": Part.AFTERNOON},
        {"part": Part.EVENING},
        {"sooner_than": START},
        {"first": date(2026, 10, 9), "last": date(2026, 10, 9)},
        {"first": date(2026, 10, 7), "last": date(2026, 10, 7)},
    ],
)
def test_it_does_not_suit(change: dict) -> None:
    assert not replace(WISH, **change).suits(FREED)


WISHES = st.lists(
    st.builds(
        lambda id, days, center: replace(WISH, id=id, since=LONG_AGO + days * DAY, center=center),
        st.integers(1, 30),
        st.integers(0, 5),
        st.sampled_from([None, 1, 2]),
    ),
    unique_by=lambda one: one.id,
)


@given(WISHES, st.sets(st.integers(1, 30)))
def test_the_line_is_who_suits_and_was_not_asked_the_longest_first(
    wishes: list[Wish], asked: set[int]
) -> None:
    line = in_line(wishes, FREED, asked)
    assert {one.id for one in line} == {
        one.id for one in wishes if one.id not in asked and one.center != 2
    }
    assert [(one.since, one.id) for one in line] == sorted((one.since, one.id) for one in line)


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (START - DAY, START - DAY + OPEN_FOR),
        (START - timedelta(hours=1, minutes=15), START - LEAD),
        (START - timedelta(hours=1, minutes=14), None),
        (START + MINUTE, None),
        # at night nobody is woken: the offer counts from eight
        (datetime(2026, 10, 7, 2, 0, tzinfo=DENVER), datetime(2026, 10, 7, 10, 0, tzinfo=DENVER)),
        (datetime(2026, 10, 8, 2, 0, tzinfo=DENVER), datetime(2026, 10, 8, 8, 20, tzinfo=DENVER)),
        (datetime(2026, 10, 7, 22, 0, tzinfo=DENVER), datetime(2026, 10, 8, 8, 20, tzinfo=DENVER)),
    ],
)
def test_how_long_an_offer_stands(asked: datetime, until: datetime | None) -> None:
    assert open_until(START, at=asked.astimezone(UTC)) == until


@given(st.integers(-300, 10_000))
def test_an_offer_leaves_time_to_answer_and_time_to_come(minutes: int) -> None:
    at = START - minutes * MINUTE
    until = open_until(START, at=at)
    if until is not None:
        assert at + SHORTEST <= until <= START - LEAD
