"""What may be done at a bedside, in any order, also wrongly?"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from filiform.domain.anatomy import Side
from filiform.domain.asked import Advised, Declined, Feeling, Felt, Question, Way
from filiform.domain.jotting import Jotted
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
from filiform.domain.measures import Extent, How, Moved, PainScored, Pressed, Unit
from filiform.domain.outcomes import Moment
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

moment = st.sampled_from(Moment)
pain = st.builds(PainScored, id_, moment, st.integers(-1, 11), at)
moved = st.builds(
    Moved,
    id_,
    moment,
    st.sampled_from(["neck_rotation", "trunk_forward"]),
    st.sampled_from(Side),
    st.sampled_from(How),
    st.none() | st.sampled_from(Extent),
    st.none() | st.sampled_from([-1, 0, 95, 180, 181]),
    at,
)
READINGS = [Decimal(one) for one in ("0", "0.1", "3.25", "20", "20.5", "320", "2000", "2000.5")]
pressed = st.builds(
    Pressed,
    id_,
    moment,
    st.sampled_from(["soleus", "ulna"]),
    st.sampled_from(Side),
    st.just("FPX 25"),
    st.sampled_from(Unit),
    st.lists(st.sampled_from(READINGS), max_size=4).map(tuple),
    at,
)
felt = st.builds(Felt, id_, st.sampled_from(Feeling), st.sampled_from(["", "faint"]), at, known)
about = st.sampled_from([("expect", "help"), ("expect",), ()])
advised = st.builds(Advised, id_, about, st.sampled_from(Way), st.just("2026-11"), at)
declined = st.builds(
    Declined, id_, st.sampled_from(Question), st.sampled_from(["", "Gone home."]), at, known
)
closing = st.one_of(felt, advised, declined)

any_fact: st.SearchStrategy[Fact] = st.one_of(
    inserted,
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
    st.one_of(pain, moved, pressed),
    closing,
    st.builds(Jotted, id_, st.sampled_from(["", "Eased.", "Still tender."]), at),
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


@st.composite
def _to_the_end(draw: st.DrawFn) -> Ledger:
    """One needle or two, and what is done after them: some of it, in any order, some wrong."""
    ids = iter(draw(st.permutations(IDS)))
    first = [
        replace(draw(inserted), id=next(ids), number=1) for _ in range(draw(st.integers(0, 2)))
    ]
    n = len(first)
    leaves = draw(st.sampled_from([n, n, n, 0]))
    out = [Withdrawn(next(ids), one.id, AT) for one in first[:leaves]]
    seen = draw(st.sampled_from([0, 0, 0, 1]))
    after: list[Fact] = [Counted(next(ids), seen, n, AT), Disposed(next(ids), n - seen, AT)]
    after += [replace(draw(closing), id=next(ids)) for _ in range(draw(st.integers(0, 4)))]
    after += [Felt(next(ids), draw(st.sampled_from(Feeling)), "faint", AT)]
    after += [Advised(next(ids), ("help",), Way.SPOKEN, "2026-11", AT)]
    some = draw(st.lists(st.sampled_from(after), unique_by=lambda one: one.id))
    return accepted([*first, *out, *some])


told_to_the_end = _to_the_end()
"""Ledgers on the way to a closed session."""
