"""What holds of every list of candidates, whatever was drawn?"""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import Side
from filiform.domain.referral import SIDES, Candidate, Drawn, Pattern, candidates
from tests.domain.patterns import drawings, patterns, regions

sides = st.sampled_from(SIDES)


def by_muscle(drawn: Sequence[Drawn], known: list[Pattern]) -> dict[tuple[str, Side], Candidate]:
    return {(one.target, one.side): one for one in candidates(drawn, known)}


@given(drawings, patterns)
def test_the_order_of_what_is_given_never_matters(drawn: list[Drawn], known: list[Pattern]) -> None:
    listed = candidates(drawn, known)
    assert candidates(drawn[::-1], known[::-1]) == listed
    assert candidates([*drawn[1:], *drawn[:1]], [*known[1:], *known[:1]]) == listed


@given(drawings, patterns)
def test_only_muscles_that_meet_the_drawing_are_listed_and_each_once(
    drawn: list[Drawn], known: list[Pattern]
) -> None:
    places = {(one.region, one.side) for one in drawn}
    meeting = {
        (one.target, side)
        for one in known
        for side in SIDES
        for region in one.main | one.further
        if (region, side) in places or (region, Side.MIDDLE) in places
    }
    listed = [(one.target, one.side) for one in candidates(drawn, known)]
    assert set(listed) == meeting
    assert len(listed) == len(meeting)


@given(drawings, patterns)
def test_each_place_of_a_pattern_is_told_once_as_drawn_or_as_not(
    drawn: list[Drawn], known: list[Pattern]
) -> None:
    named = {one.target: one for one in known}
    for one in candidates(drawn, known):
        told = (*one.main, *one.further, *one.main_not_drawn, *one.further_not_drawn)
        assert sorted(told) == sorted(named[one.target].main | named[one.target].further)


@given(drawings, patterns)
def test_the_better_score_comes_first(drawn: list[Drawn], known: list[Pattern]) -> None:
    scores = [one.score for one in candidates(drawn, known)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


@given(drawings, patterns, regions, sides)
def test_one_more_place_never_lowers_a_score(
    drawn: list[Drawn], known: list[Pattern], region: str, side: Side
) -> None:
    before, after = by_muscle(drawn, known), by_muscle([*drawn, Drawn(region, side)], known)
    assert set(before) <= set(after)
    assert all(after[key].score >= one.score for key, one in before.items())


@given(drawings, patterns, sides, st.data())
def test_one_more_place_of_its_own_never_lowers_the_rank_of_a_muscle(
    drawn: list[Drawn], known: list[Pattern], side: Side, data: st.DataObject
) -> None:
    muscle = data.draw(st.sampled_from(known))
    region = data.draw(st.sampled_from(sorted(muscle.main | muscle.further)))
    before = by_muscle(drawn, known).get((muscle.target, side))
    after = by_muscle([*drawn, Drawn(region, side)], known)[muscle.target, side]
    assert before is None or after.rank <= before.rank


@given(drawings, patterns, regions, sides)
def test_what_is_drawn_on_one_side_changes_nothing_on_the_other(
    drawn: list[Drawn], known: list[Pattern], region: str, side: Side
) -> None:
    def other(listed: Sequence[Candidate]) -> list[Candidate]:
        return [one for one in listed if one.side is not side]

    more = [*drawn, Drawn(region, side)]
    assert other(candidates(more, known)) == other(candidates(drawn, known))


@given(drawings, patterns)
def test_a_mirrored_drawing_lists_the_mirrored_muscles(
    drawn: list[Drawn], known: list[Pattern]
) -> None:
    turned = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.MIDDLE: Side.MIDDLE}
    mirrored = [Drawn(one.region, turned[one.side]) for one in drawn]
    scores = {(one.target, one.side): one.score for one in candidates(drawn, known)}
    assert scores == {
        (one.target, turned[one.side]): one.score for one in candidates(mirrored, known)
    }
