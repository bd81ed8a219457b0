"""Is a place without a network judged by the same rules, and does the needle obey them?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from filiform.domain.anatomy import Zone
from filiform.domain.surface import FACES, BodyPoint
from filiform.domain.technique import Angle, Technique, Tilt
from filiform.knowledge import body
from filiform.knowledge.safety import VERSION
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import MODULES, at_the_clinic, inside, kept_here, opens_alone
from tests.cast import Cast, history_sent, needle_in, session_open

Bedside = Callable[[NeedlingSession], Page]
CHECKED = f"Checked on this device, with the rules of {VERSION}."
SAID = {"technique": Technique(Angle.TANGENTIAL, Tilt.NONE)}
EVERY_WORD = """(site) => {
  const [words, walker] = [[], document.createTreeWalker(site, NodeFilter.SHOW_TEXT)];
  while (walker.nextNode()) words.push(walker.currentNode.textContent);
  return words.join(" ");
}"""
IS_KNOWN = """async (place) => {
  const [{ openKnown }, { Vault }] = await Promise.all(
    ["known", "vault"].map((name) => import(`MODULES/${name}.js`)));
  return (await openKnown({ vault: await Vault.open(), place })) !== null;
}""".replace("MODULES/", MODULES)
HOW_LONG = """async () => {
  const [{ check }, { siteOf }, { figuresOf, openKnown }, { Vault }] = await Promise.all(
    ["safety", "place-check", "known", "vault"].map((n) => import(`MODULES/${n}.js`)));
  const { user, session } = document.querySelector("[data-bedside]").dataset;
  const kept = await openKnown({ vault: await Vault.open(), place: { user, session } });
  const inside = Object.keys(kept.table.targets).slice(0, 12);
  const technique = { angle: null, tilt: null, grip: null };
  const place = { target: "rhomboid_major", side: "left", gauge_mm: "0.25", length_mm: 40 };
  const spots = inside.map((target) => ({ target, side: "right", zones: ["pleura"] }));
  const own = figuresOf(kept.table, place.target);
  const begun = performance.now();
  for (let n = 0; n < 1000; n += 1) {
    const site = siteOf(kept, { ...place, technique, posture: null, zones: [] }, spots);
    check(site, kept.table.rules, own);
  }
  return (performance.now() - begun) / 1000;
}""".replace("MODULES/", MODULES)


@pytest.fixture(autouse=True)
def _without_a_network(complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("ERR_FAILED")
    complaints.expect("htmx:(afterRequest|sendError)")


@pytest.fixture
def alone(bedside: Bedside, cast_today: Cast) -> Page:
    """Thea's tablet, which has just lost the network."""
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    return tablet


def choose(tablet: Page, muscle: str, length: str) -> None:
    tablet.get_by_label("Length, mm").select_option(length)
    tablet.get_by_label("Muscle or structure").fill(muscle)
    tablet.get_by_label("Left", exact=True).check()
    expect(tablet.locator("#site .where")).to_contain_text(f"{muscle}, left")
    expect(tablet.locator("#verdict")).to_contain_text(CHECKED)


def refused(tablet: Page, words: str) -> None:
    tablet.locator("#insert-now").click()
    expect(tablet.locator("#insert-error")).to_contain_text(words)
    expect(tablet.locator("#insert-error")).to_contain_text("Nothing was recorded.")
    inside(tablet, 0)


def test_what_the_lung_forbids_is_forbidden_without_a_network_too(
    alone: Page, axe: Callable[[Page], None]
) -> None:
    choose(alone, "Rhomboid major", "40")
    refused(alone, "Say the angle")
    alone.get_by_label("Straight in").check()
    expect(alone.locator("#verdict")).to_contain_text("No reason lifts this")
    expect(alone.get_by_label("Why it is right here all the same")).to_have_count(0)
    axe(alone)
    refused(alone, "No reason lifts this")
    alone.get_by_label("Along the skin").check()
    expect(alone.locator("#verdict")).not_to_contain_text("No reason lifts this")
    refused(alone, "Write why it is right here all the same")
    alone.get_by_label("Why it is right here all the same").fill("Along the rib, in view.")
    axe(alone)
    alone.locator("#insert-now").click()
    inside(alone, 1)
    kept_here(alone, 1)
    alone.context.set_offline(False)
    at_the_clinic(alone)
    entry = LedgerEntry.objects.get()
    assert (entry.override, entry.angle) == ("Along the rib, in view.", "tangential")


def test_an_arm_goes_in_without_a_word(alone: Page) -> None:
    choose(alone, "Biceps brachii", "25")
    expect(alone.locator("#verdict .stop, #verdict .decide")).to_have_count(0)
    alone.locator("#insert-now").click()
    inside(alone, 1)
    kept_here(alone, 1)


def test_reason_and_source_lie_behind_one_tap(alone: Page) -> None:
    choose(alone, "Rhomboid major", "40")
    finding = alone.locator("#verdict details.finding").first
    expect(finding.locator(".word")).to_contain_text("Stop")
    expect(finding.locator("li").first).to_be_hidden()
    finding.locator("summary").click()
    expect(finding.locator("li").first).to_be_visible()
    expect(finding.locator(".nearest")).to_contain_text("13 mm, skin to lung")
    expect(alone.locator(".depths .mm").first).to_be_hidden()
    alone.locator("#published > summary").click()
    expect(alone.locator(".depths .mm").first).to_have_text("13")
    expect(alone.locator("#near > summary")).to_contain_text("Lung and pleura")
    expect(alone.locator("#near .facts").first).to_be_hidden()
    alone.locator("#near > summary").click()
    expect(alone.locator("#near .facts").first).to_be_visible()
    expect(alone.locator("#near")).to_contain_text("Avoid")


@pytest.mark.parametrize(
    ("target", "place"),
    [("rhomboid_major", "interscapular"), ("triceps_medial", "arm_back")],
)
def test_the_device_tells_of_a_place_what_the_clinic_tells(
    bedside: Bedside, cast_today: Cast, target: str, place: str
) -> None:
    """Every word of the panel: claims, hazards under the point, figures, sources, marks."""
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.locator(".by-list > summary").click()
    place_by_list(tablet, place, target)
    expect(tablet.locator("#verdict[data-for]")).to_be_attached()
    clinic = words(tablet)
    tablet.context.set_offline(True)
    place_by_list(tablet, place, target)
    expect(tablet.locator("#verdict")).to_contain_text(CHECKED)
    assert words(tablet) == clinic


def place_by_list(tablet: Page, place: str, target: str) -> None:
    tablet.locator("[data-where]").select_option(place)
    tablet.locator("[data-what]").select_option(target)
    tablet.locator("[data-which]").select_option("left")
    tablet.locator("[data-place-it]").click()


def words(tablet: Page) -> str:
    """Every word of the panel in its order, also those behind a tap; not who checked it."""
    said: str = tablet.locator("#site").evaluate(EVERY_WORD)
    plain = " ".join(re.findall(r"\w+", said)) + " "
    for one in ("Its sheet in the atlas, beside this page", CHECKED):
        plain = plain.replace(" ".join(re.findall(r"\w+", one)) + " ", "")
    return plain


def test_the_clinics_own_panel_takes_over_when_the_network_is_back(alone: Page) -> None:
    choose(alone, "Rhomboid major", "40")
    alone.get_by_label("Along the skin").check()
    alone.context.set_offline(False)
    alone.get_by_label("Length, mm").select_option("30")
    expect(alone.locator("#verdict[data-for]")).to_be_attached()
    expect(alone.locator("#verdict")).not_to_contain_text(CHECKED)
    expect(alone.get_by_label("Along the skin")).to_be_checked()


def test_a_killed_tab_opens_again_and_still_checks(alone: Page) -> None:
    again = alone.context.new_page()
    alone.close()
    again.goto("/bedside/")
    choose(again, "Rhomboid major", "40")
    again.get_by_label("Straight in").check()
    refused(again, "No reason lifts this")


def test_the_screening_speaks_without_a_network(bedside: Bedside, cast_today: Cast) -> None:
    session = session_open(cast_today)
    history_sent(cast_today, session.visit, skin_problem="yes", skin_places=["ARM:left"])
    tablet = bedside(session)
    opens_alone(tablet)
    tablet.context.set_offline(True)
    choose(tablet, "Biceps brachii", "25")
    expect(tablet.locator("#verdict .stop")).to_contain_text("skin")
    refused(tablet, "Write why it is right here all the same")


def test_a_needle_on_the_other_side_of_the_chest_speaks_too(alone: Page) -> None:
    choose(alone, "Infraspinatus", "25")
    alone.locator("#insert-now").click()
    inside(alone, 1)
    before = alone.locator("#verdict details.finding")
    alone.get_by_label("Muscle or structure").fill("Infraspinatus")
    alone.get_by_label("Right", exact=True).check()
    expect(alone.locator("#site .where")).to_contain_text("Infraspinatus, right")
    expect(before.filter(has_text="both sides")).not_to_have_count(0)


def test_skin_over_the_lung_speaks_where_a_needle_went_in_before(
    bedside: Bedside, cast_today: Cast
) -> None:
    """The deltoid is no place over the lung; the tapped skin is, and the device knows it."""
    session = session_open(cast_today)
    face = next(face for face in range(FACES) if body.zones_at(face) == {Zone.PLEURA})
    needle_in(cast_today, session, point=BodyPoint(face, 0, 0), override="Seen.", **SAID)
    tablet = bedside(session)
    opens_alone(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_label("Muscle or structure").fill("Infraspinatus")
    tablet.get_by_label("Right", exact=True).check()
    expect(tablet.locator("#verdict")).to_contain_text(CHECKED)
    expect(tablet.locator("#verdict")).to_contain_text("over both lungs")


def test_rules_of_another_version_than_the_patients_answers_are_not_used(
    bedside: Bedside, cast_today: Cast
) -> None:
    """A new rule may ask for an answer that an older one did not; silence would be milder."""
    session = session_open(cast_today)
    tablet = bedside(session)
    opens_alone(tablet)
    newer = {"ok": True, "table": "/bedside/rules/of-tomorrow/", "patient": {}}
    tablet.route("**/known/**", lambda route: route.fulfill(json=newer))
    tablet.reload()
    opens_alone(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_label("Muscle or structure").fill("Infraspinatus")
    tablet.get_by_label("Left", exact=True).check()
    expect(tablet.locator("#site")).to_contain_text("Not checked")


def test_what_the_device_was_never_told_is_not_checked(
    bedside: Bedside, cast_today: Cast, tablet: Page
) -> None:
    tablet.route("**/known/**", lambda route: route.abort())
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_label("Muscle or structure").fill("Infraspinatus")
    tablet.get_by_label("Left", exact=True).check()
    expect(tablet.locator("#site")).to_contain_text("Not checked")
    tablet.locator("#insert-now").click()
    inside(tablet, 1)


def test_a_check_takes_less_than_a_millisecond(alone: Page) -> None:
    milliseconds = alone.evaluate(HOW_LONG)
    print(f"one check: {milliseconds:.3f} ms")
    assert milliseconds < 1


def test_what_was_told_beforehand_is_gone_after_signing_out(
    bedside: Bedside, cast_today: Cast
) -> None:
    session = session_open(cast_today)
    tablet = bedside(session)
    opens_alone(tablet)
    place = {"user": str(cast_today.thea.user.pk), "session": str(session.key)}
    assert tablet.evaluate(IS_KNOWN, place)
    tablet.get_by_role("button", name="Sign out").click()
    expect(tablet.get_by_role("link", name="Sign in")).to_be_visible()
    assert not tablet.evaluate(IS_KNOWN, place)
