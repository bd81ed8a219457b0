"""Can a therapist, on a tablet, see what stops, decide, affirm, and open the session?"""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from filiform.records.intake import FindingDecided
from tests.cast import Cast, booked, consented, history_sent

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]


def test_from_the_day_to_the_open_session(
    tablet: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    visit = booked(cast_today)
    history_sent(cast_today, visit, anticoagulant="yes", warfarin_inr="not_warfarin")
    consented(cast_today, visit, affirmed=False)
    sign_in(tablet, cast_today.thea.user)
    day = visit.starts_local.date()
    tablet.goto(f"/day/?day={day}")
    axe(tablet)
    tablet.get_by_role("link", name="Decide").click()
    expect(tablet.get_by_text("Before the session may open")).to_be_visible()
    expect(tablet.get_by_role("button", name="Open the session")).to_have_count(0)
    axe(tablet)
    decide_everything(tablet)
    tablet.get_by_role("button", name="I explained the risks and answered the questions").click()
    axe(tablet)
    tablet.get_by_role("button", name="Open the session").click()
    tablet.wait_for_url(re.compile("/bedside/"))
    assert {one.decided_by for one in FindingDecided.objects.all()} == {cast_today.thea.user}


def decide_everything(tablet: Page) -> None:
    waiting = tablet.locator("form.decide:visible")
    while waiting.count():
        form = waiting.first
        form.get_by_label("Adapt").check()
        form.get_by_label("Reason").fill("Thin needles, and press for two minutes.")
        form.get_by_role("button", name="Record the decision").click()
        expect(tablet.get_by_role("status")).to_contain_text("Recorded")


def test_the_source_is_one_tap_away(tablet: Page, cast_today: Cast, sign_in: SignIn) -> None:
    visit = booked(cast_today)
    history_sent(cast_today, visit, anticoagulant="yes", warfarin_inr="not_warfarin")
    sign_in(tablet, cast_today.thea.user)
    tablet.goto(f"/visits/{visit.key}/")
    finding = tablet.locator(".with-decision").first
    expect(finding.locator("details.source li").first).to_be_hidden()
    finding.locator("details.source summary").click()
    expect(finding.locator("details.source li").first).to_be_visible()
