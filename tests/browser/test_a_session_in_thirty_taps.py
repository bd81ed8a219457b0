"""How much effort is a whole session: from opening to the signed note, without typing?"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from filiform.domain.anatomy import Side
from filiform.knowledge import body
from filiform.records.sessions import NeedlingSession
from tests.browser.needling import at_the_clinic, inside
from tests.cast import Cast, ready

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
MOST_TAPS = 30
VIEW, FIGURE = "back", "female"


class Hand:
    """One finger; every touch of the glass is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, where: Locator) -> None:
        self.taps += 1
        where.click()

    def tap_skin(self, region: str, side: Side) -> None:
        """The middle of a place of the body, as the picture of the back shows it."""
        x, y = middle(region, side)
        scale = body.load().views[VIEW]
        surface = self.page.locator("svg[data-surface]")
        surface.scroll_into_view_if_needed()
        box = surface.bounding_box()
        assert box is not None
        at = {"x": x / scale.width * box["width"], "y": y / scale.height * box["height"]}
        self.taps += 1
        surface.click(position=at)


def middle(region: str, side: Side) -> tuple[float, float]:
    """Where the picture shows the middle of a place."""
    from filiform.domain.surface import BodyPoint

    points = [BodyPoint(face, 333_333, 333_333) for face in body.faces_of(region, side)]
    seen = [at for at in (body.on_page(one, VIEW, FIGURE) for one in points) if at]
    x, y = (sum(values) / len(seen) for values in zip(*seen, strict=True))
    return min(seen, key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2)


@pytest.fixture
def hand(tablet: Page, cast_today: Cast, sign_in: SignIn) -> Hand:
    """Thea's, before Ada's visit: everything is ready to open the session."""
    visit = ready(cast_today)
    sign_in(tablet, cast_today.thea.user)
    tablet.goto(f"/visits/{visit.key}/")
    return Hand(tablet)


def test_six_needles_from_opening_to_the_signed_note(hand: Hand, axe: Look) -> None:
    page = hand.page
    hand.tap(page.get_by_role("button", name="Open the session"))
    say_pain(hand, "before", 6)
    say_movement(hand, "before", "Turn the head, left", "Limited and painful")
    for number, (region, side) in enumerate(
        [(place, side) for place in ("calf", "thigh_back", "forearm_dorsal") for side in SIDES], 1
    ):
        hand.tap_skin(region, side)
        expect(page.locator("#site .where")).to_contain_text(f", {side.value}")
        if page.locator("#verdict").get_attribute("data-holds"):
            say_how(hand)
        hand.tap(page.locator("#insert-now"))
        inside(page, number)
    axe(page)
    take_all_out(hand)
    count(hand, 6)
    say_how_they_leave(hand)
    say_pain(hand, "after", 3)
    say_movement(hand, "after", "", "Limited")
    hand.tap(page.get_by_role("button", name="Close the session"))
    hand.tap(page.get_by_role("button", name="Sign: the note no longer changes"))
    expect(page.get_by_text("It no longer changes.")).to_be_visible()
    session = NeedlingSession.objects.get()
    placed = session.to_domain().ledger.insertions
    assert [one.side for one in placed] == [Side.LEFT, Side.RIGHT] * 3
    assert all(one.point and body.region_of(one.point.face)[1] is one.side for one in placed)
    print(f"\nA session of six needles: {hand.taps} taps, nothing typed.")
    assert hand.taps <= MOST_TAPS


SIDES = (Side.LEFT, Side.RIGHT)


def say_pain(hand: Hand, moment: str, value: int) -> None:
    """The panel of that moment stands open when it is due."""
    panel = hand.page.locator(f"#pain-{moment}")
    hand.tap(panel.locator(f"button[value='{value}']"))
    expect(panel.locator(".value")).to_have_text(f": {value} of 10")


def say_movement(hand: Hand, moment: str, which: str, extent: str) -> None:
    """The one of before stands chosen after the needles."""
    panel = hand.page.locator(f"#move-{moment}")
    if which:
        hand.tap(panel.get_by_text(which, exact=True))
    hand.tap(panel.get_by_role("button", name=extent, exact=True))
    expect(hand.page.locator(f"[data-measured={moment}]")).to_contain_text(extent.lower())


def say_how_they_leave(hand: Hand) -> None:
    """The third and the fourth question, one tap each."""
    hand.tap(hand.page.locator("[data-question=feeling]").get_by_role("button", name="Well"))
    hand.tap(hand.page.locator("[data-question=advice]").get_by_role("button", name="Told"))
    expect(hand.page.locator("[data-question=advice]")).to_contain_text("What to expect and do")
    at_the_clinic(hand.page)


def say_how(hand: Hand) -> None:
    """Along the skin, wherever the place asks for it."""
    hand.tap(hand.page.locator("#how").get_by_text("Along the skin"))
    expect(hand.page.locator("#verdict")).to_have_attribute("data-holds", "")


def take_all_out(hand: Hand) -> None:
    hand.tap(hand.page.get_by_role("button", name="All out"))
    planned = hand.page.get_by_role("button", name="Planned end")
    if planned.count():
        hand.tap(planned)
    inside(hand.page, 0)


def count(hand: Hand, needles: int) -> None:
    for field, number in (("found", 0), ("in_tray", needles)):
        hand.tap(hand.page.locator(f"[data-pad={field}]").get_by_text(str(number), exact=True))
    hand.tap(hand.page.get_by_role("button", name="Keep the count"))
    pad = hand.page.locator("[data-pad=needles]")
    hand.tap(pad.get_by_text(str(needles), exact=True))
    hand.tap(hand.page.get_by_role("button", name="Disposed of"))
    at_the_clinic(hand.page)


def test_over_the_lung_the_page_asks_how_before_anything_goes_in(hand: Hand, axe: Look) -> None:
    page = hand.page
    page.get_by_role("button", name="Open the session").click()
    hand.tap_skin("scapula_medial", Side.LEFT)
    page.locator("#likely button", has_text="Rhomboid major").first.click()
    expect(page.locator("#verdict")).to_have_attribute("data-holds", "how")
    expect(page.locator("[data-zone=pleura]")).to_be_attached()
    page.locator("#insert-now").click()
    expect(page.locator("#insert .error")).to_contain_text("Nothing was recorded")
    inside(page, 0)
    page.locator("#how").get_by_text("Along the skin").click()
    expect(page.locator("#verdict")).to_have_attribute("data-holds", "reason")
    axe(page)
    page.get_by_label("Why it is right here all the same").fill("Fold lifted off the ribs.")
    page.locator("#insert-now").click()
    inside(page, 1)
    at_the_clinic(page)
    (kept,) = NeedlingSession.objects.get().to_domain().ledger.insertions
    assert (kept.target, kept.override) == ("rhomboid_major", "Fold lifted off the ribs.")
    assert kept.technique.angle == "tangential"
    expect(page.locator(".body-needle[data-needle='1']")).to_be_attached()


def test_the_other_side_forgets_the_tapped_place(hand: Hand) -> None:
    page = hand.page
    page.get_by_role("button", name="Open the session").click()
    hand.tap_skin("calf", Side.LEFT)
    expect(page.locator("#insert [name=point]")).not_to_have_value("")
    page.locator("#place").get_by_text("Right", exact=True).click()
    expect(page.locator("#insert [name=point]")).to_have_value("")
    expect(page.locator("#likely button")).to_have_count(0)
