"""How late is late, and what does it cost?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.notice import Policy, PolicyUnclear, counted, read_policy

START = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def test_until_the_last_moment_of_the_notice_it_is_in_time() -> None:
    policy = Policy(24 * HOUR, (0, 75))
    assert policy.until(START) == START - 24 * HOUR
    assert not policy.is_late(START, at=START - 24 * HOUR)
    assert policy.is_late(START, at=START - 24 * HOUR + SECOND)


def test_fees_follow_the_steps_and_the_last_one_stays() -> None:
    policy = Policy()
    assert [policy.fee(before) for before in range(6)] == [0, 75, 90, 100, 100, 100]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=10), st.integers(0, 50))
def test_every_fee_is_one_of_the_steps(steps: list[int], before: int) -> None:
    assert Policy(HOUR, tuple(steps)).fee(before) in steps


def test_what_was_forgiven_counts_for_nothing() -> None:
    assert counted([]) == 0
    assert counted([True, False, True, False]) == 2


@pytest.mark.parametrize(
    ("hours", "steps", "policy"),
    [
        ("24", "0 75 90 100", Policy()),
        (" 48 ", "$25, $50", Policy(48 * HOUR, (25, 50))),
        ("0", "0", Policy(0 * HOUR, (0,))),
        ("336", "1000", Policy(336 * HOUR, (1000,))),
    ],
)
def test_what_somebody_typed_is_read(hours: str, steps: str, policy: Policy) -> None:
    assert read_policy(hours, steps) == policy
    assert policy.hours == int(hours)


@pytest.mark.parametrize(
    ("hours", "steps"),
    [
        ("", "0"),
        ("24", ""),
        ("a day", "0"),
        ("24", "free"),
        ("-1", "0"),
        ("337", "0"),
        ("24", "1001"),
        ("24", "0 " * 11),
        ("24", "7.50"),
        ("٢٤", "0"),
        ("999999", "0"),
    ],
)
def test_what_cannot_be_meant_is_refused(hours: str, steps: str) -> None:
    with pytest.raises(PolicyUnclear):
        read_policy(hours, steps)
