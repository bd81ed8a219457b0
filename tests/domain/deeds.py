"""What may be done at a bedside, in any order, also wrongly?"""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from filiform.domain.anatomy import Side
from filiform.domain.ledger import (
    Counted,
    Disposed,
    Fact,
    Inserted,
    Ledger,
    NeedleSize,
    Twitched,
    Withdrawn,
)
from filiform.domain.refusal import Refusal
from tests.domain.notation import clock

ids = st.integers(1, 40).map(lambda number: UUID(int=number))
moments = st.integers(0, 60).map(lambda minutes: clock("09:00") + timedelta(minutes=minutes))
needles = st.integers(0, 5)
numbers = st.integers(-1, 6)
sizes = st.sampled_from([NeedleSize(Decimal("0.25"), 30), NeedleSize(Decimal("0.30"), 50)])

insertions = st.builds(
    Inserted, ids, needles, st.sampled_from(["soleus", "popliteus"]), st.sampled_from(Side), sizes,
    moments,
)  # fmt: skip
twitches = st.builds(Twitched, ids, needles, numbers, moments)
withdrawals = st.builds(Withdrawn, ids, needles, moments)
counts = st.builds(Counted, ids, numbers, numbers, moments)
disposals = st.builds(Disposed, ids, numbers, moments)

any_fact: st.SearchStrategy[Fact] = st.one_of(
    insertions, withdrawals, insertions, withdrawals, twitches, counts, disposals
)
any_facts = st.lists(any_fact, max_size=20)


def accepted(facts: Iterable[Fact]) -> Ledger:
    """The ledger of those facts that it took; it refused the others."""
    ledger = Ledger()
    for fact in facts:
        try:
            ledger = ledger.add(fact)
        except Refusal:
            continue
    return ledger


ledgers = any_facts.map(accepted)
