"""What does a record tell on each STRICTA item, and what does it name as lacking?"""

from datetime import date
from typing import Any

import pytest

from filiform.domain.note import write
from filiform.domain.stricta import Item, Line, State, report
from filiform.domain.treatment import ConsentGiven, Found, Treatment
from tests.domain.treatments import ITEMS, needle, treated

FULL: dict[str, Any] = {
    "letters": "PT",
    "training": "80 hours of dry needling training",
    "years": 4,
    "earlier_on": (date(2026, 9, 8),),
    "sessions_planned": 6,
    "consent": ConsentGiven("2026-11", date(2026, 9, 8), "Ada Example"),
    "aftercare": "A3",
    "given": ("Exercise, 10 min",),
    "style": "Trigger point dry needling.",
    "rationale": "See the clinic's protocol, with its papers.",
}
TOLD: dict[str, Any] = {
    "twitches": 2,
    "depth": "into the muscle",
    "sought": "a twitch",
    "stimulation": "moved up and down",
    "lot": "A1",
    "maker": "Made",
    "material": "steel",
}


def line(it: Treatment, key: str) -> Line:
    return next(one for one in report(it, ITEMS) if one.item.key == key)


def test_a_full_record_answers_everything_that_applies_but_what_is_usual() -> None:
    note = write(treated(needle(**TOLD), **FULL), "", ITEMS)
    assert {one.item.key: one.state for one in note.lines if one.state is not State.ANSWERED} == {
        "1c": State.MISSING,
        "6a": State.NOT_APPLICABLE,
        "6b": State.NOT_APPLICABLE,
    }
    assert note.tally == "14 of 15 answered, 0 in part"


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("1a", "Trigger point dry needling."),
        ("2a", "1 needle put in."),
        ("2b", "Infraspinatus left."),
        ("2c", "into the muscle (needle 1)."),
        ("2d", "a twitch (needle 1). 2 twitches, at needle 1."),
        ("2e", "moved up and down (needle 1)."),
        ("2f", "6 min (needle 1)."),
        ("2g", "0.25 × 40 mm, lot A1, Made steel."),
        ("3a", "Session 2 of 6 planned."),
        ("3b", "The one before was on 8 September 2026. It took 25 min."),
        ("4a", "Exercise, 10 min."),
        (
            "4b",
            "Boulder. Consent version 2026-11, 8 September 2026. Aftercare text version A3.",
        ),
        ("5", "Thea, PT. 80 hours of dry needling training. 4 years of practice."),
    ],
)
def test_each_item_is_answered_from_the_facts(key: str, says: str) -> None:
    assert line(treated(needle(**TOLD), **FULL), key).says == says


def test_what_is_said_of_some_needles_only_is_lacking_at_the_others() -> None:
    it = treated(needle(1, depth="10 mm"), needle(2), needle(3, depth="10 mm"))
    depth = line(it, "2c")
    assert (depth.says, depth.lacks) == ("10 mm (needles 1 and 3).", ("the depth of needle 2",))
    assert depth.state is State.PARTLY


def test_what_is_said_of_no_needle_is_missing() -> None:
    it = treated(needle())
    for key in ("2c", "2e"):
        assert line(it, key).state is State.MISSING
    kind = line(it, "2g")
    assert kind.says == "0.25 × 40 mm."
    assert kind.lacks == ("the lot of every needle", "maker or material of every needle")


def test_a_twitch_seen_is_not_a_twitch_sought() -> None:
    response = line(treated(needle(twitches=3)), "2d")
    assert (response.says, response.lacks) == ("3 twitches, at needle 1.", ("the response sought",))


def test_a_needle_that_never_came_out_has_no_time() -> None:
    it = treated(needle(1), needle(2, seconds=None))
    assert line(it, "2f").lacks == ("the time in the patient of needle 2",)


def test_without_a_needle_nothing_is_asked_of_needles() -> None:
    it = treated()
    for key in ("2b", "2c", "2d", "2e", "2f", "2g"):
        assert line(it, key).state is State.NOT_APPLICABLE
    assert line(it, "2a").says == "No needle."


def test_what_was_adapted_is_told_with_its_reason() -> None:
    found = (Found("A blood thinner.", "adapt", "Thin needles"), Found("Fainted.", "go on", "Lies"))
    it = treated(needle(override="Under ultrasound"), findings=found)
    assert line(it, "1c").says == (
        "Adapted: Thin needles. Against a rule at needle 1: Under ultrasound."
    )


def test_nothing_else_given_answers_and_nothing_said_does_not() -> None:
    assert line(treated(given=()), "4a").says == "Nothing else was given."
    assert line(treated(), "4a").state is State.MISSING


def test_an_item_of_no_list_is_refused() -> None:
    with pytest.raises(KeyError):
        report(treated(), [Item("7z", "?", "?", "?")])
