"""Does the screening err on the safe side, whatever was answered?"""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import WHOLE_ARM, Place, Region, Side
from filiform.domain.answers import Answer
from filiform.domain.screening import (
    ORDER,
    Choice,
    Decision,
    Finding,
    Flag,
    NoStimulation,
    NotForThisFinding,
    ReasonMissing,
    Rule,
    Screening,
    State,
    Weight,
    age_on,
    screen,
)
from tests.domain.rules import QUESTIONS, answers, rule, rule_tables, when_yes

questions = st.sampled_from(QUESTIONS)
Given = Mapping[str, Answer]


def ids(screening: Screening) -> list[str]:
    return [finding.rule.id for finding in screening.findings]


# ------------------------------------------------------------- whatever the rules are
@given(rule_tables(), answers, questions)
def test_unsure_gives_every_finding_that_yes_gives(
    rules: list[Rule], given: Given, question: str
) -> None:
    yes = screen(rules, {**given, question: "yes"})
    unsure = screen(rules, {**given, question: "unsure"})
    assert set(ids(yes)) <= set(ids(unsure))
    assert yes.blocked <= unsure.blocked


@given(rule_tables(), answers, questions)
def test_one_more_yes_never_removes_a_finding(
    rules: list[Rule], given: Given, question: str
) -> None:
    without = {key: answer for key, answer in given.items() if key != question}
    before, after = screen(rules, without), screen(rules, {**without, question: "yes"})
    assert set(ids(before)) <= set(ids(after))
    assert before.blocked <= after.blocked


@given(rule_tables(), answers, questions)
def test_one_more_word_among_several_never_removes_a_finding(
    rules: list[Rule], given: Given, question: str
) -> None:
    fewer = screen(rules, {**given, question: ("mild",)})
    more = screen(rules, {**given, question: ("mild", "yes")})
    assert set(ids(fewer)) <= set(ids(more))


@given(rule_tables(), answers)
def test_emergencies_come_first_then_the_heaviest_then_the_table(
    rules: list[Rule], given: Given
) -> None:
    found = screen(rules, given).findings
    keys = [
        (f.rule.flag is not Flag.EMERGENCY, ORDER.index(f.rule.weight), rules.index(f.rule))
        for f in found
    ]
    assert keys == sorted(keys)
    assert screen(rules, given).emergencies == found[: len(screen(rules, given).emergencies)]


@given(rule_tables(), answers)
def test_only_decided_findings_open_the_session(rules: list[Rule], given: Given) -> None:
    found = screen(rules, given)
    waiting = [f for f in found.findings if f.needs_decision]
    go_on = [Decision(f.rule.id, Choice.GO_ON, "Seen.") for f in waiting]
    may = all(f.rule.overridable for f in waiting)
    assert found.state([]) is (State.UNDECIDED if waiting else State.CLEAR)
    expected = State.DECIDED if waiting else State.CLEAR
    assert found.state(go_on) is (expected if may else State.UNDECIDED)
    assert bool(found.undecided(go_on)) is not may
    for finding in found.findings:
        stop = Decision(finding.rule.id, Choice.DO_NOT_NEEDLE, "Not today.")
        assert found.state([*go_on, stop]) is State.STOPPED


# ------------------------------------------------------------- findings
FEVER = rule("fever", Weight.STOP, [when_yes("fever")])
THINNER = rule("thinner", Weight.DECIDE, [when_yes("thinner")])


def test_a_finding_says_which_answers_made_it_speak() -> None:
    both = rule("both", Weight.MODIFY, [when_yes("fever"), when_yes("thinner")])
    (found,) = screen([both], {"fever": "unsure", "thinner": "yes", "age": 40}).findings
    assert found.rule == both
    assert found.because == {"fever": "unsure", "thinner": "yes"}


def test_a_rule_whose_conditions_do_not_all_hold_says_nothing() -> None:
    both = rule("both", Weight.MODIFY, [when_yes("fever"), when_yes("thinner")])
    assert screen([both, FEVER], {"thinner": "yes"}).findings == ()


def test_rules_of_one_weight_keep_the_order_of_the_table() -> None:
    rules = [rule("b"), rule("heavy", Weight.STOP), rule("a"), rule("red", flag=Flag.EMERGENCY)]
    assert ids(screen(rules, {})) == ["red", "heavy", "b", "a"]


def test_weights_are_ordered_heaviest_first() -> None:
    assert ORDER[0] is Weight.STOP
    assert ORDER[-1] is Weight.INFO


def test_a_finding_is_found_by_its_rule() -> None:
    found = screen([FEVER, THINNER], {"fever": "yes", "thinner": "yes"})
    finding = found.finding("thinner")
    assert finding is not None
    assert finding.rule is THINNER
    assert found.finding("pregnant") is None


@pytest.mark.parametrize("answer", [None, "", ()])
def test_an_empty_answer_is_no_answer(answer: Answer) -> None:
    found = screen([FEVER], {"fever": answer, "age": 0}, asked=["fever", "age", "thinner"])
    assert found.unanswered == ("fever", "thinner")
    assert found.state([]) is State.UNDECIDED


def test_a_zero_and_a_no_are_answers() -> None:
    found = screen([FEVER], {"fever": "no", "age": 0}, asked=["fever", "age"])
    assert found.unanswered == ()
    assert found.state([]) is State.CLEAR


@pytest.mark.parametrize(
    ("weight", "flag", "waits"),
    [(Weight.STOP, None, True), (Weight.DECIDE, None, True), (Weight.DECIDE, Flag.WATCH, True),
     (Weight.STOP_REGION, None, False), (Weight.MODIFY, None, False), (Weight.INFO, None, False),
     (Weight.STOP_STIMULATION, None, False), (Weight.INFO, Flag.WATCH, False),
     (Weight.INFO, Flag.URGENT, True), (Weight.MODIFY, Flag.EMERGENCY, True)],
)  # fmt: skip
def test_stops_decisions_and_red_flags_wait_for_a_clinician(
    weight: Weight, flag: Flag | None, waits: bool
) -> None:
    finding = Finding(rule("any", weight, flag=flag), {}, frozenset())
    assert finding.needs_decision is waits


# ------------------------------------------------------------- decisions
REFUSED = rule("refused", Weight.STOP, [when_yes("fever")], overridable=False)


def test_of_several_decisions_on_one_finding_the_last_counts() -> None:
    found = screen([FEVER], {"fever": "yes"})
    stop = Decision("fever", Choice.DO_NOT_NEEDLE, "39 °C")
    go_on = Decision("fever", Choice.GO_ON, "It was last week.")
    assert found.state([stop, go_on]) is State.DECIDED
    assert found.state([go_on, stop]) is State.STOPPED


def test_one_decision_does_not_decide_another_finding() -> None:
    found = screen([FEVER, THINNER], {"fever": "yes", "thinner": "yes"})
    decided = [Decision("fever", Choice.ADAPT, "Superficial only.")]
    assert [finding.rule for finding in found.undecided(decided)] == [THINNER]
    assert found.state(decided) is State.UNDECIDED


def test_a_decision_does_not_answer_what_was_not_answered() -> None:
    found = screen([FEVER], {"fever": "yes"}, asked=["fever", "age"])
    assert found.state([Decision("fever", Choice.GO_ON, "Seen.")]) is State.UNDECIDED


def test_what_no_reason_can_lift_stays_undecided_until_it_stops() -> None:
    found = screen([REFUSED], {"fever": "yes"})
    assert found.findings[0].choices == (Choice.DO_NOT_NEEDLE,)
    assert found.state([Decision("refused", Choice.GO_ON, "Anyway.")]) is State.UNDECIDED
    assert found.state([Decision("refused", Choice.DO_NOT_NEEDLE, "No.")]) is State.STOPPED


def test_a_decision_without_a_reason_decides_nothing() -> None:
    found = screen([FEVER], {"fever": "yes"})
    assert found.state([Decision("fever", Choice.GO_ON, " ")]) is State.UNDECIDED


@pytest.mark.parametrize("choice", list(Choice))
def test_every_choice_may_be_recorded_with_a_reason(choice: Choice) -> None:
    found = screen([FEVER], {"fever": "yes"})
    found.check_decision(Decision("fever", choice, "Seen and measured."))
    with pytest.raises(ReasonMissing):
        found.check_decision(Decision("fever", choice, " \n"))


def test_a_decision_that_is_not_offered_is_refused() -> None:
    found = screen([REFUSED], {"fever": "yes"})
    found.check_decision(Decision("refused", Choice.DO_NOT_NEEDLE, "The patient said no."))
    for decision in (
        Decision("refused", Choice.GO_ON, "Anyway."),
        Decision("refused", Choice.ADAPT, "A little."),
        Decision("thinner", Choice.DO_NOT_NEEDLE, "No such finding."),
    ):
        with pytest.raises(NotForThisFinding):
            found.check_decision(decision)


# ------------------------------------------------------------- places
def blocked(where: Answer | None = None, **more: object) -> frozenset[Place]:
    """What a region stop blocks when the patient answered `where` to 'where?'."""
    stop = rule("skin", Weight.STOP_REGION, **{"places_from": "where", **more})
    return screen([stop], {} if where is None else {"where": where}).blocked


LEFT_ARM = Place(Region.ARM, Side.LEFT)


def test_a_named_place_is_blocked_and_no_other() -> None:
    assert blocked(("ARM:left",)) == blocked("ARM:left") == {LEFT_ARM}
    assert blocked(("ARM:left", "FOOT"), regions={Region.LEG}) == {LEFT_ARM, Place(Region.FOOT)}


@pytest.mark.parametrize("where", [None, (), "", "no idea", ("unsure",), 7])
def test_where_no_place_was_named_the_rules_own_region_is_blocked(where: Answer | None) -> None:
    assert blocked(where, regions={Region.LEG}) == {Place(Region.LEG)}
    assert blocked(where) == {Place(Region.ANY)}


def test_one_place_that_cannot_be_read_blocks_the_rules_own_region_too() -> None:
    assert blocked(("ARM:left", "somewhere"), regions={Region.LEG}) == {LEFT_ARM, Place(Region.LEG)}
    assert blocked(("ARM:left", "unsure")) == {LEFT_ARM, Place(Region.ANY)}


def test_a_rule_that_asks_no_place_blocks_its_own_region() -> None:
    assert blocked(("ARM:left",), places_from="", regions={Region.DEEP}) == {Place(Region.DEEP)}


def test_lymphoedema_of_a_hand_blocks_the_whole_limb_on_that_side() -> None:
    limb = blocked(("HAND:left",), whole_limb=True)
    assert limb == {Place(region, Side.LEFT) for region in WHOLE_ARM}


def test_only_region_stops_block_places() -> None:
    for weight in set(Weight) - {Weight.STOP_REGION}:
        stop = rule("any", weight, places_from="where", regions={Region.LEG})
        found = screen([stop], {"where": ("ARM:left",)})
        assert found.blocked == found.findings[0].blocks == frozenset()


# ------------------------------------------------------------- age
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2008-03-02", "2026-03-01", 17),
        ("2008-03-02", "2026-03-02", 18),
        ("2026-03-02", "2026-03-02", 0),
        ("2026-03-03", "2026-03-02", -1),
    ],
)
def test_age_is_counted_in_completed_years(born: str, today: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(today)) == age


@given(days, days)
def test_age_is_the_number_of_birthdays_since_birth(one: date, other: date) -> None:
    born, today = sorted([one, other])
    birthdays = [_birthday(born, year) for year in range(born.year + 1, today.year + 1)]
    assert age_on(born, today) == len([day for day in birthdays if day <= today])


def _birthday(born: date, year: int) -> date:
    """29 February in leap years, else 1 March."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def test_one_finding_that_stops_stimulation_stops_every_current_with_its_words() -> None:
    info = rule("heart", says="Watch the pulse.")
    device = rule("device", Weight.STOP_STIMULATION, says="An implanted device.")
    assert screen([info, rule("other", Weight.STOP)], {}).check_stimulation() is None
    with pytest.raises(NoStimulation, match=r"^An implanted device\.$"):
        screen([info, device], {}).check_stimulation()
