"""Is a patient who has trouble after needling told at once, on a phone, what to do?"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.alerts import Alert
from tests.cast import Cast, all_out
from tests.web.aftercare.test_check_in import FINE
from tests.web.patient_links import to

Look = Callable[[Page], None]


@pytest.fixture
def check_in(cast_today: Cast) -> CheckIn:
    return all_out(cast_today).check_ins.get(hours=24)


def tap(page: Page, key: str, word: str) -> None:
    page.locator(f"input[name={key}][value='{word}']").check(force=True)


def test_one_minute_and_what_to_do_follows(page: Page, check_in: CheckIn, axe: Look) -> None:
    page.goto(to("aftercare-check-in", check_in))
    axe(page)
    for key, word in FINE.items():
        if word:
            tap(page, key, word)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="What to do now")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="When to get help")).to_be_attached()
    axe(page)
    assert CheckInAnswered.objects.get().urgency == "self_care"


@pytest.mark.parametrize("word", ["yes", "unsure"])
def test_trouble_breathing_is_answered_before_anything_is_sent(
    page: Page, check_in: CheckIn, axe: Look, word: str
) -> None:
    page.goto(to("aftercare-check-in", check_in))
    expect(page.locator("#breathless .at-once")).to_be_hidden()
    tap(page, "breathless", word)
    expect(page.locator("#breathless .at-once")).to_contain_text("Go to an emergency department")
    axe(page)
    page.locator("#breathless").get_by_role("button", name="Tell the clinic").click()
    expect(
        page.get_by_role("heading", name="Go to the emergency department now")
    ).to_be_in_viewport()
    expect(page.get_by_role("link", name="Call 911").first).to_be_in_viewport()
    axe(page)
    assert Alert.objects.get().level == "emergency"


def test_what_was_left_out_is_asked_for_and_nothing_is_lost(
    page: Page, check_in: CheckIn, axe: Look
) -> None:
    page.goto(to("aftercare-check-in", check_in))
    page.get_by_label("Is there anything else").fill("Slept badly")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert").first).to_contain_text("What you answered is kept")
    expect(page.get_by_label("Is there anything else")).to_have_value("Slept badly")
    axe(page)


def test_the_advice_can_be_read_by_everybody_and_printed(
    page: Page, cast_today: Cast, axe: Look
) -> None:
    page.goto(reverse("aftercare"))
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Use a warm or a cold pack")).to_be_visible()
