"""Is pain kept on its scale, and is no more concluded than may be?"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.outcomes import Moment, NotOnTheScale, PainScore, course, nprs
from tests.domain.notation import clock


def score(day: int, value: int, moment: Moment = Moment.BEFORE) -> PainScore:
    return PainScore(clock("09:00") + timedelta(days=day), value, moment)


@pytest.mark.parametrize("value", range(11))
def test_every_whole_number_from_0_to_10_is_a_score(value: int) -> None:
    assert nprs(value) == nprs(str(value)) == nprs(f" {value}\n") == nprs(f"{value:02}") == value


@pytest.mark.parametrize(
    "value",
    [-1, 11, 100, "11", "-1", "+1", "-0", "", " ", "1 0", "1_0", "3.5", "3,5", "1e1",
     "five", "٣", "²", "007", "010", None, True, False, 3.0, 3.5, b"3", ["3"], (3,), {}, object()],
)  # fmt: skip
def test_everything_off_the_scale_is_refused(value: object) -> None:
    with pytest.raises(NotOnTheScale):
        nprs(value)


anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    | st.lists(st.integers(0, 10)) | st.integers(-2, 12).map(str) | st.integers(0, 10)
)  # fmt: skip


@given(anything)
def test_a_score_is_a_whole_number_on_the_scale_or_refused(value: object) -> None:
    on_the_scale = {str(number) for number in range(11)} | {f"0{number}" for number in range(10)}
    typed = value.strip() if isinstance(value, str) else str(value)
    if isinstance(value, str | int) and typed in on_the_scale:
        assert nprs(value) == int(typed)
        return
    with pytest.raises(NotOnTheScale):
        nprs(value)


def test_a_course_is_in_the_order_of_time_and_keeps_the_moments_apart() -> None:
    told = course(
        [
            score(14, 3), score(0, 8), score(14, 1, Moment.AFTER), score(7, 6),
            score(7, 4, Moment.AFTER), score(3, 10, Moment.CHECK_IN), score(-1, 9, Moment.HISTORY),
        ]
    )  # fmt: skip
    assert [one.value for one in told.before] == [8, 6, 3]
    assert [one.value for one in told.after] == [4, 1]
    assert told.change == -5


@pytest.mark.parametrize("scores", [[], [score(0, 8)], [score(0, 8), score(7, 1, Moment.AFTER)]])
def test_one_visit_is_not_a_course(scores: list[PainScore]) -> None:
    assert course(scores).change is None
    assert course(scores).says.startswith("One visit is not yet a course")


@pytest.mark.parametrize(
    ("first", "last", "change", "word"),
    [(8, 3, -5, "lower"), (3, 8, 5, "higher"), (4, 4, 0, "the same"), (0, 1, 1, "higher")],
)
def test_a_course_says_what_changed_and_that_it_proves_nothing(
    first: int, last: int, change: int, word: str
) -> None:
    told = course([score(0, first), score(7, 10), score(14, last)])
    assert told.change == change
    assert f"was {first} at the first visit and {last} at the last: {word}." in told.says
    assert "not proof of cause" in told.says


def test_two_visits_are_already_a_course() -> None:
    assert course([score(0, 8), score(7, 5)]).change == -3


some_score = st.builds(score, st.integers(0, 30), st.integers(0, 10), st.sampled_from(Moment))


@given(st.lists(some_score, max_size=8))
def test_every_score_before_and_after_is_kept_and_no_other(scores: list[PainScore]) -> None:
    told = course(scores)
    for kept, moment in ((told.before, Moment.BEFORE), (told.after, Moment.AFTER)):
        assert list(kept) == sorted(kept, key=lambda one: one.at)
        assert sorted(kept, key=repr) == sorted((s for s in scores if s.moment is moment), key=repr)


def test_a_number_too_long_to_be_written_is_refused_like_any_other() -> None:
    for value in (10**5000, -(10**5000)):
        with pytest.raises(NotOnTheScale):
            nprs(value)
