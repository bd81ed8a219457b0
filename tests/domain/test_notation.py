"""Does the notation of these tests say what it seems to say?"""

from decimal import Decimal

import pytest

from filiform.domain.anatomy import Side
from filiform.domain.ledger import (
    AllOutCalled,
    Counted,
    Disposed,
    Inserted,
    NeedleSize,
    Reason,
    RetentionPlanned,
    StimulationSet,
    SymptomNoted,
    Twitched,
    Withdrawn,
)
from tests.domain.notation import NotInTheNotation, clock, facts, nobody


def test_every_kind_of_line_is_read() -> None:
    told = facts(
        """
        09:02 insert   1  upper-trapezius left  0.25x30
        09:05 twitch   1  3 times
        09:20 withdraw 1
        09:21 count    0 found 2 in tray
        09:22 dispose  4
        """
    )
    a, b, c, d, e = (fact.id for fact in told)
    size = NeedleSize(Decimal("0.25"), 30)
    assert told == (
        Inserted(a, 1, "upper-trapezius", Side.LEFT, size, clock("09:02")),
        Twitched(b, a, 3, clock("09:05")),
        Withdrawn(c, a, clock("09:20")),
        Counted(d, 0, 2, clock("09:21")),
        Disposed(e, 4, clock("09:22")),
    )
    assert len({a, b, c, d, e}) == 5


def test_what_is_rarer_is_read_too() -> None:
    _, _, current, felt, at_one, out, plan = facts(
        """
        09:02 insert   1  upper-trapezius left  0.25x30
        09:02 insert   2  upper-trapezius left  0.25x30
        09:05 current  1 2 2.5 Hz
        09:06 feels    faint
        09:06 feels    ache at 7
        09:07 all out! fainting
        09:08 plan     15 min
        """
    )
    assert isinstance(current, StimulationSet)
    assert current.hz == Decimal("2.5")
    assert felt == SymptomNoted(felt.id, None, "faint", clock("09:06"))
    assert at_one == SymptomNoted(at_one.id, nobody(7), "ache", clock("09:06"))
    assert out == AllOutCalled(out.id, Reason.FAINTING, clock("09:07"))
    assert plan == RetentionPlanned(plan.id, 15, clock("09:08"))


def test_the_same_line_in_the_same_place_has_the_same_id() -> None:
    line = "09:20 withdraw 1"
    assert facts(line) == facts(line)
    assert facts(f"{line}\n{line}")[0].id != facts(f"{line}\n{line}")[1].id


@pytest.mark.parametrize("line", ["09:20 remove 1", "09:20 withdraw", "withdraw 1", "09:20"])
def test_a_line_outside_the_notation_is_an_error(line: str) -> None:
    with pytest.raises((NotInTheNotation, ValueError)):
        facts(line)
