"""What speaks against a current that would not speak against the needle alone?"""

import pytest

from filiform.domain.safety import CurrentHeld, check_current, of_current
from filiform.domain.screening import Screening, Weight, screen
from filiform.domain.site_rules import Level
from tests.domain.needles import at, rule
from tests.domain.rules import rule as screening_rule


def device() -> Screening:
    """A screening that stops every current."""
    return screen([screening_rule("device", Weight.STOP_STIMULATION)], {})


def test_only_what_the_current_adds_is_told() -> None:
    rules = [rule("needle"), rule("current", Level.CAUTION, stimulation=True)]
    assert [one.rule for one in of_current(at(), rules)] == ["current"]
    check_current(at(), rules)


@pytest.mark.parametrize("level", [Level.STOP, Level.DECIDE])
def test_what_stops_or_asks_holds_the_current(level: Level) -> None:
    with pytest.raises(CurrentHeld, match=r"Look at current\. Choose other needles\."):
        check_current(at(), [rule("current", level, stimulation=True)])


def test_an_implanted_device_holds_it_at_every_place() -> None:
    with pytest.raises(CurrentHeld):
        check_current(at(screening=device()), [])
