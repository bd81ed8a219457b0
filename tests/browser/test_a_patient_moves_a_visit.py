"""Can a patient move a visit, wait for an earlier time, and take it when it is offered?"""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from filiform.records import access, links
from filiform.records.waiting import Offer
from tests.cast import DAY, Cast, booked
from tests.waiting import given_back

Look = Callable[[Page], None]


def test_a_visit_is_moved_and_an_earlier_time_is_taken(
    page: Page, cast_today: Cast, axe: Look
) -> None:
    visit = booked(cast_today, start=cast_today.start() + 4 * DAY)
    page.goto(reverse("visit", args=[access.visit_token(visit)]))
    page.get_by_text("Reminders and earlier times").click()
    axe(page)
    page.get_by_label("Which part of the day").select_option("any")
    page.get_by_role("button", name="Tell me when an earlier time is free").click()
    expect(page.get_by_text("You are on the list.")).to_be_visible()

    page.get_by_role("link", name="Move it to another time").click()
    axe(page)
    page.get_by_role("button", name="Move to").nth(3).click()
    expect(page.get_by_text("Moved:")).to_be_visible()

    given_back(cast_today)
    offer = Offer.objects.get()
    page.goto(reverse("offer", args=[links.token(links.OFFER, offer.key)]))
    expect(page.get_by_text("Kept for you until")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Take").click()
    expect(page.get_by_text("It is yours")).to_be_visible()
    visit.refresh_from_db()
    assert visit.starts_at == offer.starts_at
