"""Can a therapist with gloves record every needle, and close with all accounted for?"""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import at_the_clinic, insert, inside, leave_well, planned_end
from tests.cast import Cast, all_out, needle_in, session_open

Look = Callable[[Page], None]
Bedside = Callable[[NeedlingSession], Page]


def test_needles_go_in_twitch_and_come_out(bedside: Bedside, cast_today: Cast, axe: Look) -> None:
    tablet = bedside(session_open(cast_today))
    tablet.locator("#pain-before button[value='6']").click()
    expect(tablet.get_by_text("Pain now, before needling: 6 of 10")).to_be_visible()
    insert(tablet, "Infraspinatus", "Left")
    inside(tablet, 1)
    insert(tablet, "Supraspinatus", "Left")
    inside(tablet, 2)
    axe(tablet)
    tablet.get_by_role("button", name="A twitch at needle 1").click()
    expect(tablet.get_by_label("1 twitch", exact=True)).to_be_visible()
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    inside(tablet, 1)
    expect(tablet.locator("#saved")).to_have_text("All at the clinic.")


def test_one_tap_on_an_earlier_place_fills_the_form(bedside: Bedside, cast_today: Cast) -> None:
    tablet = bedside(needle_in(cast_today, target="infraspinatus"))
    tablet.get_by_role("button", name="Infraspinatus left").click()
    expect(tablet.get_by_label("Muscle or structure")).to_have_value("Infraspinatus")
    expect(tablet.get_by_label("Left", exact=True)).to_be_checked()
    tablet.locator("#insert-now").click()
    inside(tablet, 2)


def test_a_needle_that_is_too_long_wants_its_reason(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    tablet = bedside(session_open(cast_today))
    tablet.get_by_label("Length, mm").select_option("60")
    tablet.get_by_label("Muscle or structure").fill("Scalenus anterior")
    tablet.get_by_label("Right", exact=True).check()
    expect(tablet.locator("#site")).to_contain_text("longer than the table")
    axe(tablet)
    tablet.locator("#insert-now").click()
    expect(tablet.locator("#insert-error")).to_contain_text("Nothing was recorded.")
    assert not LedgerEntry.objects.exists()
    expect(tablet.get_by_label("Muscle or structure")).to_have_value("Scalenus anterior")
    tablet.get_by_label("Why it is right here all the same").fill("Under ultrasound.")
    tablet.locator("#insert-now").click()
    inside(tablet, 1)
    at_the_clinic(tablet)
    assert LedgerEntry.objects.get().override == "Under ultrasound."


def test_everything_at_the_bedside_is_big_enough_for_gloves(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(needle_in(cast_today, needles=2))
    small = tablet.locator(".needles button, #insert button").evaluate_all(
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 56)"
        ".map(one => one.textContent)"
    )
    assert small == []


def test_how_a_needle_is_led_is_asked_where_it_matters_and_said_with_two_taps(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    tablet = bedside(session_open(cast_today))
    tablet.get_by_label("Length, mm").select_option("30")
    tablet.get_by_label("Muscle or structure").fill("Trapezius, upper (descending) part")
    tablet.get_by_label("Left", exact=True).check()
    expect(tablet.locator("#finding-upper-trapezius-inward")).to_be_visible()
    axe(tablet)
    tablet.locator("#insert-now").click()
    expect(tablet.locator("#insert-error")).to_contain_text("Say the tilt first.")
    tablet.get_by_label("Nowhere").check()
    tablet.get_by_label("Lifted in a pincer").check()
    expect(tablet.locator("#finding-upper-trapezius-inward")).to_have_count(0)
    expect(tablet.locator("#finding-upper-trapezius-flat")).to_have_count(0)
    expect(tablet.get_by_label("Nowhere")).to_be_checked()
    expect(tablet.get_by_label("Lifted in a pincer")).to_be_checked()
    axe(tablet)
    heights = tablet.locator(".how .choices label:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 56
    tablet.locator("#insert-now").click()
    inside(tablet, 1)


def test_all_out_is_always_in_the_same_corner(bedside: Bedside, cast_today: Cast) -> None:
    tablet = bedside(needle_in(cast_today, needles=14))
    tablet.mouse.wheel(0, 900)
    expect(tablet.locator("#all-out")).to_be_in_viewport()
    planned_end(tablet)
    inside(tablet, 0)
    at_the_clinic(tablet)
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 14


def test_counted_disposed_of_and_closed(bedside: Bedside, cast_today: Cast, axe: Look) -> None:
    session = all_out(cast_today, needles=2)
    tablet = bedside(session)
    tablet.get_by_label("Still in the patient").fill("0")
    tablet.get_by_label("In the tray").fill("2")
    tablet.get_by_role("button", name="Keep the count").click()
    tablet.get_by_label("Put into the sharps container").fill("2")
    tablet.get_by_role("button", name="Disposed of").click()
    axe(tablet)
    leave_well(tablet)
    axe(tablet)
    tablet.get_by_role("button", name="Close the session").click()
    expect(tablet.get_by_text("2 in, 2 out, 2 counted, 2 disposed of")).to_be_visible()
    tablet.get_by_label("What was found and done").fill("Less pain when lifting the arm.")
    tablet.get_by_role("button", name="Keep the note").click()
    axe(tablet)
    tablet.get_by_role("button", name="Sign: the note no longer changes").click()
    expect(tablet.get_by_text("Less pain when lifting the arm.")).to_be_visible()
    tablet.get_by_label("Add to the note").fill("Warm pack advised.")
    tablet.get_by_role("button", name="Add beneath the note").click()
    expect(tablet.get_by_text("Warm pack advised.")).to_be_visible()


def test_a_needle_that_is_missing_keeps_the_session_open(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    tablet = bedside(all_out(cast_today, needles=2))
    tablet.get_by_label("Still in the patient").fill("0")
    tablet.get_by_label("In the tray").fill("1")
    tablet.get_by_role("button", name="Keep the count").click()
    tablet.get_by_label("Put into the sharps container").fill("1")
    tablet.get_by_role("button", name="Disposed of").click()
    expect(tablet.get_by_text("2 went in, 1 were counted in the tray.")).to_be_visible()
    axe(tablet)
    tablet.get_by_label("What was found out or done").fill("It lay behind the couch.")
    tablet.get_by_label("This resolves it").check()
    tablet.get_by_role("button", name="Keep beside the incident").click()
    leave_well(tablet)
    tablet.get_by_role("button", name="Close with the difference on record").click()
    expect(tablet.get_by_text("Closed with a difference")).to_be_visible()


def test_consent_withdrawn_lets_needles_only_come_out(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    tablet = bedside(needle_in(cast_today, needles=2))
    tablet.get_by_text("The patient says stop").click()
    tablet.get_by_role("button", name="Withdraw consent now").click()
    expect(tablet.get_by_role("alert")).to_contain_text("all needles out now")
    expect(tablet.locator("#insert-now")).to_have_count(0)
    axe(tablet)
    planned_end(tablet)
    inside(tablet, 0)


def test_where_the_device_keeps_nothing_the_forms_go_to_the_clinic_one_by_one(
    bedside: Bedside, cast_today: Cast, tablet: Page, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("htmx:(afterRequest|sendError)")
    tablet.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    tablet = bedside(session_open(cast_today))
    insert(tablet, "Infraspinatus", "Left")
    inside(tablet, 1)
    expect(tablet.locator("#saved")).to_have_text("Saved.")
    tablet.context.set_offline(True)
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    expect(tablet.locator("#saved")).to_contain_text("the network is away")
    inside(tablet, 1)
    tablet.context.set_offline(False)
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    inside(tablet, 0)
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 1


SLOW_DEVICE = """
const make = SubtleCrypto.prototype.generateKey;
const ready = new Promise((resolve) => { window.letGo = resolve; });
SubtleCrypto.prototype.generateKey = async function (...how) {
  await ready;
  return make.apply(this, how);
};
"""


def test_a_form_that_was_tapped_before_the_device_was_ready_is_heard_of_at_once(
    bedside: Bedside, cast_today: Cast, tablet: Page
) -> None:
    tablet.add_init_script(SLOW_DEVICE)
    held: list[Route] = []
    tablet.route("**/all-out/", lambda route: held.append(route))
    tablet = bedside(needle_in(cast_today, needles=3))
    planned_end(tablet)
    tablet.evaluate("letGo()")
    at_the_clinic(tablet)
    inside(tablet, 3)
    held[0].continue_()
    expect(tablet.locator(".in-patient strong")).to_have_text("0", timeout=3000)
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 3
