"""Would a browser test notice what nobody asserts? Each complaint is provoked once."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.complaints import Complaints

STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'"
GOOD = "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1></main></html>"
PAGES = {
    "/good": (200, GOOD),
    "/inline": (200, GOOD + "<script>document.title = 'Bad'</script>"),
    "/styled": (200, GOOD + "<p style='color: red'>red</p>"),
    "/elsewhere": (200, GOOD + "<img alt='' src='http://clinic.example/needle.png'>"),
    "/missing-picture": (200, GOOD + "<img alt='' src='/none.png'>"),
    "/broken": (500, GOOD),
    "/nothing-here": (404, GOOD),
    "/unlabelled": (200, "<!doctype html><html><title>x</title><input></html>"),
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = PAGES.get(self.path, (404, ""))
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", STRICT)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def heard() -> Complaints:
    return Complaints()


@pytest.fixture
def bare(browser: Browser, site: str, heard: Complaints) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    heard.listen_to(context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/inline", "Content-Security-Policy: script-src"),
        ("/styled", "Content-Security-Policy: style-src"),
        ("/elsewhere", "left this machine: http://clinic.example"),
        ("/missing-picture", "answered 404"),
        ("/broken", "answered 500"),
    ],
)
def test_a_bad_page_is_complained_about(
    bare: Page, heard: Complaints, path: str, says: str
) -> None:
    bare.goto(path, wait_until="networkidle")
    assert any(says in complaint for complaint in heard.left), heard.left


def test_a_script_that_breaks_is_complained_about(bare: Page, heard: Complaints) -> None:
    bare.goto("/good")
    with bare.expect_event("pageerror"):
        bare.evaluate("() => { setTimeout(() => { throw new Error('needle'); }, 0); }")
    assert any("script broke" in complaint for complaint in heard.left)


def test_a_good_page_is_not_complained_about(bare: Page, heard: Complaints) -> None:
    bare.goto("/good", wait_until="networkidle")
    assert heard.left == []


def test_a_page_that_is_not_there_is_for_the_test_to_judge(bare: Page, heard: Complaints) -> None:
    bare.goto("/nothing-here", wait_until="networkidle")
    assert heard.left == []


def test_what_a_test_expects_is_not_held_against_it(bare: Page, heard: Complaints) -> None:
    heard.expect("answered 500")
    heard.expect("status of 500")
    bare.goto("/broken", wait_until="networkidle")
    assert heard.left == []


def test_axe_finds_a_field_without_a_name(bare: Page, axe: Callable[[Page], None]) -> None:
    bare.goto("/unlabelled")
    with pytest.raises(AssertionError, match="label"):
        axe(bare)


def test_axe_is_content_with_a_good_page(bare: Page, axe: Callable[[Page], None]) -> None:
    bare.goto("/good")
    axe(bare)
