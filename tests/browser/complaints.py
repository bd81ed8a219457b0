"""What did the browser complain about while a test drove it?"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# An answer of 404 or 422 to a page or a form is for the test to judge; the console repeats it.
REPEATED = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")
PARTS = {"stylesheet", "script", "image", "font", "manifest"}
INSIDE = {"data", "blob", "about"}
TELL_BREACHES = """
document.addEventListener("securitypolicyviolation", (breach) => console.error(
    `Content-Security-Policy: ${breach.violatedDirective} forbids ${breach.blockedURI}`
    + ` (${breach.sourceFile}:${breach.lineNumber})`));
"""


class Complaints:
    """Everything that was complained about and that no test said it expects."""

    def __init__(self) -> None:
        self._all: list[str] = []
        self._expected: list[str] = []

    @property
    def left(self) -> list[str]:
        return [said for said in self._all if not any(re.search(e, said) for e in self._expected)]

    def expect(self, pattern: str) -> None:
        """A test provokes this itself (for example by cutting the network)."""
        self._expected.append(pattern)

    def listen_to(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_BREACHES)
        context.on("console", self._console)
        context.on("weberror", lambda broken: self._all.append(f"script broke: {broken.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not REPEATED.match(message.text):
            self._all.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        to = urlsplit(request.url)
        if to.scheme not in INSIDE and to.hostname not in ("127.0.0.1", "localhost"):
            self._all.append(f"left this machine: {request.url}")

    def _response(self, response: Response) -> None:
        missing = response.status >= 400 and response.request.resource_type in PARTS
        if missing or response.status >= 500:
            self._all.append(f"answered {response.status}: {response.url}")
