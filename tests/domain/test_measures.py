"""What was measured before and after, and what may be said of the change?"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from filiform.domain.ledger import Ledger
from filiform.domain.measures import (
    Error,
    Moved,
    NotAMovement,
    NotAPressure,
    NotTheMoment,
    Pressed,
    Unit,
    change_in_words,
    changes,
    last_of_each,
    subject,
    value_in_words,
)
from filiform.domain.outcomes import Moment, NotOnTheScale
from tests.domain.deeds import unions
from tests.domain.notation import facts

PAIN = "09:01 pain 6 before\n09:30 pain 3 after"
CHANCE = Error("pain", frozenset(), Decimal("2.83"), "Chance makes 2.83.")


def one(line: str, **changed: Any) -> Any:
    (fact,) = facts(line)
    return replace(fact, **changed)


def test_the_last_of_each_moment_counts() -> None:
    told = facts(
        f"{PAIN}\n09:02 pain 7 before\n09:31 moves neck_rotation left active full 80 after"
    )
    assert [value_in_words(one) for one in last_of_each(told)] == [
        "7 of 10",
        "3 of 10",
        "full, 80°, active",
    ]


def test_a_change_is_named_with_what_chance_alone_makes() -> None:
    (change,) = changes(facts(PAIN))
    assert change_in_words(change, "Pain", [CHANCE]) == (
        "Pain: before 6 of 10; after 3 of 10: 3 points lower. Chance makes 2.83. "
        "This change is larger than that."
    )
    (small,) = changes(facts("09:01 pain 6 before\n09:30 pain 7 after"))
    assert change_in_words(small, "Pain", [CHANCE]).endswith(
        "1 points higher. Chance makes 2.83. This change is within that."
    )
    (none,) = changes(facts("09:01 pain 6 before\n09:30 pain 6 after"))
    assert "after 6 of 10: the same." in change_in_words(none, "Pain", [])


def test_only_the_same_movement_on_the_same_side_is_compared() -> None:
    left = "09:01 moves neck_rotation left active limited 45 before"
    for other in ("neck_rotation right active", "neck_rotation left passive", "trunk left active"):
        assert changes(facts(f"{left}\n09:30 moves {other} full 80 after")) == ()
    (change,) = changes(facts(f"{left}\n09:30 moves neck_rotation left active full 80 after"))
    assert change.difference == 35
    assert change_in_words(change, "Turn", [CHANCE]) == (
        "Turn: before limited, 45°, active; after full, 80°, active: 35 degrees higher."
    )


def test_a_movement_in_words_has_no_difference() -> None:
    trunk = "moves trunk middle active"
    (before, after) = facts(f"09:01 {trunk} limited 0 before\n09:30 {trunk} full 0 after")
    told = [replace(before, degrees=None), replace(after, degrees=None)]  # type: ignore[call-arg]
    (change,) = changes(told)
    assert change.difference is None
    neck = Error("movement", frozenset({"trunk"}), Decimal(10), "Chance makes 10.")
    assert change_in_words(change, "Bend", [neck]) == (
        "Bend: before limited, active; after full, active. Chance makes 10."
    )


def test_the_mean_of_the_readings_is_derived_and_compared_in_one_unit() -> None:
    before, after = facts(
        "09:01 presses soleus left 210 230 235 before\n09:30 presses soleus left 300 after"
    )
    assert isinstance(before, Pressed)
    assert (before.mean, value_in_words(before)) == (
        Decimal("225.0"),
        "225.0 kPa (mean of 3, FPX)",
    )
    assert value_in_words(after) == "300.0 kPa (one reading, FPX)"  # type: ignore[arg-type]
    (change,) = changes([before, after])
    assert change.difference == Decimal("75.0")
    pounds = replace(after, unit=Unit.KG_CM2, trials=(Decimal("3.2"),))  # type: ignore[call-arg]
    (mixed,) = changes([before, pounds])
    assert mixed.difference == Decimal("3.2") * Decimal("98.07") - 225 - Decimal("0.024")


@pytest.mark.parametrize(
    ("line", "changed", "refusal"),
    [
        ("09:01 pain 11 before", {}, NotOnTheScale),
        ("09:01 pain 5 before", {"moment": Moment.HISTORY}, NotTheMoment),
        ("09:01 moves neck left active full 181 after", {}, NotAMovement),
        (
            "09:01 moves neck left active full 1 after",
            {"extent": None, "degrees": None},
            NotAMovement,
        ),
        ("09:01 presses soleus left 1 2 3 4 after", {}, NotAPressure),
        ("09:01 presses soleus left 0 after", {}, NotAPressure),
        ("09:01 presses soleus left 2001 after", {}, NotAPressure),
        ("09:01 presses soleus left 0.125 after", {}, NotAPressure),
        ("09:01 presses soleus left 21 after", {"unit": Unit.KG_CM2}, NotAPressure),
        ("09:01 presses soleus left 2 after", {"trials": ()}, NotAPressure),
    ],
)
def test_what_cannot_be_measured_is_refused(
    line: str, changed: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        Ledger().take(one(line, **changed))


def test_what_is_at_the_edge_is_taken() -> None:
    edge = [
        "09:01 pain 0 before",
        "09:01 pain 10 after",
        "09:01 moves neck left active full 0 after",
        "09:01 moves neck left active full 180 after",
        "09:01 presses soleus left 2000 after",
    ]
    assert len(Ledger.of(facts("\n".join(edge))).facts) == 5
    told = one(edge[2], extent=None)
    assert isinstance(told, Moved)
    assert value_in_words(told) == "0°, active"


@given(unions)
def test_every_change_has_both_ends_and_each_subject_one(told: list[Any]) -> None:
    found = changes(told)
    assert len({one.subject for one in found}) == len(found)
    for change in found:
        assert change.before.moment is Moment.BEFORE
        assert change.after.moment is Moment.AFTER
        assert subject(change.before) == subject(change.after)


@given(unions)
def test_the_order_in_which_it_came_changes_nothing(told: list[Any]) -> None:
    assert last_of_each(told) == last_of_each(list(reversed(told)))
