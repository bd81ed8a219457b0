"""Whether a needle may go in with a reason or without, and the sentence where it may not."""

from typing import Any

from hypothesis import strategies as st

from filiform.domain.refusal import Refusal
from filiform.domain.safety import SiteCheck, SiteFinding
from filiform.domain.site_rules import Level
from tests.domain.needles import at

MODULE, ASKS = "bedside/safety.js", "holdsBack"
REASONS = ("", "Under ultrasound.", " \x1c\u3000", "\ufeff")
ASKED = ((), ("angle",), ("angle", "tilt"))
Case = tuple[SiteCheck, str]


def _finding(level: Level, liftable: bool, asks: tuple[str, ...], says: str) -> SiteFinding:
    marks = ("because", ("SA-3",), "", False)
    return SiteFinding("one", level, liftable, says, *marks, asks=asks)


findings = st.builds(
    _finding, st.sampled_from(Level), st.booleans(), st.sampled_from(ASKED), st.sampled_from("AB")
)
checks = st.lists(findings, max_size=3).map(lambda found: SiteCheck(at(), tuple(found)))
CASES = st.tuples(checks, st.sampled_from(REASONS))


def told(case: Case) -> tuple[dict[str, Any], str]:
    check, reason = case
    return check.plain(), reason


def answer(case: Case) -> str:
    check, reason = case
    try:
        check.check(reason)
    except Refusal as refusal:
        return refusal.says
    return ""
