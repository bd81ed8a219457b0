"""Single facts, also impossible ones, and why domain/bedside.py does not take them."""

from typing import Any

from filiform.domain.bedside import Fact, NotAFact, check
from filiform.domain.wire import write_fact
from tests.domain.deeds import any_fact

MODULE, ASKS = "bedside/facts.js", "refusal"
CASES = any_fact


def told(fact: Fact) -> dict[str, Any]:
    return write_fact(fact)


def answer(fact: Fact) -> str:
    try:
        check(fact)
    except NotAFact as refusal:
        return refusal.says
    return ""
