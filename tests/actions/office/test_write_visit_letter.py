"""What does the invitation in a letter say?"""

from icalendar import Calendar

from filiform.actions.booking.move_visit import move_visit
from filiform.actions.office.write_visit_letter import invitation, write_visit_letter
from filiform.outbound.letters import Letter
from tests.actions.proofs import letters_to
from tests.cast import DAY, Cast, booked


def test_a_visit_is_an_event_that_calendars_understand(cast: Cast) -> None:
    visit = booked(cast)
    read = Calendar.from_ical(letters_to(cast.ada.email)[0].calendar)
    (event,) = read.walk("VEVENT")
    assert (read["method"], read["version"]) == ("REQUEST", "2.0")
    assert event["dtstart"].dt == visit.starts_at
    assert event["dtend"].dt == visit.ends_at
    assert (int(event["sequence"]), str(event["status"])) == (0, "CONFIRMED")
    assert str(event["attendee"]) == f"mailto:{cast.ada.email}"
    assert "Pearl Street" in event["location"]


def test_it_says_nothing_of_needling_and_names_nobody(cast: Cast) -> None:
    text = invitation(booked(cast), at=cast.now)
    assert "needl" not in text.lower()
    assert all(word not in text for word in ("Ada", "Example"))


def test_a_move_changes_the_same_event(cast: Cast) -> None:
    visit = booked(cast, start=cast.start() + DAY)
    move_visit(visit=visit, starts_at=visit.starts_at + DAY, at=cast.now, by=None)
    first, last = (
        Calendar.from_ical(one.calendar).walk("VEVENT")[0] for one in letters_to(cast.ada.email)
    )
    assert first["uid"] == last["uid"]
    assert (int(first["sequence"]), int(last["sequence"])) == (0, 1)
    assert last["dtstart"].dt == visit.starts_at + DAY


def test_one_reason_is_one_letter(cast: Cast) -> None:
    visit, letter = booked(cast), Letter("Hello", "Hello")
    for _ in range(2):
        write_visit_letter(letter=letter, visit=visit, once="hello", at=cast.now)
    assert [one.once for one in letters_to(cast.ada.email)][1:] == ["hello"]
