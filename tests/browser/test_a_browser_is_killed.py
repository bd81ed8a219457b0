"""Is an entry that the page called "in" on the device, though the whole browser dies at once?"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from filiform.records.sessions import LedgerEntry
from tests.browser.conftest import ARGUMENTS
from tests.browser.needling import at_the_clinic, insert_unseen, inside, opens_alone
from tests.cast import Cast, session_open
from tools import chromium

SignIn = Callable[[Page, Any], None]


@pytest.fixture
def launch(browser: Browser, live_server: Any, tmp_path: Path) -> Callable[[], BrowserContext]:
    """A browser of its own that keeps its files, as on a tablet."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []

    def again() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=chromium.find(os.environ),
            args=[*ARGUMENTS, *as_root],
            base_url=live_server.url,
        )

    return again


def kill(profile: Path) -> int:
    """SIGKILL to every process of the browser that keeps its files there; how many there were."""
    killed = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(profile).encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
                killed += 1
    return killed


def test_what_was_called_in_outlives_the_browser(
    launch: Callable[[], BrowserContext], cast_today: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    tablet = launch().pages[0]
    session = session_open(cast_today)
    sign_in(tablet, cast_today.thea.user)
    tablet.goto(f"/bedside/{session.key}/")
    opens_alone(tablet)
    tablet.context.set_offline(True)
    insert_unseen(tablet, "Infraspinatus", "Left")
    inside(tablet, 1)
    assert kill(tmp_path) >= 1
    with suppress(Error):
        tablet.context.close()
    again = launch().pages[0]
    sign_in(again, cast_today.thea.user)
    again.goto(f"/bedside/{session.key}/")
    inside(again, 1)
    at_the_clinic(again)
    assert LedgerEntry.objects.get().target == "infraspinatus"
    again.context.close()
