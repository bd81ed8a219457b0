"""Do two open desks see each other's changes, and is a visit moved without a mouse or with one?"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from filiform.records.visits import Visit
from tests.browser.complaints import Complaints
from tests.browser.conftest import DESKTOP, TABLET, OpenPage
from tests.cast import Cast, booked

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]


def test_one_desk_moves_a_visit_and_the_other_sees_it(
    open_page: OpenPage,
    cast_today: Cast,
    sign_in: SignIn,
    axe: Look,
    complaints: Complaints,
) -> None:
    visit = booked(cast_today, start=cast_today.start(40))
    day = f"/desk/?center=boulder&day={visit.starts_local:%Y-%m-%d}"
    here, there = open_page(DESKTOP), open_page(TABLET)
    for desk, user in ((here, cast_today.otto), (there, cast_today.olive)):
        sign_in(desk, user)
        desk.goto(day)
    axe(there)
    by_key(here, visit, axe)
    expect(seen_with(there, "tara")).to_be_visible()
    by_hand(here, visit)
    expect(
        there.locator("[data-therapist=thea]").get_by_text("Ada Example", exact=True)
    ).to_be_visible()
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    there.context.set_offline(True)
    expect(there.get_by_text("There is no connection")).to_be_visible()
    there.context.set_offline(False)
    expect(there.get_by_text("There is no connection")).to_be_hidden()


def seen_with(page: Page, therapist: str) -> Locator:
    return page.locator(f"[data-therapist={therapist}]").get_by_text("Ada Example", exact=True)


def by_key(page: Page, visit: Visit, axe: Look) -> None:
    """To the next therapist's column, with nothing but keys; and the page says what was done."""
    page.get_by_role("link", name="Move Ada Example").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Move Ada Example")).to_be_visible()
    axe(page)
    expect(page.locator(".free button:focus")).to_have_count(1)
    if page.locator("[data-therapist=thea] .free button:focus").count():
        page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-therapist=tara] .free button:focus")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ada Example moved from")).to_be_visible()
    expect(page.locator(f"#open-{visit.key}")).to_be_focused()
    axe(page)


def by_hand(page: Page, visit: Visit) -> None:
    """The card is dragged to the first time that is free for it in Thea's column."""
    card = page.locator(f"#open-{visit.key}")
    card.hover()
    page.mouse.down()
    box = card.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40, steps=4)
    free = page.locator("[data-therapist=thea] .free.for-it").first
    expect(free).to_be_attached()
    free.scroll_into_view_if_needed()
    target = free.bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + 20, target["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator(f"[data-therapist=thea] #open-{visit.key}")).to_be_focused()
