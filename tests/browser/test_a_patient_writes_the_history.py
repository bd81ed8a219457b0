"""Can a patient write the history on a phone, and is nothing lost on the way?"""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from filiform.actions.screening.save_answers import save_answers
from filiform.records.intake import HistorySent, Intake
from filiform.records.visits import Visit
from tests.browser.complaints import Complaints
from tests.calm import calm
from tests.cast import Cast, history_sent
from tests.web.intake.test_history import number
from tests.web.patient_links import coming, to

Look = Callable[[Page], None]
SAID = calm(41, complaint="My neck, since the race", diagnoses=["asthma"])
KINDS = ("since", "pain_now", "diagnoses", "after_visit", "chest_signs", "cauda_equina")
"""A question of every kind of screen."""


@pytest.fixture
def visit(cast_today: Cast) -> Visit:
    return coming(cast_today)


def screen(page: Page, visit: Visit, key: str) -> None:
    """Opens the screen that asks this."""
    page.goto(to("history", visit, number(key)))


def say(page: Page, key: str) -> None:
    """Gives the calm answer with a finger, whatever the screen offers."""
    said = SAID.get(key, [])
    words = said if isinstance(said, list) else [str(said)]
    for word in words:
        offered = page.locator(f"[name={key}][value='{word}']")
        if not offered.count():
            page.locator(f"textarea[name={key}]").fill(word)
        elif offered.evaluate("one => one.type") == "submit":
            offered.click()
        else:
            offered.check(force=True)


def one_screen(page: Page) -> None:
    """Answers the screen and waits for the next."""
    before = page.url
    keys = page.locator("input[name=asked]").evaluate_all("all => all.map(one => one.value)")
    for key in keys:
        say(page, key)
    go = page.get_by_role("button", name="Next", exact=True)
    if go.count():
        go.click()
    elif not any(key in SAID for key in keys):
        page.get_by_role("link", name="Skip for now").click()
    page.wait_for_url(lambda url: url != before)


def test_from_the_letter_to_the_sent_history_with_one_thumb(page: Page, visit: Visit) -> None:
    """Each kind of screen; test_the_whole_journey.py answers every single one."""
    page.goto(to("visit", visit))
    page.get_by_role("link", name="Start my history").click()
    page.wait_for_url("**/history/1/")
    one_screen(page)
    rest = {key: said for key, said in SAID.items() if key not in ("complaint", *KINDS)}
    save_answers(visit=visit, answers=rest, at=timezone.now(), by=visit.patient.user)
    for key in KINDS:
        screen(page, visit, key)
        one_screen(page)
    page.goto(to("history", visit, "drawing"))
    one_screen(page)
    page.goto(to("history-review", visit))
    expect(page.get_by_text("Everything is answered.")).to_be_visible()
    page.get_by_role("button", name="Send my history to the clinic").click()
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
    sent = HistorySent.objects.get().answers
    assert (sent["complaint"], sent["pain_now"]) == ("My neck, since the race", 4)
    assert (sent["diagnoses"], sent["chest_signs"]) == (["asthma"], "no")
    page.get_by_role("link", name="Read the consent").click()
    expect(page.get_by_role("heading", name="Consent to dry needling")).to_be_visible()


def test_it_is_kept_while_it_is_typed_and_the_link_goes_on_there(page: Page, visit: Visit) -> None:
    screen(page, visit, "complaint")
    page.get_by_role("textbox").press_sequentially("My left shoul")
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    assert Intake.objects.get().answers == {"complaint": "My left shoul"}
    page.goto(to("visit", visit))
    page.get_by_role("link", name="Go on with my history").click()
    expect(page.get_by_role("heading", name="Since when?")).to_be_visible()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("textbox")).to_have_value("My left shoul")


def test_without_a_network_it_waits_on_the_phone_and_then_goes_on(
    page: Page, visit: Visit, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    screen(page, visit, "complaint")
    page.context.set_offline(True)
    page.get_by_role("textbox").fill("Written in a tunnel")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("It is held on this phone")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("Written in a tunnel")
    page.context.set_offline(False)
    page.wait_for_url(f"**{to('history', visit, number('since'))}")
    assert Intake.objects.get().answers == {"complaint": "Written in a tunnel"}


def test_a_page_left_before_it_was_kept_brings_the_words_back(
    page: Page, visit: Visit, complaints: Complaints
) -> None:
    complaints.expect("ERR_FAILED")
    screen(page, visit, "complaint")

    def unreachable(route: Route) -> None:
        route.abort()

    page.route("**/save/", unreachable)
    page.get_by_role("textbox").fill("Typed, then the phone died")
    expect(page.get_by_text("It is held on this phone")).to_be_visible()
    assert not Intake.objects.exists()
    page.unroute("**/save/")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Typed, then the phone died")
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    assert Intake.objects.get().answers == {"complaint": "Typed, then the phone died"}


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_words_behind_a_guest_networks_sign_in_are_held(
    page: Page, visit: Visit, kind: str
) -> None:
    screen(page, visit, "complaint")
    page.route("**/save/", lambda route: route.fulfill(body="Welcome", content_type=kind))
    page.get_by_role("textbox").fill("Typed in the waiting room")
    expect(page.get_by_text("It is held on this phone")).to_be_visible()
    page.unroute("**/save/")
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    assert Intake.objects.get().answers == {"complaint": "Typed in the waiting room"}


def test_too_many_words_stay_where_they_are(page: Page, visit: Visit) -> None:
    screen(page, visit, "complaint")
    words = "word " * 1000
    page.get_by_role("textbox").fill(words)
    expect(page.get_by_text("you wrote 4,999. Shorten it.")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_contain_text("What you wrote is still here.")
    expect(page.get_by_role("textbox")).to_have_value(words.strip())
    page.get_by_role("textbox").fill("Shorter")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(f"**{to('history', visit, number('since'))}")
    assert Intake.objects.get().answers == {"complaint": "Shorter"}


def test_the_other_tab_keeps_what_it_did_not_change(page: Page, visit: Visit) -> None:
    screen(page, visit, "complaint")
    other = page.context.new_page()
    screen(other, visit, "complaint")
    other.get_by_role("textbox").fill("The newer words")
    expect(other.get_by_text("Kept", exact=True)).to_be_visible()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(f"**{to('history', visit, number('since'))}")
    assert Intake.objects.get().answers == {"complaint": "The newer words"}


def test_an_emergency_fills_the_screen_at_once(page: Page, visit: Visit, axe: Look) -> None:
    screen(page, visit, "cauda_equina")
    page.get_by_role("button", name="I am not sure").click()
    expect(page.get_by_role("heading", name="Get help now")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Call 911")).to_be_in_viewport()
    expect(page.get_by_role("link", name=re.compile("Call the clinic"))).to_be_in_viewport()
    axe(page)
    page.get_by_role("link", name="Go on with the history").click()
    expect(page.get_by_role("alert")).to_contain_text("go to an emergency department now")
    axe(page)


def test_a_drawing_is_kept_as_it_is_drawn(page: Page, visit: Visit) -> None:
    page.goto(to("history", visit, "drawing"))
    page.evaluate("document.querySelector('.pain-views').scrollIntoView()")
    box = page.locator("svg[data-view=front]").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 40, steps=5)
    page.mouse.up()
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    assert [stroke["kind"] for stroke in Intake.objects.get().drawing] == ["sharp"]
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(f"**{to('history', visit, number('pain_words'))}")


def test_none_of_these_unticks_the_others(page: Page, visit: Visit) -> None:
    screen(page, visit, "after_visit")
    page.get_by_label("Scuba dive").check()
    page.get_by_label("None of these").check()
    expect(page.get_by_label("Scuba dive")).not_to_be_checked()
    page.get_by_label("Fly").check()
    expect(page.get_by_label("None of these")).not_to_be_checked()


@pytest.mark.parametrize(
    "key", ["complaint", "pain_now", "diagnoses", "cauda_equina", "skin_places", "after_visit"]
)
def test_every_kind_of_screen_can_be_used_by_everybody(
    page: Page, cast_today: Cast, visit: Visit, axe: Look, key: str
) -> None:
    history_sent(cast_today, visit, skin_problem="yes")
    screen(page, visit, key)
    axe(page)


def test_the_pages_around_it_can_be_used_by_everybody(
    page: Page, cast_today: Cast, visit: Visit, axe: Look
) -> None:
    page.goto(to("visit", visit))
    page.get_by_text("Cancel this visit").click()
    axe(page)
    page.goto(to("history", visit, "drawing"))
    axe(page)
    page.goto(to("history-review", visit))
    axe(page)
    history_sent(cast_today, visit)
    page.goto(to("history-sent", visit))
    axe(page)


def test_nothing_is_wider_than_the_phone_and_every_button_fits_a_thumb(
    page: Page, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit, skin_problem="yes")
    for key in ("complaint", "pain_now", "cauda_equina", "skin_places"):
        screen(page, visit, key)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        pressed = page.locator("main button, main .choices label, main .marks label, .back")
        heights = pressed.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert min(heights) >= 44
