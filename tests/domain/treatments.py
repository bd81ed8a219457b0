"""Which treatments are written up in the tests of the note?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from filiform.domain.stricta import ANSWERS, Item
from filiform.domain.treatment import ConsentGiven, Found, Needle, Treatment

ITEMS = tuple(Item(key, f"Asks for {key[-1]}", "the record", "Say it.") for key in ANSWERS)
NINE = datetime(2026, 10, 6, 9, 25, tzinfo=UTC)


def needle(number: int = 1, **more: Any) -> Needle:
    plain = {"target": "Infraspinatus", "side": "left", "gauge_mm": Decimal("0.25")}
    return Needle(**{"number": str(number), **plain, "length_mm": 40, "seconds": 372} | more)


def treated(*needles: Needle, **more: Any) -> Treatment:
    """One session of 25 minutes in Boulder with Thea."""
    plain: dict[str, Any] = {"center": "Boulder", "therapist": "Thea", "opened_at": NINE}
    plain |= {"closed_at": NINE + timedelta(minutes=25), "needles": needles}
    return Treatment(**plain | more)


WORDS = st.sampled_from(["", "Ünder the 3rd finger", "L-77", "2 Hz for 11 min", "a, b; c.", "x\ny"])
SAID = st.lists(WORDS.filter(bool), max_size=3, unique=True).map(tuple)
INSTANTS = st.integers(0, 5_000_000).map(lambda minutes: NINE + timedelta(minutes=minutes))
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
UP_TO_TEN = st.none() | st.integers(0, 10)

NEEDLES = st.builds(
    Needle,
    number=st.integers(1, 500).map(str),
    target=st.sampled_from(["Infraspinatus", "Upper trapezius", "C7 multifidus"]),
    side=st.sampled_from(["left", "right", "middle"]),
    gauge_mm=st.decimals("0.10", "0.60", places=2),
    length_mm=st.integers(5, 150),
    seconds=st.none() | st.integers(0, 7200),
    twitches=st.integers(0, 30),
    place=WORDS,
    site=WORDS,
    override=WORDS,
    lot=WORDS,
    technique=WORDS,
    depth=WORDS,
    stimulation=WORDS,
    sought=WORDS,
    felt=SAID,
    maker=WORDS,
    material=WORDS,
)
FOUND = st.builds(Found, WORDS, st.sampled_from(["", "go on", "adapt"]), WORDS)
CONSENTS = st.builds(ConsentGiven, WORDS, DAYS, WORDS, WORDS, st.booleans(), st.none() | INSTANTS)

treatments = st.builds(
    Treatment,
    center=st.just("Boulder"),
    therapist=st.just("Thea"),
    opened_at=INSTANTS,
    needles=st.lists(NEEDLES, max_size=6, unique_by=lambda one: one.number).map(tuple),
    closed_at=st.none() | INSTANTS,
    letters=WORDS,
    training=WORDS,
    years=UP_TO_TEN,
    earlier_on=st.lists(DAYS, max_size=4).map(tuple),
    sessions_planned=UP_TO_TEN,
    complaint=WORDS,
    screened=WORDS,
    findings=st.lists(FOUND, max_size=3).map(tuple),
    consent=st.none() | CONSENTS,
    pain_before=UP_TO_TEN,
    pain_after=UP_TO_TEN,
    measures=SAID,
    changes=SAID,
    felt=WORDS,
    advised=WORDS,
    declined=SAID,
    found=UP_TO_TEN,
    in_tray=UP_TO_TEN,
    disposed=UP_TO_TEN,
    differences=SAID,
    incidents=SAID,
    adverse=st.none() | SAID,
    given=st.none() | SAID,
    planned=st.none() | SAID,
    aftercare=WORDS,
    asked_again_at=st.lists(INSTANTS, max_size=2).map(tuple),
    style=WORDS,
    rationale=WORDS,
)
