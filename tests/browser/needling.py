"""What does a therapist's hand do on the bedside page, and what does the eye wait for?"""

from django.templatetags.static import static
from playwright.sync_api import Page, expect

MODULES = static("js/bedside/")
"""Where the modules of this version lie."""


def insert(tablet: Page, muscle: str, side: str) -> None:
    """A needle, after the place was looked at."""
    tablet.get_by_label("Muscle or structure").fill(muscle)
    tablet.get_by_label(side, exact=True).check()
    expect(tablet.locator("#site .where")).to_contain_text(f"{muscle}, {side.lower()}")
    tablet.locator("#insert-now").click()


def insert_unseen(tablet: Page, muscle: str, side: str) -> None:
    """A needle whose place the device checks by itself, because there is no network."""
    tablet.get_by_label("Muscle or structure").fill(muscle)
    tablet.get_by_label(side, exact=True).check()
    expect(tablet.locator("#site")).to_contain_text("Checked on this device")
    tablet.locator("#insert-now").click()


def planned_end(tablet: Page) -> None:
    """Two taps: all needles are out, as it was planned."""
    tablet.locator("#all-out").click()
    tablet.get_by_role("button", name="Planned end").click()


def inside(tablet: Page, number: int) -> None:
    expect(tablet.locator(".in-patient strong")).to_have_text(str(number))


def at_the_clinic(tablet: Page) -> None:
    expect(tablet.locator("#saved")).to_have_text("All at the clinic.")


def kept_here(tablet: Page, entries: int) -> None:
    what = "1 entry" if entries == 1 else f"{entries} entries"
    expect(tablet.locator("#saved")).to_have_text(f"{what} not yet at the clinic, kept here.")


def opens_alone(tablet: Page) -> None:
    """The page and its files lie on the device: from now on it opens without a network."""
    expect(tablet.locator("[data-keeps=here]")).to_be_attached()
    assert tablet.evaluate("navigator.serviceWorker.ready.then((one) => one.active !== null)")


def leave_well(tablet: Page) -> None:
    """The third and the fourth question before the patient leaves, one tap each."""
    tablet.locator("[data-question=feeling]").get_by_role("button", name="Well").click()
    tablet.locator("[data-question=advice]").get_by_role("button", name="Told").click()
    expect(tablet.locator("[data-question=advice].done")).to_be_visible()
