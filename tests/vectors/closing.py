"""Piles of bedside facts, and what domain/session.py says is the next thing to do."""

from typing import Any

from hypothesis import strategies as st

from filiform.domain.ledger import Ledger
from filiform.domain.session import Session
from tests.domain.deeds import told_to_the_end
from tests.vectors.ledger import answer as folded

MODULE, ASKS = "bedside/ledger.js", "step"
CASES = st.tuples(told_to_the_end, st.booleans())


def told(case: tuple[Ledger, bool]) -> tuple[dict[str, Any], bool]:
    """The fold, and whether an incident explains a difference."""
    ledger, explained = case
    return folded(ledger.facts), explained


def answer(case: tuple[Ledger, bool]) -> str:
    ledger, explained = case
    return Session(ledger, difference_explained=explained).step
