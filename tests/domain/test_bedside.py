"""Which figures can a fact of the bedside have?"""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from filiform.domain.bedside import (
    AllOutCalled,
    Counted,
    Fact,
    NotACurrent,
    NotMinutes,
    Reason,
    RetentionPlanned,
    StimulationSet,
    SymptomNoted,
    check,
    is_same,
    moves,
    needles_of,
)
from tests.domain.notation import clock, facts

NOON = clock("12:00")
ONE, OTHER = UUID(int=1), UUID(int=2)
CURRENT = StimulationSet(UUID(int=9), (ONE, OTHER), 1, Decimal("2.5"), 200, "4.5 mA", 10, NOON)


@pytest.mark.parametrize(
    "least",
    [
        {"channel": 1, "hz": Decimal("0.1"), "width_us": 1, "minutes": 1, "intensity": ""},
        {"channel": 16, "hz": Decimal(1000), "width_us": 2000, "minutes": 120},
    ],
)
def test_a_current_within_its_limits_is_one(least: dict[str, object]) -> None:
    assert check(replace(CURRENT, **least)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"needles": (ONE, ONE)},
        {"channel": 0},
        {"channel": 17},
        {"hz": Decimal(0)},
        {"hz": Decimal("0.09")},
        {"hz": Decimal("1000.1")},
        {"hz": Decimal("2.55")},
        {"hz": Decimal("NaN")},
        {"hz": Decimal("Infinity")},
        {"width_us": 0},
        {"width_us": 2001},
    ],
)
def test_a_current_that_no_device_gives_is_none(wrong: dict[str, object]) -> None:
    with pytest.raises(NotACurrent):
        check(replace(CURRENT, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize("minutes", [0, -1, 121])
def test_minutes_are_from_1_to_120(minutes: int) -> None:
    for fact in (replace(CURRENT, minutes=minutes), RetentionPlanned(ONE, minutes, NOON)):
        with pytest.raises(NotMinutes):
            check(fact)
    for least in (1, 120):
        assert check(RetentionPlanned(ONE, least, NOON)) is None


def test_a_fact_names_its_needles() -> None:
    inserted, twitched, withdrawn, counted = facts(
        "09:02 insert 1 ulna left 0.25x30\n09:03 twitch 1 1 times\n09:04 withdraw 1\n"
        "09:05 count 0 found 1 in tray"
    )
    assert [needles_of(one) for one in (inserted, counted)] == [(), ()]
    assert [needles_of(one) for one in (twitched, withdrawn)] == [(inserted.id,)] * 2
    assert needles_of(CURRENT) == (ONE, OTHER)
    assert needles_of(SymptomNoted(ONE, None, "ache", NOON)) == ()
    assert needles_of(SymptomNoted(ONE, OTHER, "ache", NOON)) == (OTHER,)
    told = (inserted, twitched, withdrawn, counted, AllOutCalled(ONE, Reason.OTHER, NOON))
    assert [moves(one) for one in told] == [True, False, True, False, True]


def test_a_repeated_entry_may_come_later_and_knowing_less() -> None:
    known: Fact = Counted(ONE, 0, 1, NOON, "a" * 32)
    assert is_same(known, Counted(ONE, 0, 1, clock("13:00")))
    assert is_same(known, Counted(ONE, 0, 1, NOON, "a" * 32))
    assert not is_same(known, Counted(ONE, 0, 1, NOON, "b" * 32))
    assert not is_same(known, Counted(ONE, 0, 2, NOON))
    assert not is_same(CURRENT, Counted(CURRENT.id, 0, 1, NOON))
