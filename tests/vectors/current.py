"""Currents through needles anywhere, and what domain/safety.py says to them."""

from typing import Any

from filiform.domain.safety import SiteCheck, of_current
from tests.vectors.safety import CASES as SITES
from tests.vectors.safety import Case, told

MODULE, ASKS = "bedside/safety.js", "ofCurrent"
CASES = SITES
__all__ = ["ASKS", "CASES", "MODULE", "answer", "told"]


def answer(case: Case) -> Any:
    """What speaks only because of the current."""
    site, rules, _ = case
    return SiteCheck(site, of_current(site, rules), ()).plain()["findings"]
