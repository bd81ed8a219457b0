"""Can a therapist close, read the note that wrote itself, sign it, and take it away on paper?"""

import io
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from filiform.actions.needling.note_twitch import note_twitch
from filiform.records.notes import NoteSigned
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, asked, booked, needle_in, new_id, session_open, signed

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
Sized = Callable[[tuple[int, int]], Page]


def two_needles(cast: Cast) -> NeedlingSession:
    """One twitched; both out, counted and disposed of."""
    session = needle_in(cast, target="infraspinatus")
    note_twitch(session=session, id=new_id(), needle=1, twitches=3, at=cast.now, by=cast.thea.user)
    return asked(cast, needle_in(cast, session, target="supraspinatus"))


def test_closed_read_signed_and_taken_away(
    tablet: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    session = two_needles(cast_today)
    sign_in(tablet, cast_today.thea.user)
    tablet.goto(f"/bedside/{session.key}/")
    tablet.get_by_role("button", name="Close the session").click()
    needled = tablet.get_by_text("Infraspinatus left: (1) 0.25 × 30 mm, 3 twitches, in for")
    expect(needled).to_be_visible()
    expect(tablet.get_by_text("STRICTA asks further for")).to_contain_text("how deep (2c)")
    tablet.get_by_text("What STRICTA asks:").click()
    expect(tablet.get_by_role("row", name="2c How deep")).to_contain_text("To supply it:")
    axe(tablet)

    tablet.get_by_label("What was found and done").fill("Less pain when lifting the arm.")
    tablet.get_by_role("button", name="Sign: the note no longer changes").click()
    expect(tablet.get_by_text("Your words are in the note now.")).to_be_visible()
    tablet.get_by_role("button", name="Sign: the note no longer changes").click()
    expect(tablet.get_by_text("It no longer changes.")).to_be_visible()
    expect(tablet.locator("#note-words")).to_have_count(0)
    expect(needled).to_be_visible()
    axe(tablet)

    tablet.get_by_label("Add to the note").fill("Warm pack advised.")
    tablet.get_by_role("button", name="Add beneath the note").click()
    expect(tablet.get_by_text("Warm pack advised.")).to_be_visible()
    axe(tablet)
    said = downloaded(tablet)
    for fact in (
        "Ada Example, born 14 May 1985",
        "Infraspinatus left: (1) 0.25 × 30 mm, 3 twitches, in for",
        "Supraspinatus left: (2) 0.25 × 30 mm, no twitch noted",
        "2 in, 2 out. Counted: 0 left in the patient, 2 in the tray. 2 in the sharps container.",
        "Less pain when lifting the arm.",
        "Signed by Thea, PT",
        "Warm pack advised.",
        f"SHA-256 {NoteSigned.objects.get().sha256}",
    ):
        assert fact in said


def downloaded(page: Page) -> str:
    """The words in the PDF that the page gives out."""
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert download.value.suggested_filename.startswith("note-")
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_it_is_read_in_the_chart_on_a_phone_and_on_a_desk(
    open_page: Sized, cast_today: Cast, sign_in: SignIn, axe: Look, size: tuple[int, int]
) -> None:
    """Also where a later session stands above it, and its line is all that was read in."""
    page = open_page(size)
    signed(cast_today, two_needles(cast_today))
    session_open(cast_today, booked(cast_today, start=cast_today.start(1)))
    sign_in(page, cast_today.thea.user)
    page.goto(f"/chart/{cast_today.ada.key}/")
    page.get_by_text("2 needles:").click()
    expect(page.get_by_text("Infraspinatus left: (1)")).to_be_visible()
    page.get_by_text("What STRICTA asks:").click()
    expect(page.get_by_role("row", name="2a Number")).to_contain_text("2 needles put in.")
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
