"""What may be done at a bedside, in any order, also wrongly?"""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from filiform.domain.anatomy import Side
from filiform.domain.ledger import (
    AllOutCalled,
    Counted,
    Disposed,
    Fact,
    Inserted,
    Ledger,
    NeedleSize,
    Reason,
    RetentionPlanned,
    StimulationSet,
    SymptomNoted,
    Twitched,
    Withdrawn,
)
from filiform.domain.refusal import Refusal
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Angle, Grip, Technique, Tilt
from tests.domain.notation import clock

# Few ids and few needles, so that facts meet: the same id twice, a needle that is already in.
AT = clock("09:00")
TIMES = [clock("09:00"), clock("09:30"), clock("08:00")]
IDS = [UUID(int=number) for number in range(1, 30)]
NEEDLES = IDS[:5]
NUMBERS = range(-1, 5)
SIZES = [NeedleSize(Decimal("0.25"), 30), NeedleSize(Decimal("0.30"), 50)]
PAIRS = [(one, other) for one in NEEDLES for other in NEEDLES]

id_, at, needle, number = map(st.sampled_from, [IDS, TIMES, NEEDLES, NUMBERS])
inserted = st.builds(
    Inserted,
    # half of them under the few ids that the other facts name
    id=needle | id_,
    number=st.integers(0, 5),
    target=st.sampled_from(["soleus", "ulna"]),
    side=st.sampled_from(Side),
    size=st.sampled_from(SIZES),
    at=at,
    site=st.just(""),
    lot=st.just(""),
    override=st.just(""),
    point=st.none() | st.just(BodyPoint(7, 1, 2)),
    technique=st.builds(
        Technique,
        st.none() | st.sampled_from(Angle),
        st.none() | st.sampled_from(Tilt),
        st.none() | st.sampled_from(Grip),
    ),
)
twitched = st.builds(Twitched, id_, needle, number, at)
withdrawn = st.builds(Withdrawn, id_, needle, at)
known = st.none() | st.just("0" * 32)
counted = st.builds(Counted, id_, number, number, at, known)
disposed = st.builds(Disposed, id_, number, at, known)
stimulation = st.builds(
    StimulationSet,
    id_,
    st.sampled_from(PAIRS),
    st.integers(0, 2),
    st.sampled_from([Decimal("2"), Decimal("2.5"), Decimal("0")]),
    st.just(200),
    st.just("4 mA"),
    st.integers(0, 2),
    at,
)
symptom = st.builds(SymptomNoted, id_, st.none() | needle, st.just("ache"), at)
called = st.builds(AllOutCalled, id_, st.sampled_from(Reason), at)
planned = st.builds(RetentionPlanned, id_, st.integers(0, 3), at)

any_fact: st.SearchStrategy[Fact] = st.one_of(
    inserted,
    inserted,
    withdrawn,
    twitched,
    counted,
    disposed,
    stimulation,
    symptom,
    called,
    planned,
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


def possible(fact: Fact) -> bool:
    """Whether its figures can be."""
    try:
        Ledger().take(fact)
    except Refusal:
        return False
    return True


def told_apart(facts: list[Fact]) -> list[Fact]:
    """Each fact with what its own tablet knew when it was made: all those before it."""
    return list(Ledger.of(fact for fact in facts if possible(fact)).facts)


unions = st.lists(any_fact, max_size=20, unique_by=lambda fact: fact.id).map(told_apart)
"""Any set of facts that several tablets may have kept between them."""
