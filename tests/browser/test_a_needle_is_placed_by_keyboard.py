"""Can a needle be placed without the picture: by list, by arrow keys, by what refers here?"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from filiform.domain.anatomy import Side
from filiform.knowledge import body
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import at_the_clinic, inside, opens_alone
from tests.cast import Cast, session_open

Look = Callable[[Page], None]
Bedside = Callable[[NeedlingSession], Page]
MOST_TABS = 60


def tab_to(page: Page, where: str) -> None:
    """By the Tab key alone, as somebody without a mouse comes there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(where) => document.activeElement.matches(where)", where):
            return
    raise AssertionError(f"Tab never comes to {where}")


def point(page: Page) -> str:
    return page.locator("#insert [name=point]").input_value()


def test_a_whole_insertion_by_keyboard_only(bedside: Bedside, cast_today: Cast, axe: Look) -> None:
    tablet = bedside(session_open(cast_today))
    expect(tablet.locator("svg[data-surface]")).to_be_visible()
    tab_to(tablet, ".by-list summary")
    tablet.keyboard.press("Enter")
    tab_to(tablet, "[data-where]")
    tablet.keyboard.type("Front of the u")
    expect(tablet.locator("[data-where]")).to_have_value("arm_front")
    tab_to(tablet, "[data-what]")
    expect(tablet.locator("[data-what] option:checked")).to_contain_text("Biceps")
    tab_to(tablet, "[data-which]")
    tablet.keyboard.type("Left")
    axe(tablet)
    tab_to(tablet, "[data-place-it]")
    tablet.keyboard.press("Enter")
    expect(tablet.locator("svg[data-surface]")).to_be_focused()
    expect(tablet.locator("svg[data-surface]")).to_have_attribute("data-shows", "female front")
    expect(tablet.locator("[data-tapped]")).to_contain_text("Front of the upper arm, left.")
    before = point(tablet)
    tablet.keyboard.press("ArrowDown")
    tablet.keyboard.press("Shift+ArrowRight")
    assert point(tablet) != before
    expect(tablet.get_by_label("Muscle or structure")).to_have_value("Biceps brachii")
    expect(tablet.locator("#site .where")).to_contain_text("Biceps brachii, left")
    axe(tablet)
    tab_to(tablet, "#insert-now")
    tablet.keyboard.press("Enter")
    inside(tablet, 1)
    at_the_clinic(tablet)
    placed = LedgerEntry.objects.get()
    assert (placed.target, placed.side) == ("biceps_brachii", "left")
    assert body.region_of(placed.face) == ("arm_front", Side.LEFT)


def test_arrows_say_each_place_they_come_to_and_stay_on_the_body(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(session_open(cast_today))
    chart = tablet.locator("svg[data-surface][data-shows]")
    chart.focus()
    tablet.keyboard.press("ArrowDown")
    heard = set()
    for _ in range(40):
        tablet.keyboard.press("ArrowUp")
        heard.add(tablet.locator("[data-tapped]").inner_text())
    assert len(heard) > 3
    assert any("Over: " in one for one in heard)
    assert point(tablet)


def test_what_commonly_refers_here_opens_its_place_also_without_a_network(
    bedside: Bedside, cast_today: Cast, complaints: Complaints, axe: Look
) -> None:
    for what in ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "htmx:(afterRequest|sendError)"):
        complaints.expect(what)
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.locator("#refers > summary").click()
    expect(tablet.locator("#refers .aid")).to_contain_text("No diagnosis")
    axe(tablet)
    tablet.context.set_offline(True)
    tablet.locator("#refers .referring > li").first.locator("summary").click()
    expect(tablet.locator("#refers .referring > li").first.locator("li").first).to_be_visible()
    name = tablet.locator("[data-refer]").first.inner_text()
    tablet.locator("[data-refer]").first.click()
    target, _, side = name.rpartition(" ")
    expect(tablet.locator("#site .where")).to_contain_text(f"{target}, {side}")
    expect(tablet.get_by_label("Muscle or structure")).to_have_value(target)
    assert point(tablet)
    expect(tablet.locator(".body-needle")).to_have_count(1)


def test_a_candidate_of_the_visits_page_is_placed_at_the_bedside(
    bedside: Bedside, cast_today: Cast
) -> None:
    session = session_open(cast_today)
    tablet = bedside(session)
    tablet.goto(f"/visits/{session.visit.key}/")
    tablet.get_by_role("link", name="Levator scapulae left").click()
    expect(tablet.locator("#site .where")).to_contain_text("Levator scapulae, left")
    assert "#" not in tablet.url


def test_the_atlas_is_read(bedside: Bedside, cast_today: Cast, axe: Look) -> None:
    tablet = bedside(session_open(cast_today))
    tablet.goto("/atlas/")
    tablet.get_by_label("Name").fill("rhomb")
    tablet.get_by_role("button", name="Find").click()
    axe(tablet)
    tablet.get_by_role("link", name="Rhomboid major").click()
    expect(tablet.locator(".body-lit svg")).to_be_visible()
    axe(tablet)
