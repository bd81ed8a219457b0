"""Which muscles are listed for a drawing, in which order, and why?"""

import pytest

from filiform.domain.anatomy import Side
from filiform.domain.referral import Candidate, Drawn, Pattern, candidates
from tests.domain.patterns import LEVATOR, PATTERNS, SOLEUS, TRAPEZIUS, left, right


def listed(drawn: list[Drawn], patterns: tuple[Pattern, ...] = PATTERNS) -> list[tuple[str, str]]:
    return [(one.target, one.side.value) for one in candidates(drawn, patterns)]


def test_nothing_drawn_lists_nothing() -> None:
    assert candidates([], PATTERNS) == ()
    assert candidates(left("neck"), []) == ()


def test_a_candidate_says_why_it_is_listed_and_what_was_not_drawn() -> None:
    (one,) = candidates(left("neck", "back", "arm"), [TRAPEZIUS])
    assert one == Candidate(
        target="trapezius",
        side=Side.LEFT,
        main=("neck",),
        further=("back",),
        main_not_drawn=("ear",),
        further_not_drawn=(),
        drawn=3,
    )
    assert one.covered == 2


def test_what_is_listed_stands_in_its_own_order() -> None:
    far = Pattern("far", frozenset({"neck", "ear", "heel", "arm"}), frozenset({"calf", "back"}))
    (one,) = candidates(left("neck", "ear", "calf", "back"), [far])
    assert (one.main, one.further) == (("ear", "neck"), ("back", "calf"))
    assert (one.main_not_drawn, one.further_not_drawn) == (("arm", "heel"), ())
    wide = Pattern("wide", frozenset("stevqa"), frozenset({"neck", *"jlkmx"}))
    (one,) = candidates(left("neck"), [wide])
    assert one.main_not_drawn == tuple("aeqstv")
    assert one.further_not_drawn == tuple("jklmx")


def test_a_pattern_given_twice_is_listed_once() -> None:
    assert listed(left("heel"), (SOLEUS, SOLEUS)) == [("soleus", "left")]


@pytest.mark.parametrize(
    ("drawn", "score"),
    [(left("neck"), 2), (left("neck", "ear"), 4), (left("back"), 1), (left("neck", "back"), 3)],
)
def test_a_place_of_the_main_area_counts_two_and_a_further_one_counts_one(
    drawn: list[Drawn], score: int
) -> None:
    (one,) = candidates(drawn, [TRAPEZIUS])
    assert one.score == score


def test_a_place_drawn_twice_counts_once() -> None:
    (one,) = candidates(left("neck", "neck"), [TRAPEZIUS])
    assert one.score == 2


def test_who_explains_more_of_the_drawing_comes_first() -> None:
    assert listed(left("neck", "ear")) == [("trapezius", "left"), ("levator", "left")]


def test_of_two_that_explain_as_much_the_more_fully_drawn_comes_first() -> None:
    assert listed(left("neck")) == [("levator", "left"), ("trapezius", "left")]
    wide = Pattern("a_wide_one", LEVATOR.main, frozenset({"back", "arm"}))
    assert listed(left("neck"), (wide, LEVATOR))[0] == ("levator", "left")


def test_a_main_place_not_drawn_weighs_more_than_a_further_one() -> None:
    one = Pattern("one", frozenset({"neck"}), frozenset({"arm", "calf"}))
    two = Pattern("a_two", frozenset({"neck", "ear"}))
    assert listed(left("neck"), (two, one))[0] == ("one", "left")


def test_what_is_equal_stands_by_name_and_left_before_right() -> None:
    twin = Pattern("twin", SOLEUS.main, SOLEUS.further)
    both = [*left("heel"), *right("heel")]
    assert listed(both, (twin, SOLEUS)) == [
        *[("soleus", "left"), ("soleus", "right")],
        *[("twin", "left"), ("twin", "right")],
    ]


def test_a_drawing_on_the_right_speaks_for_the_right_only() -> None:
    assert listed(right("heel")) == [("soleus", "right")]


def test_a_place_in_the_middle_speaks_for_both_sides() -> None:
    assert listed([Drawn("heel", Side.MIDDLE)]) == [("soleus", "left"), ("soleus", "right")]


def test_the_share_it_covers_is_of_what_was_drawn_on_its_side_or_in_the_middle() -> None:
    drawn = [*left("neck", "arm"), *right("heel"), Drawn("ear", Side.MIDDLE)]
    (one, *_) = candidates(drawn, [TRAPEZIUS])
    assert (one.side, one.covered, one.drawn) == (Side.LEFT, 2, 3)


def test_a_place_named_in_both_lists_is_a_main_one() -> None:
    pattern = Pattern("odd", frozenset({"neck"}), frozenset({"neck"}))
    (one,) = candidates(left("neck"), [pattern])
    assert (one.main, one.further, one.score) == (("neck",), (), 2)
    (one,) = candidates(left("neck"), [Pattern("odd", frozenset({"neck", "ear"}), pattern.main)])
    assert (one.main_not_drawn, one.further_not_drawn) == (("ear",), ())


def test_a_pattern_without_further_places_needs_none() -> None:
    assert Pattern("bare", frozenset({"neck"})).further == frozenset()
