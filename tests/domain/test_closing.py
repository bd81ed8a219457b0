"""What is asked before the patient leaves, and what keeps the session open until it is answered?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.asked import (
    AdviceMissing,
    Feeling,
    Question,
    ReasonMissing,
    SymptomMissing,
)
from filiform.domain.bedside import moves
from filiform.domain.ledger import Ledger
from filiform.domain.refusal import Refusal
from filiform.domain.session import NotAccounted, QuestionOpen, Session, UnwellUnanswered
from tests.domain.deeds import inserted, ledgers, told_to_the_end
from tests.domain.notation import clock, facts, ledger

NOON = clock("12:00")
OUT = """
    09:02 insert   1  soleus left  0.25x30
    09:20 withdraw 1
"""
COUNTED = f"{OUT}\n09:21 count 0 found 1 in tray\n09:22 dispose 1"
ASKED = f"{COUNTED}\n09:23 says sore\n09:24 advised printed expect help"
booleans = st.booleans()


def closes(session: Session, **how: bool) -> bool:
    try:
        return session.close(at=NOON, **how).closed_at == NOON
    except Refusal:
        return False


def test_the_four_are_asked_in_their_order() -> None:
    lines = [line for line in ASKED.splitlines() if line.strip()]
    steps = [Session(ledger("\n".join(lines[:n]))).step for n in range(2, len(lines) + 1)]
    assert steps == ["count", "disposal", "feeling", "advice", "close"]


def test_a_needle_in_the_patient_comes_before_every_question() -> None:
    session = Session(ledger("09:02 insert 1 soleus left 0.25x30"))
    assert session.step == "needles"
    assert session.open_questions == tuple(Question)


def test_where_no_needle_went_in_nothing_is_asked() -> None:
    assert Session(Ledger()).open_questions == ()
    assert Session(Ledger()).step == "close"


@given(told_to_the_end | ledgers, booleans, booleans)
def test_it_closes_exactly_when_all_agrees_and_all_four_are_answered(
    kept: Ledger, explained: bool, cared_for: bool
) -> None:
    session, asked = Session(kept, difference_explained=explained), kept.asked
    balance, said = kept.balance, {one.question for one in asked.declined}
    looked = balance.counted or not balance.inserted or Question.COUNT in said
    four = (
        balance.counted or Question.COUNT in said,
        balance.disposed is not None or Question.DISPOSAL in said,
        asked.felt is not None or Question.FEELING in said,
        bool(asked.advised) or Question.ADVICE in said,
    )
    agrees = balance.agrees or (explained and looked)
    answered = all(four) or not balance.inserted
    expected = agrees and answered and (not asked.unwell or cared_for)
    assert closes(session, cared_for=cared_for) is expected


@given(told_to_the_end, booleans)
def test_nobody_leaves_unwell_without_a_word(kept: Ledger, explained: bool) -> None:
    session = Session(kept, difference_explained=explained)
    if kept.asked.unwell:
        assert not closes(session)
        if session.step == "close" and closes(session, cared_for=True):
            with pytest.raises(UnwellUnanswered, match="Write beside the incident"):
                session.close(at=NOON)


@given(told_to_the_end, inserted)
def test_after_the_next_needle_the_patient_is_asked_how_they_feel_anew(
    kept: Ledger, needle: object
) -> None:
    more = kept
    try:
        more = kept.add(needle)  # type: ignore[arg-type]
    except Refusal:
        return
    if more is not kept:
        assert more.asked.felt is None
        assert more.asked.advised == kept.asked.advised
        assert more.asked.unwell == kept.asked.unwell


@given(told_to_the_end)
def test_the_order_in_which_the_answers_came_decides_nothing(kept: Ledger) -> None:
    backwards = Ledger.of(reversed(kept.facts))
    assert backwards.asked == kept.asked
    assert Session(backwards).open_questions == Session(kept).open_questions


@given(told_to_the_end)
def test_no_answer_makes_a_needle_accounted_for(kept: Ledger) -> None:
    needles = Ledger(tuple(f for f in kept.facts if moves(f) or type(f).__name__ in NEEDLES))
    assert needles.balance == kept.balance


NEEDLES = ("Counted", "Disposed", "Twitched", "StimulationSet", "SymptomNoted")


def test_a_count_that_nobody_made_keeps_it_open_until_somebody_explains() -> None:
    told = f"{OUT}\n09:21 unasked count Gone home.\n09:22 unasked disposal Took them.\n"
    session = Session(ledger(f"{told}09:23 says well\n09:24 advised spoken help"))
    with pytest.raises(NotAccounted, match="Nobody has looked"):
        session.close(at=NOON)
    assert session.step == "differs"
    explained = Session(session.ledger, difference_explained=True)
    assert explained.close(at=NOON).closed_at == NOON


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (COUNTED, "Ask first how the patient feels"),
        (f"{COUNTED}\n09:23 says well", "Say first which advice was given"),
    ],
)
def test_the_first_open_question_is_named(told: str, says: str) -> None:
    with pytest.raises(QuestionOpen, match=says):
        Session(ledger(told)).close(at=NOON)


def test_a_reason_lets_a_question_be() -> None:
    told = f"{COUNTED}\n09:23 unasked feeling Left in a hurry.\n09:24 unasked advice Knows it."
    session = Session(ledger(told))
    assert session.close(at=NOON).closed_at == NOON
    words = [one.words for one in session.ledger.asked.declined]
    assert words == ["Left in a hurry.", "Knows it."]


def test_who_was_unwell_and_is_well_again_was_unwell() -> None:
    told = f"{COUNTED}\n09:23 says unwell faint\n09:40 says well\n09:41 advised spoken help"
    session = Session(ledger(told))
    assert session.ledger.asked.felt is not None
    assert session.ledger.asked.felt.feels is Feeling.WELL
    with pytest.raises(UnwellUnanswered):
        session.close(at=NOON)
    assert session.close(at=NOON, cared_for=True).closed_at == NOON


def test_an_unwell_patient_feels_something() -> None:
    with pytest.raises(SymptomMissing):
        ledger("09:23 says unwell")


def test_advice_is_about_something_and_a_refusal_has_a_reason() -> None:
    (advised,) = facts("09:24 advised spoken help")
    (declined,) = facts("09:24 unasked advice Later.")
    with pytest.raises(AdviceMissing):
        Ledger().take(replace(advised, about=()))  # type: ignore[call-arg]
    with pytest.raises(ReasonMissing):
        Ledger().take(replace(declined, words=""))  # type: ignore[call-arg]


def test_a_closed_note_still_takes_what_is_measured_until_it_is_signed() -> None:
    closed = Session(ledger(ASKED)).close(at=NOON)
    (pain,) = facts("09:26 pain 3 after")
    assert closed.add(pain).ledger.facts[-1] == pain
    with pytest.raises(Refusal, match="closed"):
        closed.sign(at=NOON).add(pain)
