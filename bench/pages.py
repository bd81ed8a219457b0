"""How heavy is a page for somebody who comes for the first time? Weighed by a browser.

`make bench ARGS=pages` prints it; tests/browser/test_pages_are_light.py holds the limits.
"""

import gzip
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Browser = Any
PHONE, TABLET = (390, 844), (1024, 768)


@dataclass(frozen=True)
class Asked:
    """A page to be weighed: its address, who looks (a sign-in, or nobody), the limit in kB."""

    name: str
    path: str
    session: str
    size: tuple[int, int]
    limit: int


@dataclass(frozen=True)
class Resource:
    """What came over the line for one address, its headers with it, in bytes."""

    address: str
    kind: str
    size: int

    @property
    def is_picture(self) -> bool:
        return self.kind == "Image" and not self.address.endswith(".svg")


@dataclass(frozen=True)
class Weighed:
    """Everything that a page asked for until it was quiet."""

    asked: Asked
    resources: tuple[Resource, ...]

    @property
    def size(self) -> int:
        """In bytes, without the photographs of the clinic."""
        return sum(one.size for one in self.resources if not one.is_picture)

    @property
    def lines(self) -> Iterator[str]:
        for one in sorted(self.resources, key=lambda one: -one.size):
            yield f"    {one.size:>8} {one.address[:90]}"
        name, limit = self.asked.name, self.asked.limit
        yield f"{name:<24} {self.size / 1000:>7.1f} kB of {limit}, {len(self.resources)} requests"


def asked() -> list[Asked]:
    """The pages, in a made-up clinic. Django is set up by now."""
    from django.conf import settings
    from django.test import Client

    from filiform.records import access
    from filiform.records.sessions import NeedlingSession
    from filiform.records.visits import Visit

    open_one = NeedlingSession.objects.filter(closed_at=None).select_related("therapist__user")
    session = open_one.order_by("pk")[0]
    visit = Visit.objects.filter(histories=None, cancelled_at=None).latest("starts_at")
    client = Client()
    client.force_login(session.therapist.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    history = f"/visit/{access.visit_token(visit)}/history/drawing/"
    return [
        Asked("the seed page", "/dry-needling/", "", PHONE, 60),
        Asked("booking", "/book/", "", PHONE, 60),
        Asked("history, the drawing", history, "", PHONE, 200),
        Asked("the bedside", f"/bedside/{session.key}/", cookie, TABLET, 200),
    ]


def weigh(browser: Browser, base: str, page: Asked) -> Weighed:
    """The page loaded by a person that the clinic's files never came to."""
    width, height = page.size
    context = browser.new_context(viewport={"width": width, "height": height})
    if page.session:
        context.add_cookies([{"name": "sessionid", "value": page.session, "url": base}])
    tab = context.new_page()
    listener = Listener(context.new_cdp_session(tab))
    answer = tab.goto(base + page.path)
    assert answer is not None and answer.ok, f"{page.name}: {answer and answer.status}"
    if page.session:
        tab.wait_for_selector("[data-keeps=here]", state="attached")
    tab.wait_for_load_state("networkidle")
    context.close()
    return Weighed(page, listener.resources(base))


class Listener:
    """Hears from the browser's own protocol what came for a tab."""

    def __init__(self, line: Any) -> None:
        self._asked: dict[str, tuple[str, str]] = {}
        self._came: dict[str, int] = {}
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._begins)
        line.on("Network.loadingFinished", self._ends)

    def _begins(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"], event.get("type", "")

    def _ends(self, event: dict[str, Any]) -> None:
        self._came[event["requestId"]] = int(event["encodedDataLength"])

    def resources(self, base: str) -> tuple[Resource, ...]:
        """Only what came over the line: an address within the page itself did not."""
        return tuple(
            Resource(url.removeprefix(base), kind, self._came.get(key, 0))
            for key, (url, kind) in self._asked.items()
            if urlsplit(url).scheme in ("http", "https", "ws", "wss")
        )


def heaviest_picture() -> str:
    """The largest of the pictures of the body, as gzip makes it."""
    from django.contrib.staticfiles import finders

    found = Path(str(finders.find("img/body"))).glob("*.svg")
    size, name = max((len(gzip.compress(one.read_bytes(), 9)), one.name) for one in found)
    return f"{'the heaviest body':<24} {size / 1000:>7.1f} kB of 60, gzipped: {name}"


def kept_in_the_background(port: int) -> str:
    """What the worker of the bedside brings onto a tablet, so that it works alone."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/bedside/service-worker.js")
    script = line.getresponse().read().decode()
    files = json.loads(script.partition("serve(")[2].rpartition(");")[0])["files"]
    size = 0
    for one in files:
        line.request("GET", one, headers={"Accept-Encoding": "gzip, br"})
        size += len(line.getresponse().read())
    line.close()
    name = "for a tablet alone"
    return f"{name:<24} {size / 1000:>7.1f} kB, {len(files)} files, once, in the background"
