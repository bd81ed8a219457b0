"""Does the note read as a clinician writes, and say nothing that nobody recorded?"""

import json
from datetime import date, timedelta
from decimal import Decimal

from filiform.domain.note import Note, write
from filiform.domain.treatment import ConsentGiven, Found, Treatment
from tests.domain.treatments import ITEMS, NINE, needle, treated

THIN = Decimal("0.16")


def written(it: Treatment) -> Note:
    return write(it, "", ITEMS)


def lines(it: Treatment, heading: str) -> tuple[str, ...]:
    return next((one.lines for one in written(it).sections if one.heading == heading), ())


def test_one_needle_is_one_sentence() -> None:
    it = treated(needle(twitches=3))
    assert lines(it, "Needles") == ("Infraspinatus left: 0.25 × 40 mm, 3 twitches, in for 6 min.",)


def test_needles_in_one_place_stand_together_by_their_numbers() -> None:
    other = needle(2, target="Upper trapezius", gauge_mm=THIN, length_mm=30, seconds=45)
    it = treated(needle(1, twitches=1), other, needle(3, side="left"))
    assert lines(it, "Needles") == (
        "Infraspinatus left: (1) 0.25 × 40 mm, 1 twitch, in for 6 min; "
        "(3) 0.25 × 40 mm, no twitch noted, in for 6 min.",
        "Upper trapezius left: (2) 0.16 × 30 mm, no twitch noted, in for 45 s.",
    )


def test_one_lot_is_said_once_and_several_at_their_needles() -> None:
    same = treated(needle(1, lot="A1"), needle(2, lot="A1"))
    assert lines(same, "Needles")[-1] == "Lot A1 throughout."
    two = treated(needle(1, lot="A1"), needle(2, lot="B2"))
    assert lines(two, "Needles") == (
        "Infraspinatus left: (1) 0.25 × 40 mm, lot A1, no twitch noted, in for 6 min; "
        "(2) 0.25 × 40 mm, lot B2, no twitch noted, in for 6 min.",
    )


def test_whatever_was_said_of_a_needle_stands_at_it() -> None:
    said = needle(
        place="back of the shoulder",
        site="two fingers below the spine",
        technique="oblique, from a flat hand",
        depth="to the bone, felt",
        sought="a twitch",
        stimulation="moved up and down",
        felt=("a familiar pain", "a cramp"),
        override="Under ultrasound",
        seconds=None,
    )
    assert lines(treated(said), "Needles") == (
        "Infraspinatus left: 0.25 × 40 mm, back of the shoulder, two fingers below the spine, "
        "oblique, from a flat hand, to the bone, felt, sought: a twitch, moved up and down, "
        "no twitch noted, felt: a familiar pain and a cramp, not recorded as coming out. "
        "Why there: Under ultrasound.",
    )


def test_before_the_needles_stand_the_screening_the_consent_and_the_pain() -> None:
    it = treated(
        complaint="It hurts when I reach up",
        screened="2026-11",
        findings=(Found("A blood thinner.", "adapt", "Thin needles, pressure after"),),
        consent=ConsentGiven("2026-11", date(2026, 10, 1), "Ada Example", affirmed=True),
        pain_before=7,
    )
    assert lines(it, "Before the needles") == (
        "Comes with: “It hurts when I reach up”",
        "Screened with table 2026-11.",
        "A blood thinner. Decided: adapt. Thin needles, pressure after.",
        "Consent version 2026-11, signed 1 October 2026 by Ada Example, affirmed by the therapist.",
        "Pain before needling: 7 of 10.",
    )


def test_what_nobody_asked_is_said_as_not_asked() -> None:
    it = treated(needle())
    assert lines(it, "Before the needles") == (
        "Screening: not on record.",
        "Consent: not on record.",
        "Pain before needling: not asked.",
    )
    assert "Not counted. Disposal: not on record." in lines(it, "Accounted for")[0]


def test_a_consent_by_a_parent_that_was_taken_back_says_both() -> None:
    day, at = date(2026, 10, 6), NINE + timedelta(minutes=9)
    consent = ConsentGiven("2026-11", day, "Eve Example", "mother", False, at)
    said = lines(treated(consent=consent), "Before the needles")[1]
    assert (
        "by Eve Example (mother), not affirmed. Taken back Tuesday 6 October 2026, 09:34." in said
    )


def test_the_needles_are_accounted_for_with_what_went_wrong() -> None:
    it = treated(
        needle(1),
        needle(2),
        found=0,
        in_tray=1,
        disposed=2,
        differences=("2 went in, 1 were counted in the tray.",),
        incidents=("One needle missing. Then: It lay under the couch",),
    )
    assert lines(it, "Accounted for") == (
        "2 in, 2 out. Counted: 0 left in the patient, 1 in the tray. 2 in the sharps container.",
        "Difference at closing: 2 went in, 1 were counted in the tray.",
        "Incident: One needle missing. Then: It lay under the couch.",
    )


def test_none_said_and_nothing_said_are_two_things() -> None:
    silent, none = treated(needle()), treated(needle(), adverse=(), given=(), planned=())
    left = (
        "Before leaving the patient felt (not on record).",
        "Advice given: not on record.",
    )
    assert lines(silent, "After the needles") == ("Pain after needling: not asked.", *left)
    assert lines(none, "After the needles")[3:] == (
        "No harm to the patient was seen.",
        "Nothing else was given.",
        "Nothing further is planned.",
    )


def test_a_session_without_a_needle_says_so() -> None:
    it = treated()
    assert lines(it, "Needles") == ("No needle went in.",)
    assert lines(it, "Accounted for") == ()


def test_the_visit_says_which_session_it_is_where_when_and_with_whom() -> None:
    it = treated(letters="PT", earlier_on=(date(2026, 9, 1), date(2026, 9, 8)))
    assert lines(it, "Visit") == (
        "Session 3, Boulder, Tuesday 6 October 2026, 09:25 to 09:50. The last was on "
        "8 September 2026.",
        "Thea, PT.",
    )
    over_night = treated(closed_at=NINE + timedelta(hours=20))
    assert "09:25 to Wednesday 7 October 2026, 05:25." in lines(over_night, "Visit")[0]
    assert "opened Tuesday 6 October 2026, 09:25." in lines(treated(closed_at=None), "Visit")[0]


def test_the_therapists_words_stand_in_it_as_they_were_written() -> None:
    note = write(treated(), "Two lines,\n\nand “quotes”.", ITEMS)
    assert note.words == "Two lines,\n\nand “quotes”."
    assert json.loads(note.content)["words"] == note.words


def test_how_the_patient_left_and_what_changed_stands_after_the_needles() -> None:
    it = treated(
        needle(),
        pain_after=3,
        changes=("Pain: 6 of 10 before, 3 of 10 after: 3 points lower",),
        felt="light-headed (faint or sick)",
        advised="When to get help (spoken)",
        declined=("advice, because the bus was leaving",),
    )
    assert lines(it, "After the needles") == (
        "Pain after needling: 3 of 10.",
        "Pain: 6 of 10 before, 3 of 10 after: 3 points lower.",
        "Before leaving the patient felt light-headed (faint or sick).",
        "Advice given: When to get help (spoken).",
        "Not answered: advice, because the bus was leaving.",
    )


def test_where_no_needle_went_in_nothing_is_said_of_leaving() -> None:
    assert lines(treated(), "After the needles") == ()
