"""Does a patient see how the pain has gone, light and dark, on a phone and a desk?"""

from collections.abc import Callable
from typing import Literal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from filiform.actions.needling.record_pain import record_pain
from filiform.domain.outcomes import Moment
from filiform.records.people import User
from tests.cast import Cast, closed, new_id
from tests.web.patient_links import coming

Look = Callable[[Page], None]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def ada(cast_today: Cast) -> User:
    """Ada, after one visit, before the next."""
    coming(cast_today)
    session = closed(cast_today)
    by = cast_today.thea.user
    for moment, value in ((Moment.BEFORE, 7), (Moment.AFTER, 4)):
        record_pain(
            session=session, id=new_id(), moment=moment, value=value, at=cast_today.now, by=by
        )
    return cast_today.ada.user


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_readable(
    page: Page, ada: User, sign_in: SignIn, axe: Look, scheme: Literal["light", "dark"]
) -> None:
    sign_in(page, ada)
    page.emulate_media(color_scheme=scheme)
    page.goto(reverse("my-visits"))
    chart = page.get_by_role("img", name="Pain before and after needling, 0 to 10")
    expect(chart).to_be_visible()
    expect(page.get_by_text("One visit is not yet a course")).to_be_visible()
    row = page.locator(".course-table tbody tr")
    expect(row).to_have_count(1)
    assert row.locator(".number").all_inner_texts() == ["7", "4"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    letters = chart.locator("text").first.bounding_box()
    assert letters is not None
    assert letters["height"] >= 11
    axe(page)


def test_the_next_visit_leads_to_what_is_to_do(desktop: Page, ada: User, sign_in: SignIn) -> None:
    sign_in(desktop, ada)
    desktop.goto(reverse("my-visits"))
    desktop.get_by_role("link", name="Start my history").click()
    expect(desktop.get_by_role("heading", name="What brings you here?")).to_be_visible()


def test_who_opened_the_record_can_be_read(
    page: Page, ada: User, sign_in: SignIn, axe: Look
) -> None:
    sign_in(page, ada)
    page.goto(reverse("my-visits"))
    page.get_by_role("link", name="See everything").click()
    expect(page.get_by_text("Thea (therapist) wrote down a needle going in")).to_be_visible()
    axe(page)
