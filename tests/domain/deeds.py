"""What may be done at a bedside, in any order, also wrongly?"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import product
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

# Few ids and few needles, so that facts meet: the same id twice, a needle that is already in.
AT = clock("09:00")
IDS = [UUID(int=number) for number in range(30)]
NEEDLES = range(5)
NUMBERS = range(-1, 5)
SIZES = [NeedleSize(Decimal("0.25"), 30), NeedleSize(Decimal("0.30"), 50)]

INSERTIONS = [
    Inserted(id, needle, target, side, size, AT)
    for id, needle, target, side, size in product(IDS, NEEDLES, ["soleus", "ulna"], Side, SIZES)
]
TWITCHES = [Twitched(id, *numbers, AT) for id, *numbers in product(IDS, NEEDLES, NUMBERS)]
WITHDRAWALS = [Withdrawn(id, needle, AT) for id, needle in product(IDS, NEEDLES)]
COUNTS = [Counted(id, *numbers, AT) for id, *numbers in product(IDS, NUMBERS, NUMBERS)]
DISPOSALS = [Disposed(id, number, AT) for id, number in product(IDS, NUMBERS)]

any_fact: st.SearchStrategy[Fact] = st.one_of(
    *map(st.sampled_from, [INSERTIONS, WITHDRAWALS, TWITCHES, COUNTS, DISPOSALS])
)
any_facts = st.lists(any_fact, max_size=15)


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
