"""How does a test hold a real browser, and what in the browser makes it fail by itself?

`page` is a phone, `tablet` and `desktop` are what they say; each is a person of its own (its own
cookies). Paths are enough: `page.goto("/book/")`. A test fails by itself on an error in the
console, a breach of the Content-Security-Policy, a script that broke, a missing file, an answer
of 500 and on every request that leaves this machine.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.complaints import Complaints
from tools import chromium

HERE = Path(__file__).parent
RESULTS = HERE.parent.parent / "test-results"
LEFT_OUT = (
    # A Chromium paints its address bar's suggestions anew with every window: a second of work
    # in each test, and nobody looks at them. It also keeps a process for a page that never comes.
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess,"
    # What Playwright leaves out: its own list does not count beside ours.
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
ARGUMENTS = [
    f"--disable-features={LEFT_OUT}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PATIENCE_MS = 15_000
"""A busy machine is no reason to fail: so long the eye waits for what it expects."""
expect.set_options(timeout=PATIENCE_MS)
PHONE, TABLET, DESKTOP = (390, 844), (1024, 768), (1440, 900)

OpenPage = Callable[[tuple[int, int]], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test; without a Chromium it is skipped and says so."""
    here = [item for item in items if HERE in item.path.parents]
    missing = not chromium.find(os.environ) if here else False
    for item in here:
        item.add_marker(pytest.mark.browser)
        if missing:
            item.add_marker(pytest.mark.skip(reason="no Chromium (set FILIFORM_CHROMIUM)"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop on this thread; the tests' own use of the ORM is not async.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium_path = chromium.find(os.environ)
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=[*ARGUMENTS, *as_root]
        )
        yield browser
        browser.close()
        # While that loop runs Django keeps other connections for this thread than before it.
        connections.close_all()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """What the browser complained about; `complaints.expect("offline")` for what is meant."""
    gathered = Complaints()
    yield gathered
    assert not gathered.left, "the browser complained:\n" + "\n".join(gathered.left)


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browser: Browser, live_server: Any, complaints: Complaints
) -> Iterator[OpenPage]:
    """Opens a page of any size for a new person: `open_page((390, 844))`."""
    opened: list[Page] = []

    def new(size: tuple[int, int]) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size != DESKTOP,
            locale="en-US",
            timezone_id="America/Denver",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        complaints.listen_to(context)
        opened.append(context.new_page())
        return opened[-1]

    yield new
    for number, page in enumerate(opened):
        if request.node.stash.get(FAILED, False) and not page.is_closed():
            RESULTS.mkdir(exist_ok=True)
            page.screenshot(path=RESULTS / f"{request.node.name}-{number}.png", full_page=True)
        page.context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(PHONE)


@pytest.fixture
def tablet(open_page: OpenPage) -> Page:
    return open_page(TABLET)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    return open_page(DESKTOP)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Signs a user in without the form: `sign_in(page, therapist)`."""
    from django.conf import settings
    from django.test import Client

    def as_user(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )

    return as_user


@pytest.fixture
def bedside(
    tablet: Page, cast_today: Any, sign_in: Callable[[Page, Any], None]
) -> Callable[[Any], Page]:
    """Thea's tablet beside that session."""

    def beside(session: Any) -> Page:
        sign_in(tablet, cast_today.thea.user)
        tablet.goto(f"/bedside/{session.key}/")
        return tablet

    return beside


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing a person with a disability would trip over."""

    def nothing_found(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        lines = [
            f"{rule['id']} ({rule['impact']}): {rule['help']}\n    at {node['target'][0]}\n"
            f"    {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]
        assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)

    return nothing_found
