"""What holds for a therapist's secret calendar address?"""

from icalendar import Calendar

from filiform.actions.clinic.renew_feed import feed_of, renew_feed
from filiform.records.reminders import CalendarFeed
from tests.actions.proofs import line
from tests.cast import Cast, booked


def test_only_its_digest_is_kept_and_a_new_one_ends_the_old_one(cast: Cast) -> None:
    renew_feed(therapist=cast.thea, word="a" * 40, at=cast.now, by=cast.thea.user)
    first = CalendarFeed.objects.get().digest
    renew_feed(therapist=cast.thea, word="b" * 40, at=cast.now, by=cast.thea.user)
    kept = CalendarFeed.objects.get()
    assert kept.digest not in (first, "b" * 40)


def test_the_audit_knows_nothing_of_the_word(cast: Cast) -> None:
    renew_feed(therapist=cast.thea, word="a" * 40, at=cast.now, by=cast.thea.user)
    written = line("renew_feed")
    assert "aaaa" not in f"{written.subject}{written.detail}"


def test_the_calendar_tells_times_and_places_and_no_patient(cast: Cast) -> None:
    visit = booked(cast)
    text = feed_of(cast.thea, [visit])
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["dtstart"].dt == visit.starts_at
    assert event["dtend"].dt == visit.ends_at
    assert str(visit.key) in event["url"]
    assert all(word not in text for word in ("Ada", "Example", "ada@", cast.ada.phone))
