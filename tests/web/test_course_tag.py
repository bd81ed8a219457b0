"""Is the course of pain drawn where it was, and said in words and numbers?"""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template

from filiform.domain.outcomes import Moment, PainScore
from filiform.web.templatetags.course import BOTTOM, TOP, pain_course

FIRST = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def score(day: int, value: int, moment: Moment = Moment.BEFORE) -> PainScore:
    late = timedelta(minutes=40 if moment is Moment.AFTER else 0)
    return PainScore(FIRST + timedelta(days=day) + late, value, moment)


def drawn(*scores: PainScore) -> str:
    return Template("{% load course %}{% pain_course scores %}").render(Context({"scores": scores}))


def test_no_pain_is_at_the_bottom_and_the_worst_on_top() -> None:
    before = pain_course([score(0, 0), score(10, 10)])["lines"][0]
    assert [point.y for point in before.points] == [BOTTOM, TOP]


def test_days_lie_apart_as_they_were() -> None:
    before = pain_course([score(0, 5), score(10, 5), score(40, 5)])["lines"][0]
    first, second, third = (point.x for point in before.points)
    assert (third - first) == pytest.approx(4 * (second - first), abs=1)


def test_before_and_after_are_never_one_line() -> None:
    scores = [score(0, 8), score(0, 4, Moment.AFTER), score(7, 6), score(7, 3, Moment.AFTER)]
    before, after = pain_course(scores)["lines"]
    assert [point.value for point in before.points] == [8, 6]
    assert [point.value for point in after.points] == [4, 3]
    assert 0 < after.points[0].x - before.points[0].x < 10


def test_scores_of_other_moments_are_left_out() -> None:
    assert "<svg" not in drawn(score(0, 9, Moment.HISTORY), score(1, 9, Moment.CHECK_IN))


def test_many_visits_leave_the_dates_readable() -> None:
    spots = [x for x, _ in pain_course([score(day, 5) for day in range(100)])["dates"]]
    assert len(spots) > 2
    assert min(later - earlier for earlier, later in itertools.pairwise(spots)) >= 64


def test_of_dates_too_close_together_the_first_and_the_last_are_named() -> None:
    course = pain_course([score(0, 5), score(1, 5), score(99, 5), score(100, 5)])
    assert [on for _, on in course["dates"]] == ["Mar 2", "Jun 10"]


def test_a_single_visit_stands_in_the_middle_with_one_date() -> None:
    course = pain_course([score(0, 5), score(0, 2, Moment.AFTER)])
    assert [on for _, on in course["dates"]] == ["Mar 2"]
    assert "One visit is not yet a course" in drawn(score(0, 5))


def test_the_table_has_a_row_a_day_the_latest_first() -> None:
    rows = pain_course([score(0, 8), score(0, 4, Moment.AFTER), score(7, 6)])["rows"]
    assert [(row.on, row.before, row.after) for row in rows] == [
        (date(2026, 3, 9), 6, None),
        (date(2026, 3, 2), 8, 4),
    ]


def test_two_visits_of_one_day_keep_their_rows() -> None:
    twice = [score(0, 8), score(0, 4, Moment.AFTER)]
    later = PainScore(FIRST + timedelta(hours=3), 7, Moment.BEFORE)
    rows = pain_course([*twice, later])["rows"]
    assert [(row.before, row.after) for row in rows] == [(7, None), (8, 4)]


def test_it_is_said_in_words_with_the_caveat() -> None:
    text = drawn(score(0, 8), score(7, 6))
    assert "Before needling: 8 on Mar 2, 6 on Mar 9." in text
    assert "Change over time is not proof of cause" in text


def test_nothing_given_says_what_will_be_here() -> None:
    assert "No pain numbers yet" in drawn()


def test_a_hundred_visits_are_all_in_the_table() -> None:
    assert drawn(*[score(day, 5) for day in range(100)]).count("<tr><td>") == 100
