"""Do the planned time, a symptom and a current take a tap or two, with and without a network?"""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from filiform.records.incidents import Incident
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import at_the_clinic, inside, kept_here, opens_alone, planned_end
from tests.cast import Cast, history_sent, needle_in

Look = Callable[[Page], None]
Bedside = Callable[[NeedlingSession], Page]


def test_the_planned_time_is_said_once_when_it_is_reached(
    bedside: Bedside, cast_today: Cast, tablet: Page, complaints: Complaints, axe: Look
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    tablet.clock.install(time=datetime.now(UTC))
    tablet = bedside(needle_in(cast_today, needles=2))
    opens_alone(tablet)
    tablet.get_by_role("button", name="10 minutes").click()
    expect(tablet.get_by_role("button", name="10 minutes")).to_have_attribute(
        "aria-pressed", "true"
    )
    at_the_clinic(tablet)
    tablet.get_by_role("button", name="Sound").click()
    expect(tablet.get_by_role("button", name="Sound")).to_have_attribute("aria-pressed", "true")
    expect(tablet.locator("#alarm")).to_have_text("")
    tablet.context.set_offline(True)
    tablet.clock.fast_forward("09:00")
    expect(tablet.locator("#needle-1 [data-seconds]")).to_have_text("9 min")
    expect(tablet.locator("li.due")).to_have_count(0)
    tablet.clock.fast_forward("01:30")
    expect(tablet.locator("li.due")).to_have_count(2)
    expect(tablet.locator("#needle-1")).to_contain_text("Planned time reached")
    expect(tablet.locator("#alarm")).to_have_text("Planned time reached: needles 1, 2.")
    axe(tablet)
    tablet.get_by_role("button", name="15 minutes").click()
    expect(tablet.locator("li.due")).to_have_count(0)
    tablet.get_by_role("button", name="5 minutes", exact=True).click()
    tablet.reload()
    expect(tablet.locator("li.due")).to_have_count(2)
    expect(tablet.locator("#needle-1")).to_contain_text("Planned time reached")


def test_another_number_of_minutes_is_typed(bedside: Bedside, cast_today: Cast) -> None:
    tablet = bedside(needle_in(cast_today))
    tablet.locator("#other-minutes > summary").click()
    tablet.get_by_label("Minutes", exact=True).first.fill("0")
    tablet.get_by_role("button", name="Plan", exact=True).click()
    expect(tablet.locator("#form-plan-error")).to_contain_text("from 1 to 120")
    tablet.get_by_label("Minutes", exact=True).first.fill("12")
    tablet.get_by_role("button", name="Plan", exact=True).click()
    expect(tablet.locator(".retention legend")).to_have_text("Planned minutes in: 12")
    at_the_clinic(tablet)
    assert LedgerEntry.objects.get(deed="retention_planned").minutes == 12


def test_a_symptom_takes_two_taps_and_says_what_to_do(
    bedside: Bedside, cast_today: Cast, complaints: Complaints, axe: Look
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    tablet = bedside(needle_in(cast_today, needles=2))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_label("A symptom at needle 2").click()
    axe(tablet)
    tablet.get_by_role("button", name="Electric or shooting").click()
    row = tablet.locator("#needle-2")
    expect(row.locator(".felt")).to_contain_text("withdraw this needle at once")
    expect(row.get_by_role("button", name="Withdraw needle 2")).to_be_visible()
    expect(tablet.locator("#needle-1 .felt")).to_be_empty()
    kept_here(tablet, 1)
    tablet.context.set_offline(False)
    at_the_clinic(tablet)
    expect(row.locator(".felt")).to_contain_text("withdraw this needle at once")
    axe(tablet)
    noted = LedgerEntry.objects.get(deed="symptom_noted")
    assert noted.symptom == "electric"


def test_a_current_is_recorded_as_the_device_shows_it(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    session = needle_in(cast_today, needles=2)
    tablet = bedside(needle_in(cast_today, session, target="temporalis"))
    tablet.locator("#current > summary").click()
    expect(tablet.locator("#finding-current-at-head-or-neck")).to_be_visible()
    tablet.get_by_label("To needle").select_option("3")
    tablet.get_by_role("button", name="Record the current").click()
    expect(tablet.locator("#form-current-error")).to_contain_text("Look at the device.")
    tablet.get_by_label("Hz").fill("2.5")
    tablet.get_by_label("Pulse, µs").fill("200")
    tablet.get_by_label("Intensity as shown").fill("4.5 mA")
    tablet.locator("#current-minutes").fill("10")
    axe(tablet)
    tablet.get_by_role("button", name="Record the current").click()
    expect(tablet.locator(".currents")).to_have_text(
        "1 and 3: channel 1, 2.5 Hz, 200 µs, 4.5 mA, 10 min"
    )
    at_the_clinic(tablet)
    expect(tablet.locator(".currents li")).to_be_visible()
    assert not Incident.objects.exists()


def test_no_current_is_offered_to_a_patient_with_an_implanted_device(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    session = needle_in(cast_today, needles=2)
    device = {"implanted_device": "yes", "device_places": ["THORAX-ANT:left"]}
    history_sent(cast_today, session.visit, **device)
    tablet = bedside(session)
    tablet.locator("#current > summary").click()
    expect(tablet.locator("#current")).to_contain_text("no electrical stimulation through needles")
    expect(tablet.get_by_role("button", name="Record the current")).to_have_count(0)
    axe(tablet)


def test_the_closing_reminds_of_what_hides_a_needle(
    bedside: Bedside, cast_today: Cast, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    session = needle_in(cast_today, target="temporalis")
    tablet = bedside(needle_in(cast_today, session, site="under the towel"))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    planned_end(tablet)
    reminders = ["Look under hair: needle 1 (Temporalis left)"]
    reminders += ["Look under the towel: needle 2 (Deltoid, middle (acromial) part left)"]
    expect(tablet.locator(".reminder")).to_have_text(reminders)
    tablet.context.set_offline(False)
    at_the_clinic(tablet)
    expect(tablet.locator(".closing[data-step=count] .reminder")).to_have_text(reminders)


def test_where_the_device_keeps_nothing_it_is_all_the_same(
    bedside: Bedside, cast_today: Cast, tablet: Page, axe: Look
) -> None:
    tablet.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    tablet = bedside(needle_in(cast_today, needles=2))
    tablet.get_by_role("button", name="20 minutes").click()
    expect(tablet.locator(".retention legend")).to_have_text("Planned minutes in: 20")
    tablet.get_by_label("A symptom at needle 1").click()
    tablet.get_by_role("button", name="Dull ache").click()
    expect(tablet.locator("#needle-1 .felt")).to_contain_text("A heavy or dull ache")
    tablet.locator("#all-out").click()
    tablet.get_by_role("button", name="Fainting").click()
    expect(tablet.locator(".called-out")).to_contain_text("Lay the patient flat, the legs up.")
    axe(tablet)
    tablet.get_by_role("button", name="All 2 are out").click()
    inside(tablet, 0)
