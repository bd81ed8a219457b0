"""When may a session open, take a needle, close and be signed?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.bedside import moves
from filiform.domain.consent import ConsentMissing, ConsentWithdrawn
from filiform.domain.credentials import CredentialMissing, Standing
from filiform.domain.jotting import Jotted
from filiform.domain.ledger import (
    Fact,
    IdAlreadyUsed,
    Inserted,
    Ledger,
    NotInPlace,
    StimulationSet,
    Twitched,
)
from filiform.domain.measures import Measure
from filiform.domain.refusal import Refusal
from filiform.domain.screening import Choice, Decision, Screening, Weight, screen
from filiform.domain.session import (
    AlreadySigned,
    NotAccounted,
    ScreeningStops,
    ScreeningUndecided,
    Session,
    SessionClosed,
    SessionOpen,
    check_may_open,
)
from tests.domain.deeds import any_fact, ledgers
from tests.domain.notation import clock, facts, ledger, nobody
from tests.domain.rules import rule

NOON = clock("12:00")
YES, NO = Standing(True, "It stands."), Standing(False, "It does not stand.")
CLEAR = Screening(())
ONE_OUT = """
    09:02 insert   1  upper-trapezius left  0.25x30
    09:20 withdraw 1
"""
ASKED = "09:23 says well\n09:24 advised spoken help"
DONE = f"""{ONE_OUT}
    09:21 count    0 found 1 in tray
    09:22 dispose  1
    09:23 says     well
    09:24 advised  spoken help
"""


# ------------------------------------------------------------- opening
def test_a_session_opens_when_everything_holds() -> None:
    assert check_may_open(CLEAR, (), YES, YES) is None


def test_without_a_credential_nothing_opens() -> None:
    with pytest.raises(CredentialMissing, match=r"It does not stand\."):
        check_may_open(None, (), NO, NO)


def test_without_a_screening_nothing_opens() -> None:
    with pytest.raises(ScreeningUndecided):
        check_may_open(None, (), YES, YES)


def test_an_unanswered_question_keeps_it_shut() -> None:
    with pytest.raises(ScreeningUndecided):
        check_may_open(screen((), {}, asked=["fever"]), (), YES, YES)


def test_a_finding_opens_with_a_decision_and_stays_shut_against_one() -> None:
    found = screen([rule("fever", Weight.STOP)], {})
    with pytest.raises(ScreeningUndecided):
        check_may_open(found, (), NO, YES)
    with pytest.raises(ScreeningStops):
        check_may_open(found, [Decision("fever", Choice.DO_NOT_NEEDLE, "39 °C")], YES, YES)
    go_on = iter([Decision("fever", Choice.GO_ON, "It was last week.")])
    assert check_may_open(found, go_on, YES, YES) is None


def test_without_consent_nothing_opens_and_the_reason_is_said() -> None:
    with pytest.raises(ConsentMissing, match=r"read and sign it first\. It does not stand\.$"):
        check_may_open(CLEAR, (), NO, YES)


# ------------------------------------------------------------- taking facts
@given(ledgers, any_fact)
def test_an_open_session_takes_what_its_ledger_takes(kept: Ledger, fact: Fact) -> None:
    try:
        expected = kept.add(fact)
    except Refusal as refusal:
        with pytest.raises(type(refusal)):
            Session(kept).add(fact)
        return
    assert Session(kept).add(fact) == Session(expected)


@given(ledgers, any_fact)
def test_after_withdrawal_of_consent_needles_only_come_out(kept: Ledger, fact: Fact) -> None:
    session = Session(kept, consent_withdrawn=True)
    new = kept.fact(fact.id) is None
    if new and isinstance(fact, Inserted | Twitched | StimulationSet):
        with pytest.raises(ConsentWithdrawn):
            session.add(fact)
        return
    try:
        expected = kept.add(fact)
    except Refusal as refusal:
        with pytest.raises(type(refusal)):
            session.add(fact)
        return
    assert session.add(fact).ledger == expected
    assert session.add(fact).ledger.insertions == kept.insertions


def test_a_needle_that_is_in_is_no_longer_worked_after_withdrawal_of_consent() -> None:
    inserted, twitch = facts("09:02 insert 1 soleus left 0.25x30\n09:05 twitch 1 2 times")
    with pytest.raises(ConsentWithdrawn):
        Session(Ledger((inserted,)), consent_withdrawn=True).add(twitch)


def test_withdrawn_consent_still_lets_the_needles_be_taken_out_and_counted() -> None:
    first, *rest = facts(DONE)
    session = Session(Ledger((first,)), consent_withdrawn=True)
    for fact in rest:
        session = session.add(fact)
    assert session.close(at=NOON).closed_at == NOON


@given(ledgers, any_fact)
def test_a_closed_session_takes_nothing_new(kept: Ledger, fact: Fact) -> None:
    closed = Session(kept, closed_at=NOON)
    if kept.fact(fact.id) is None:
        if isinstance(fact, Measure | Jotted):
            closed = replace(closed, signed_at=NOON)  # until then it still takes what is measured
        with pytest.raises(SessionClosed):
            closed.add(fact)
    for known in kept.facts:
        assert closed.add(known) is closed


def test_a_repeated_insertion_passes_even_after_consent_was_withdrawn() -> None:
    kept = ledger(ONE_OUT)
    session = Session(kept, consent_withdrawn=True)
    assert session.add(kept.facts[0]) is session


def test_what_the_ledger_refuses_the_session_refuses() -> None:
    session = Session(ledger(ONE_OUT))
    with pytest.raises(NotInPlace):
        session.add(facts("09:30 withdraw 7")[0])
    stolen = Twitched(session.ledger.facts[0].id, nobody(1), 1, NOON)
    with pytest.raises(IdAlreadyUsed):
        session.add(stolen)


# ------------------------------------------------------------- closing
def test_a_session_closes_when_every_needle_is_accounted_for() -> None:
    closed = Session(ledger(DONE)).close(at=NOON)
    assert closed == Session(ledger(DONE), closed_at=NOON)


def test_a_session_without_needles_closes() -> None:
    assert Session(Ledger()).close(at=NOON).closed_at == NOON


counted = st.integers(0, 3)


@given(counted, counted, counted, counted, st.booleans(), st.booleans())
def test_a_session_closes_exactly_when_in_out_tray_and_sharps_agree(
    out: int, found: int, in_tray: int, disposed: int, counts: bool, disposes: bool
) -> None:
    lines = [f"09:0{n} insert {n} soleus left 0.25x30" for n in (1, 2)]
    lines += [f"09:1{n} withdraw {n}" for n in range(1, min(out, 2) + 1)]
    lines += [f"09:21 count {found} found {in_tray} in tray"] * counts
    lines += [f"09:22 dispose {disposed}"] * disposes
    session = Session(ledger("\n".join(lines)))
    all_agree = counts and disposes and min(out, 2) == in_tray == disposed == 2 and found == 0
    if all_agree:
        for fact in facts(ASKED):
            session = session.add(fact)
        assert session.close(at=NOON).closed_at == NOON
    else:
        with pytest.raises(NotAccounted):
            session.close(at=NOON)


@given(ledgers)
def test_no_session_closes_over_a_difference(kept: Ledger) -> None:
    if kept.balance.agrees:
        return  # what else it takes to close: test_closing.py
    with pytest.raises(NotAccounted) as refused:
        Session(kept).close(at=NOON)
    assert refused.value.says == " ".join(kept.balance.differences())


@pytest.mark.parametrize("seen", ["1 found 0 in tray", "0 found 1 in tray"])
def test_a_needle_that_nobody_wrote_down_keeps_it_open(seen: str) -> None:
    with pytest.raises(NotAccounted):
        Session(ledger(f"09:21 count {seen}")).close(at=NOON)


def test_an_explained_difference_lets_it_close() -> None:
    broken = ledger(f"{ONE_OUT}\n09:21 count 0 found 0 in tray\n09:22 dispose 0\n{ASKED}")
    with pytest.raises(NotAccounted):
        Session(broken).close(at=NOON)
    assert Session(broken, difference_explained=True).close(at=NOON).closed_at == NOON


def test_an_explanation_does_not_replace_looking() -> None:
    nobody_looked = ledger(f"{ONE_OUT}\n09:22 dispose 1")
    with pytest.raises(NotAccounted, match="Nobody has looked"):
        Session(nobody_looked, difference_explained=True).close(at=NOON)


def test_where_no_needle_went_in_an_explanation_is_enough() -> None:
    stray = ledger("09:22 dispose 1")
    assert Session(stray, difference_explained=True).close(at=NOON).closed_at == NOON


def test_a_session_closes_once() -> None:
    with pytest.raises(SessionClosed):
        Session(ledger(DONE), closed_at=NOON).close(at=NOON)


# ------------------------------------------------------------- signing
def test_a_closed_note_is_signed_once() -> None:
    signed = Session(ledger(DONE), closed_at=NOON).sign(at=clock("12:05"))
    assert (signed.closed_at, signed.signed_at) == (NOON, clock("12:05"))
    with pytest.raises(AlreadySigned):
        signed.sign(at=clock("12:06"))


def test_an_open_note_is_not_signed() -> None:
    with pytest.raises(SessionOpen):
        Session(ledger(DONE)).sign(at=NOON)


# ------------------------------------------------------------- what a tablet did alone
@given(ledgers, any_fact)
def test_what_was_done_is_taken_whatever_speaks_against_it(kept: Ledger, fact: Fact) -> None:
    session = Session(kept, consent_withdrawn=True, closed_at=NOON, difference_explained=True)
    try:
        expected = kept.take(fact)
    except Refusal as refusal:
        with pytest.raises(type(refusal)):
            session.take(fact)
        return
    after = session.take(fact)
    assert after.ledger == expected
    assert after.closed_at == NOON
    new = expected is not kept
    assert after.difference_explained is not (new and moves(fact))
    assert (after is session) is not new


def test_an_explanation_does_not_outlive_the_next_needle_that_moves() -> None:
    session = Session(ledger(DONE), difference_explained=True)
    (counted,) = facts("09:23 count 0 found 1 in tray")
    assert session.add(counted).difference_explained
    (inserted,) = facts("09:24 insert 2 soleus left 0.25x30")
    assert not session.add(inserted).difference_explained
