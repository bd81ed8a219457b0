"""Does a question on the contact page come to the desk, and the answer back to who asked?"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from filiform.records.enquiries import Enquiry
from filiform.records.visits import Visit
from tests.cast import Cast

Look = Callable[[Page], None]


def test_a_question_is_answered_and_becomes_a_visit(
    page: Page, desktop: Page, cast_today: Cast, sign_in: Callable[[Page, Any], None], axe: Look
) -> None:
    page.goto("/contact-us/")
    page.get_by_label("Which center?").select_option("boulder")
    page.get_by_label("Your name").fill("Ida Quist")
    page.get_by_label("Telephone or e-mail").fill("ida@")
    page.get_by_label("Your question").fill("Do you treat hips?")
    axe(page)
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
    axe(page)
    page.get_by_label("Telephone or e-mail").fill("ida@example.org")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your message is with us")
    assert not page.context.cookies()
    axe(page)

    sign_in(desktop, cast_today.otto)
    desktop.goto("/desk/")
    desktop.get_by_role("link", name="Inbox").click()
    desktop.get_by_label("Answer").fill("Yes, we do.")
    axe(desktop)
    desktop.get_by_role("button", name="Send the answer").click()
    expect(desktop.get_by_role("status")).to_contain_text("a link to it is on its way")
    page.reload()
    expect(page.get_by_text("Yes, we do.")).to_be_visible()

    desktop.get_by_role("link", name="Book this person").click()
    expect(desktop.get_by_label("First name")).to_have_value("Ida")
    desktop.get_by_label("Date of birth").fill("1984-05-23")
    desktop.get_by_label("Telephone").fill("303 555 0107")
    axe(desktop)
    desktop.locator(".times button").first.click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Ida Quist")
    assert Visit.objects.get().patient.email == "ida@example.org"
    assert Enquiry.objects.get().closed
