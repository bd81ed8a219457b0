"""Can a packet of needles be scanned with a scanner that types, and with the camera?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from filiform.actions.stock.recall_lot import recall_lot
from filiform.actions.stock.register_lot import register_lot
from filiform.records.lots import NeedleLot
from filiform.records.sessions import LedgerEntry
from tests.browser.needling import at_the_clinic
from tests.cast import SIZE, Cast, needle_in, session_open

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
OpenPage = Callable[[tuple[int, int]], Page]

GTIN = "07032069804988"
SIZES = [(390, 844), (1024, 768), (1440, 900)]
CAMERA = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["data_matrix", "ean_13"]; }
  async detect() { return [{ rawValue: "\\x1d01%s1749123110CAM1" }]; }
};
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d");
  return canvas.captureStream(5);
};
""" % (GTIN)  # noqa: UP031
"""A browser that can read codes, and a packet before its camera."""


@pytest.fixture
def beside(cast_today: Cast, sign_in: SignIn) -> Callable[[Page], Page]:
    """Thea beside Ada, at a page of any size; a lot of the same product was used before."""
    clock = {"at": cast_today.now, "by": cast_today.olive}
    register_lot(number="OLD", gtin=GTIN, maker="Needle & Co", size=SIZE, **clock)
    session = session_open(cast_today)

    def open_it(page: Page) -> Page:
        sign_in(page, cast_today.thea.user)
        page.goto(f"/bedside/{session.key}/")
        return page

    return open_it


def scan(page: Page, expiry: str, *, enter: bool = True) -> None:
    """What a scanner types: the separator inside the code comes as Ctrl and ]."""
    page.get_by_label("Lot", exact=True).fill("")
    page.keyboard.type(f"01{GTIN}17{expiry}10A1")
    page.keyboard.press("Control+BracketRight")
    page.keyboard.type("21S9")
    if enter:
        page.keyboard.press("Enter")


@pytest.mark.parametrize("enter", [True, False])
def test_a_scanner_that_types_fills_lot_expiry_and_size(
    tablet: Page, beside: Callable[[Page], Page], axe: Look, enter: bool
) -> None:
    beside(tablet)
    expect(tablet.get_by_label("Length, mm")).to_have_value("40")
    scan(tablet, "491231", enter=enter)
    expect(tablet.locator("#lot-says")).to_have_text("Needle & Co. Use by 31 December 2049.")
    expect(tablet.get_by_label("Lot", exact=True)).to_have_value("A1")
    expect(tablet.get_by_label("Length, mm")).to_have_value("30")
    expect(tablet.get_by_label("Needle, mm")).to_have_value("0.25")
    axe(tablet)
    tablet.get_by_label("Muscle or structure").fill("Infraspinatus")
    tablet.get_by_label("Left", exact=True).check()
    tablet.locator("#insert-now").click()
    expect(tablet.locator(".in-patient strong")).to_have_text("1")
    expect(tablet.get_by_label("Lot", exact=True)).to_have_value("A1")
    at_the_clinic(tablet)
    assert LedgerEntry.objects.get().lot == "A1"
    assert NeedleLot.objects.get(number="A1").size == SIZE


@pytest.mark.parametrize("size", SIZES)
def test_an_expired_lot_stops_with_its_sentence_and_keeps_the_form(
    open_page: OpenPage, beside: Callable[[Page], Page], axe: Look, size: tuple[int, int]
) -> None:
    page = beside(open_page(size))
    page.get_by_label("Muscle or structure").fill("Infraspinatus")
    page.get_by_label("Left", exact=True).check()
    scan(page, "200131")
    expect(page.locator("#lot-says")).to_contain_text("Lot A1 has expired (31 January 2020).")
    expect(page.locator("#lot-says")).to_be_in_viewport(ratio=1)
    axe(page)
    page.locator("#insert-now").click()
    expect(page.locator("#insert-error")).to_contain_text("has expired")
    expect(page.locator("#insert-error")).to_contain_text("Nothing was recorded.")
    expect(page.get_by_label("Muscle or structure")).to_have_value("Infraspinatus")
    expect(page.get_by_label("Lot", exact=True)).to_have_value("A1")
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert not LedgerEntry.objects.exists()


def test_a_lot_that_is_typed_is_answered_while_it_is_typed(
    tablet: Page, beside: Callable[[Page], Page], cast_today: Cast
) -> None:
    bad = register_lot(number="BAD", at=cast_today.now, by=cast_today.olive)
    recall_lot(lot=bad, because="Bent tips.", at=cast_today.now, by=cast_today.olive)
    beside(tablet)
    tablet.get_by_label("Lot", exact=True).press_sequentially("BAD")
    expect(tablet.locator("#lot-says")).to_contain_text("Lot BAD was recalled: Bent tips.")
    expect(tablet.get_by_label("Lot", exact=True)).to_have_attribute("aria-invalid", "true")
    tablet.get_by_label("Lot", exact=True).press_sequentially("MINTON")
    expect(tablet.locator("#lot-says")).to_contain_text("Not registered")
    expect(tablet.get_by_label("Lot", exact=True)).to_have_attribute("aria-invalid", "false")


def test_the_camera_is_offered_only_where_the_browser_reads_codes(
    tablet: Page, beside: Callable[[Page], Page]
) -> None:
    beside(tablet)
    expect(tablet.get_by_role("button", name="Scan")).to_have_count(0)


def test_a_packet_held_before_the_camera_fills_the_field(
    tablet: Page, beside: Callable[[Page], Page]
) -> None:
    tablet.add_init_script(CAMERA)
    beside(tablet)
    tablet.get_by_role("button", name="Scan").click()
    expect(tablet.get_by_label("Lot", exact=True)).to_have_value("CAM1")
    expect(tablet.locator("#lot-says")).to_contain_text("Use by 31 December 2049.")
    expect(tablet.locator("dialog.camera")).to_have_count(0)
    expect(tablet.get_by_role("button", name="Scan")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_owner_registers_recalls_and_reads_who_received_it(
    open_page: OpenPage, cast_today: Cast, sign_in: SignIn, axe: Look, size: tuple[int, int]
) -> None:
    needle_in(cast_today, needles=2, lot="A1")
    page = open_page(size)
    sign_in(page, cast_today.olive)
    page.goto("/office/needles/")
    axe(page)
    expiry = timezone.localdate() + timedelta(days=30)
    page.get_by_label("Maker").fill("Needle & Co")
    page.get_by_label("Lot number, or scan the packet").fill("")
    page.keyboard.type(f"01{GTIN}17{expiry:%y%m%d}10A1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Registered: lot A1")).to_be_visible()
    page.get_by_text("Recall", exact=True).click()
    page.get_by_label("Why lot A1 must not be used any more").fill("The seal may leak.")
    axe(page)
    page.get_by_role("button", name="Recall lot A1").click()
    expect(page.get_by_role("heading", name="Not to be used")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Who received it").click()
    expect(page.get_by_text("2 needles at 1 session of 1 patient.")).to_be_visible()
    expect(page.get_by_role("cell", name="Ada Example")).to_be_visible()
    axe(page)
    with page.expect_download() as file:
        page.get_by_role("link", name="Download as CSV").click()
    assert "Ada Example" in file.value.path().read_text()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
