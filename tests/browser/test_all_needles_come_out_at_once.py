"""Can a therapist call all needles out with two taps, and is each of them still accounted for?"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import at_the_clinic, inside, kept_here, leave_well, opens_alone
from tests.cast import Cast, needle_in

Look = Callable[[Page], None]
Bedside = Callable[[NeedlingSession], Page]


def deeds() -> list[str]:
    return sorted(LedgerEntry.objects.values_list("deed", flat=True))


def call(tablet: Page, why: str) -> None:
    tablet.locator("#all-out").click()
    tablet.get_by_role("button", name=why).click()


def count_and_dispose(tablet: Page, needles: int) -> None:
    tablet.get_by_label("Still in the patient").fill("0")
    tablet.get_by_label("In the tray").fill(str(needles))
    tablet.get_by_role("button", name="Keep the count").click()
    tablet.get_by_label("Put into the sharps container").fill(str(needles))
    tablet.get_by_role("button", name="Disposed of").click()


def test_a_patient_who_faints_is_told_of_first_then_each_needle_comes_out(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    tablet = bedside(needle_in(cast_today, needles=3))
    tablet.locator("#all-out").click()
    axe(tablet)
    tablet.get_by_role("button", name="Fainting").click()
    card = tablet.locator(".called-out")
    expect(card).to_contain_text("All out: fainting")
    expect(card).to_contain_text("Lay the patient flat, the legs up.")
    inside(tablet, 3)
    at_the_clinic(tablet)
    assert deeds() == ["all_out_called", *["inserted"] * 3]
    axe(tablet)
    tablet.get_by_role("button", name="Withdraw needle 2").click()
    inside(tablet, 2)
    tablet.get_by_role("button", name="All 2 are out").click()
    inside(tablet, 0)
    expect(card).to_have_count(0)
    expect(tablet.get_by_text("They came out in a hurry.")).to_be_visible()
    axe(tablet)
    count_and_dispose(tablet, 3)
    leave_well(tablet)
    at_the_clinic(tablet)
    tablet.get_by_role("button", name="Close the session").click()
    expect(tablet.get_by_text("All needles were called out (fainting) at")).to_be_visible()


def test_without_a_network_it_is_the_same(
    bedside: Bedside, cast_today: Cast, complaints: Complaints, axe: Look
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    tablet = bedside(needle_in(cast_today, needles=2))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    call(tablet, "Fainting")
    expect(tablet.locator(".called-out")).to_contain_text("Call a doctor if it does not settle.")
    kept_here(tablet, 1)
    tablet.reload()
    expect(tablet.locator(".called-out")).to_contain_text("All out: fainting")
    axe(tablet)
    tablet.get_by_role("button", name="All 2 are out").click()
    inside(tablet, 0)
    expect(tablet.get_by_text("They came out in a hurry.")).to_be_visible()
    count_and_dispose(tablet, 2)
    kept_here(tablet, 5)
    tablet.context.set_offline(False)
    at_the_clinic(tablet)
    assert deeds() == [
        "all_out_called",
        "counted",
        "disposed",
        *["inserted"] * 2,
        *["withdrawn"] * 2,
    ]


def test_a_patient_who_asks_is_no_patient_who_faints(bedside: Bedside, cast_today: Cast) -> None:
    tablet = bedside(needle_in(cast_today, needles=2))
    call(tablet, "The patient asks")
    expect(tablet.locator(".called-out")).to_contain_text("All out: the patient asked")
    expect(tablet.locator(".what-to-do")).to_have_count(0)
    at_the_clinic(tablet)
    assert LedgerEntry.objects.get(deed="all_out_called").reason == "patient_asks"


def small(tablet: Page) -> list[str]:
    """What a glove would miss."""
    touched = ".needles :is(button, summary, select, input):not([type=hidden])"
    found = tablet.locator(touched).evaluate_all(
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 55.5)"
        ".map(one => one.textContent || one.name)"
    )
    return list(found)


def test_it_is_all_big_enough_for_gloves_and_fits_a_phone(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(needle_in(cast_today, needles=3))
    tablet.set_viewport_size({"width": 390, "height": 844})
    tablet.locator("#current > summary").click()
    for opens in ("#other-minutes > summary", "#feels-1 > summary", "#all-out"):
        tablet.locator(opens).click()
        assert tablet.locator(".needles details[data-once][open]").count() == 1
        assert small(tablet) == []
        assert tablet.evaluate("document.documentElement.scrollWidth <= innerWidth")
