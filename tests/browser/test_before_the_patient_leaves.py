"""Is the patient measured twice, asked four things, and let go with a word; and as last time?"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from filiform.domain.anatomy import Side
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Angle, Technique
from filiform.knowledge import body
from filiform.records.sessions import NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import (
    MODULES,
    at_the_clinic,
    inside,
    kept_here,
    leave_well,
    opens_alone,
)
from tests.cast import Cast, accounted, booked, history_sent, needle_in, session_open, signed

Look = Callable[[Page], None]
Bedside = Callable[[NeedlingSession], Page]
HELD = """async () => {
  const [{ currentHeld }, { Vault }] = await Promise.all(
    ["place-check", "vault"].map((name) => import(`MODULES/${name}.js`)));
  const { user, session } = document.querySelector("[data-bedside]").dataset;
  const told = JSON.parse(document.getElementById("told").textContent);
  const needles = told.facts.filter((one) => one.fact === "inserted");
  const bedside = { vault: await Vault.open(), place: { user, session }, state: { needles } };
  return currentHeld(bedside, needles.map((one) => one.id));
}""".replace("MODULES/", MODULES)
CALF = BodyPoint(min(body.faces_of("calf", Side.LEFT)), 300_000, 500_000)


def try_movement(tablet: Page, moment: str, degrees: str) -> None:
    panel = tablet.locator(f"#move-{moment}")
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()
    panel.get_by_text("Turn the head, left", exact=True).click()
    panel.get_by_text("In degrees").click()
    for digit in degrees:
        panel.locator("[data-digits] button", has_text=digit).click()
    panel.get_by_role("button", name="Limited", exact=True).click()
    expect(tablet.locator(f"[data-measured={moment}]")).to_contain_text(f"limited, {degrees}°")


def test_measured_twice_unwell_and_let_go_with_a_word(
    bedside: Bedside, cast_today: Cast, axe: Look
) -> None:
    session = session_open(cast_today)
    tablet = bedside(session)
    try_movement(tablet, "before", "45")
    axe(tablet)
    at_the_clinic(tablet)
    accounted(cast_today, needle_in(cast_today, session))
    tablet.reload()
    tablet.locator("#unwell-why > summary").click()
    axe(tablet)
    tablet.locator("#unwell-why button", has_text="Faint or sick").click()
    expect(tablet.get_by_text("Lay the patient flat, the legs up.")).to_be_visible()
    tablet.locator("[data-question=advice]").get_by_role("button", name="Told").click()
    expect(tablet.locator("[data-question=advice]")).to_contain_text("After feeling faint")
    try_movement(tablet, "after", "60")
    expect(tablet.locator(".changes")).to_contain_text("15 degrees higher")
    axe(tablet)
    tablet.get_by_role("button", name="Close the session").click()
    expect(tablet.get_by_text("Write beside the incident what was done").first).to_be_visible()
    tablet.get_by_label("What was found out or done").fill("Lay flat, well after ten minutes.")
    tablet.get_by_role("button", name="Keep beside the incident").click()
    tablet.get_by_role("button", name="Close the session").click()
    expect(tablet.get_by_text("felt unwell (faint or sick)")).to_be_visible()
    expect(tablet.get_by_text("not an effect of the needles").first).to_be_visible()
    axe(tablet)


def two_visits(cast: Cast) -> NeedlingSession:
    """The second of them, open; at the first two needles went in."""
    first = session_open(cast)
    led = {"technique": Technique(Angle.OBLIQUE), "point": CALF}
    signed(cast, needle_in(cast, needle_in(cast, first, target="soleus", **led)))
    NeedlingSession.objects.update(opened_at=cast.now.replace(year=2020))
    return session_open(cast, booked(cast, start=cast.start(1)))


def test_as_last_time_is_placed_one_by_one(bedside: Bedside, cast_today: Cast, axe: Look) -> None:
    session = two_visits(cast_today)
    tablet = bedside(session)
    tablet.get_by_text("As last time,").click()
    axe(tablet)
    plan = tablet.locator(".plan li")
    plan.filter(has_text="Soleus").get_by_role("button").click()
    expect(tablet.locator("#site .where")).to_contain_text("Soleus, left")
    expect(tablet.locator("#angle-oblique")).to_be_checked()
    expect(tablet.locator("#insert [name=point]")).to_have_value(str(CALF.plain()).replace(" ", ""))
    inside(tablet, 0)
    tablet.locator("#insert-now").click()
    inside(tablet, 1)
    expect(plan.filter(has_text="Soleus")).to_contain_text("placed")
    expect(plan.filter(has_text="Deltoid").locator(".is-placed")).to_be_hidden()
    at_the_clinic(tablet)
    (kept,) = session.to_domain().ledger.insertions
    assert (kept.target, kept.point, kept.technique.angle) == ("soleus", CALF, Angle.OBLIQUE)


@pytest.fixture
def _no_network(complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("ERR_FAILED")
    complaints.expect("htmx:(afterRequest|sendError)")


@pytest.mark.usefixtures("_no_network")
def test_without_a_network_the_middle_line_and_the_answers_are_the_same(
    bedside: Bedside, cast_today: Cast
) -> None:
    led: dict[str, Any] = {"technique": Technique(Angle.TANGENTIAL), "override": "Along the rib."}
    session = needle_in(cast_today, needles=2, target="rhomboid_major", **led)
    tablet = bedside(session)
    opens_alone(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_label("Muscle or structure").fill("Interspinous ligament (lumbar)")
    tablet.get_by_label("Muscle or structure").blur()
    expect(tablet.locator("#place").get_by_text("Left", exact=True)).to_be_hidden()
    expect(tablet.locator("#place [value=middle]")).to_be_checked()
    tablet.locator("#pain-before > summary").click()
    tablet.locator("#pain-before button[value='6']").click()
    expect(tablet.locator("#pain-before .value")).to_have_text(": 6 of 10")
    kept_here(tablet, 1)
    tablet.context.set_offline(False)
    at_the_clinic(tablet)
    assert session.visit.pain.get(moment="before").value == 6
    accounted(cast_today, session)
    tablet.reload()
    leave_well(tablet)
    expect(tablet.locator("[data-question=advice]")).to_contain_text("Needled near the lung")


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("device", ["yes", "no"])
def test_a_current_is_held_without_a_network_as_it_is_with_one(
    bedside: Bedside, cast_today: Cast, device: str
) -> None:
    session = needle_in(cast_today, needles=2)
    answers = {"implanted_device": device}
    answers |= {"device_places": ["THORAX-ANT:left"]} if device == "yes" else {}
    history_sent(cast_today, session.visit, **answers)
    tablet = bedside(session)
    opens_alone(tablet)
    tablet.context.set_offline(True)
    assert ("no electrical stimulation" in tablet.evaluate(HELD)) is (device == "yes")
