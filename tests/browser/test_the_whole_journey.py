"""A person reads the clinic's page, books, is screened, consents, is needled and looked after."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from filiform.actions.office.send_outbox import send_outbox
from filiform.records.audit import AuditEvent
from filiform.records.intake import HistorySent
from filiform.records.people import Patient
from filiform.records.sessions import NeedlingSession
from tests.browser.needling import leave_well, planned_end
from tests.cast import Cast

WORDS = {
    "What brings you here?": "My shoulder aches when I lift a pan.",
    "Since when?": "three weeks",
}
YES = ("Do you want to have dry needling?", "Will you have eaten")


def test_the_whole_journey(
    page: Page,
    tablet: Page,
    cast_today: Cast,
    sign_in: Callable[[Page, Any], None],
    axe: Callable[[Page], None],
) -> None:
    """One to eight: the patient on a phone, the therapist on a tablet."""
    read_and_book(page, cast_today)
    give_history(page, axe)
    consent(page)
    sign_in(tablet, cast_today.thea.user)
    decide_and_open(tablet)
    needle(tablet, axe)
    close_and_sign(tablet)
    answer_a_day_later(page, axe)
    see_the_course(page, sign_in, axe)
    deeds = set(AuditEvent.objects.values_list("deed", flat=True))
    assert {"book_visit", "send_history", "insert_needle", "sign_session", "read_visit"} <= deeds


def read_and_book(page: Page, cast: Cast) -> None:
    page.goto("/dry-needling/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dry Needling")
    page.goto(f"/book/?center=boulder&therapist={cast.thea.slug}")
    page.locator(".times button").first.click()
    page.get_by_label("First name").fill("Paloma")
    page.get_by_label("Last name").fill("Quillfeather")
    page.get_by_label("Date of birth").fill("1990-04-02")
    page.get_by_label("E-mail").fill("paloma@example.org")
    page.get_by_label("Telephone").fill("303-555-0142")
    page.get_by_role("button", name=re.compile("^Book ")).click()
    expect(page.get_by_text("Before you come")).to_be_visible()


def give_history(page: Page, axe: Callable[[Page], None]) -> None:
    page.locator("a.go").click()
    axe(page)
    for _ in range(90):
        if page.url.rstrip("/").endswith("review"):
            break
        one_step(page)
    expect(page.get_by_text("Everything is answered")).to_be_visible()
    page.get_by_role("button", name="Send my history to the clinic").click()
    page.wait_for_url(re.compile("sent"))
    sent = HistorySent.objects.get().answers
    assert (sent["complaint"], sent["since"]) == tuple(WORDS.values())
    assert (sent["pain_now"], sent["chest_signs"]) == (4, "no"), sent


def one_step(page: Page) -> None:
    """Answers whatever is asked as a healthy person with a sore shoulder would."""
    before = page.url
    asks = page.get_by_role("heading", level=1).first.inner_text()
    taps, scales = page.locator(".answers button"), page.locator(".scale")
    if taps.count():
        wanted = "yes" if asks.startswith(YES) else "no"
        tap = page.locator(f".answers button[value='{wanted}']")
        (tap if tap.count() else taps.first).click()
    else:
        for number in range(scales.count()):
            scales.nth(number).locator("input[value='4']").check()
        if page.locator(".pain-drawing").count():
            draw(page)
        if page.locator("#answer").count():
            page.locator("#answer").fill(WORDS.get(asks, ""))
        none = page.get_by_label("None of these", exact=True)
        if none.count():
            none.check()
        page.get_by_role("button", name="Next").click()
    page.wait_for_url(lambda url: url != before)


def draw(page: Page) -> None:
    """One stroke of the finger over the picture."""
    page.locator("[data-canvas]").wait_for()
    picture = page.locator("svg[data-view=front]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.25
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y + 20, steps=6)
    page.mouse.up()


def consent(page: Page) -> None:
    page.goto(re.sub(r"/history/.*", "/consent/", page.url))
    expect(page.get_by_text("pneumothorax").first).to_be_visible()
    page.locator("input[name='who']").first.check()
    page.get_by_label("name", exact=False).last.fill("Paloma Quillfeather")
    page.locator("#id_read").check()
    page.get_by_role("button", name="Sign the consent").click()
    expect(page.get_by_text("Paloma Quillfeather").first).to_be_visible()


def decide_and_open(tablet: Page) -> None:
    visit = Patient.objects.get(email="paloma@example.org").visits.get()
    tablet.goto(f"/visits/{visit.key}/")
    tablet.get_by_role("button", name="I explained the risks and answered the questions").click()
    while tablet.get_by_role("button", name="Record the decision").count():
        row = tablet.locator("form", has=tablet.get_by_role("button", name="Record the decision"))
        row.first.locator("input[value='go_on']").check()
        row.first.locator("textarea, input[name='reason']").first.fill("Talked it over: go on.")
        row.first.get_by_role("button", name="Record the decision").click()
    expect(tablet.get_by_text("Nothing was drawn")).to_have_count(0)
    tablet.get_by_role("button", name="Open the session").click()
    tablet.wait_for_url(re.compile("/bedside/"))


def needle(tablet: Page, axe: Callable[[Page], None]) -> None:
    for number, muscle in enumerate(("Infraspinatus", "Supraspinatus"), start=1):
        tablet.locator("#target").fill(muscle)
        tablet.get_by_label("Left", exact=True).check()
        expect(tablet.locator("#site")).to_contain_text("ource")
        tablet.locator("#insert-now").click()
        expect(tablet.locator(".in-patient strong")).to_have_text(str(number))
    axe(tablet)
    tablet.get_by_role("button", name="A twitch at needle 1").click()
    expect(tablet.locator("#needle-1 .twitches")).to_have_attribute("aria-label", "1 twitch")
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    expect(tablet.locator(".in-patient strong")).to_have_text("1")
    planned_end(tablet)
    expect(tablet.locator(".in-patient strong")).to_have_text("0")


def close_and_sign(tablet: Page) -> None:
    tablet.locator("#found").fill("0")
    tablet.locator("#in_tray").fill("2")
    tablet.locator("#count-now").click()
    tablet.locator("#disposed").fill("2")
    tablet.locator("#dispose-now").click()
    leave_well(tablet)
    tablet.get_by_role("button", name="Close the session").click()
    expect(tablet.get_by_text("2 in, 2 out, 2 counted, 2 disposed of")).to_be_visible()
    tablet.get_by_role("button", name="Sign: the note no longer changes").click()
    expect(tablet.get_by_text("It no longer changes.")).to_be_visible()
    session = NeedlingSession.objects.get()
    assert session.to_domain().ledger.balance.agrees


def answer_a_day_later(page: Page, axe: Callable[[Page], None]) -> None:
    mail.outbox.clear()
    send_outbox(at=timezone.now() + timedelta(hours=25))
    letter = next(one for one in mail.outbox if "how-are-you" in one.body)
    assert "needl" not in (letter.subject + letter.body).lower()
    found = re.search(r"/how-are-you/\S+", letter.body)
    assert found is not None
    page.goto(found.group())
    axe(page)
    for name in page.locator("input[type=radio]").evaluate_all("all => all.map(one => one.name)"):
        value = {"feeling": "worse", "soreness": "9", "breathless": "yes"}.get(name, "no")
        page.locator(f"input[name='{name}'][value='{value}']").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("emergency department")
    axe(page)


def see_the_course(
    page: Page, sign_in: Callable[[Page, Any], None], axe: Callable[[Page], None]
) -> None:
    sign_in(page, Patient.objects.get(email="paloma@example.org").user)
    page.goto("/my/")
    expect(page.get_by_text("How your pain has gone")).to_be_visible()
    axe(page)
