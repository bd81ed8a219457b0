"""What does a visitor find at an address of the imported site? (Where none was: the folder.)"""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from filiform.domain.jekyll import documents, front
from filiform.domain.jekyll.addresses import Address, Directory
from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.places import place_of
from filiform.domain.jekyll.reading import Site, read_site
from filiform.domain.jekyll.remarks import Remark, Unreadable
from filiform.domain.jekyll.rendering import Rendering
from filiform.records import access
from filiform.web.pages.folder import LAYOUTS, Page
from filiform.web.pages.front import PageUnreadable
from filiform.web.pages.rendered import Ways, markdown, prose_of

PICTURE_NAMES = ("path", "feature", "src", "url", "teaser")


class Imported:
    """The site at one revision. A page is rendered when first asked for, and kept."""

    def __init__(
        self, site: Site, texts: Mapping[str, str], assets: Mapping[str, Path], *, at: datetime
    ) -> None:
        self.site, self.assets = site, assets
        self.texts = {one: texts[one] for one in site.assets if one in texts}
        self.directory = Directory.of(site.addresses)
        self._rendering = Rendering(site, markdown=markdown, at=at)
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[Page, list[Remark]]] = {}

    def answer(self, path: str) -> Address | None:
        return self.directory.answer(path)

    def shown_pages(self) -> list[Document]:
        """Every document that answers at its own address, but for those that say otherwise."""
        rows = self.directory.exact.values()
        served = {one.file: one.path for one in rows if one.status == 200}
        hidden = {one.path for one in self.site.documents if one.front.get("sitemap") is False}
        hidden |= {"404.html", "404.md"}
        every = (one for one in self.site.documents if one.path not in hidden)
        return [one for one in every if served.get(one.path) == one.address]

    def asset(self, path: str) -> Path | None:
        """The file behind an address such as '/wp-content/a.jpg', if it is served."""
        file = path.lstrip("/")
        found = self.assets.get(file) if file in self.site.assets else None
        return found if found and found.is_file() else None

    def page(self, file: str) -> Page:
        """The page of a file."""
        return self.rendered(file)[0]

    def rendered(self, file: str) -> tuple[Page, list[Remark]]:
        """The page, and what of it was changed, is missing or not understood."""
        if file not in self._kept:
            with self._lock:
                self._kept[file] = self._rendered(self.site.by_path[file])
        return self._kept[file]

    def preview(self, file: str, text: str) -> Page:
        """The page as it would be with this text in its file; nothing is kept.

        Raises PageUnreadable.
        """
        try:
            config = self.site.config
            place = place_of(file, config.folders)
            one = documents.read(file, text, place, config, at=timezone.now())
        except Unreadable as problem:
            raise PageUnreadable(f"{file}: {problem}") from None
        with self._lock:
            return self._rendered(one)[0]

    def _rendered(self, one: Document) -> tuple[Page, list[Remark]]:
        filled = self._rendering.filled(one)
        ways = Ways(self.site, self.directory, one.path, one.address or "/")
        title = unescape(one.title)
        image = _picture(one.front, ways)
        prose, remarks = prose_of(filled, ways, title)
        page = Page(
            title=title,
            subtitle=unescape(front.words(one.front.get("subtitle"))),
            layout=_layout(one, self.site),
            sidebar=one.front.get("sidebar") is True,
            image=image,
            description=unescape(front.words(one.front.get("description"))),
            body=prose,
            pictures=(),
            unknown=(),
            evidence=tuple(front.several(one.front.get("evidence"))),
            date=f"{one.at:%Y-%m-%d}" if one.kind == "posts" and one.at else "",
        )
        return page, remarks


_kept: list[tuple[int, float, Imported | None]] = []
_reading = threading.Lock()


def current() -> Imported | None:
    """The site as it is now; None where none was imported. Looked at again after some seconds."""
    now = time.monotonic()
    if _kept and settings.FRAME_SECONDS and _kept[0][1] > now:
        return _kept[0][2]
    with _reading:
        revision = access.site.revision()
        if not _kept or _kept[0][0] != revision:
            _kept[:] = [(revision, now, _read() if revision else None)]
        _kept[:] = [(revision, now + settings.FRAME_SECONDS, _kept[0][2])]
        return _kept[0][2]


def forget() -> None:
    """Reads the site again at the next page."""
    _kept.clear()


def _read() -> Imported | None:
    sources, assets, at = access.site.sources(), access.site.assets(), timezone.now()
    site = read_site(sources, assets, ours=settings.OLD_ADDRESSES, at=at)
    return Imported(replace(site, addresses=tuple(access.site.addresses())), sources, assets, at=at)


def _layout(one: Document, site: Site) -> str:
    """The template of filiform's that shows the page."""
    named = front.words(one.front.get("layout"))
    if one.address == "/":
        return "home"
    own = f"{named}.html" in site.layouts
    return named if named in LAYOUTS and not own else "page"


def _picture(said: Mapping[str, Any], ways: Ways) -> str:
    """The picture that the front matter names, where it lies in the folder."""
    image = said.get("image")
    if isinstance(image, Mapping):
        image = next((image[name] for name in PICTURE_NAMES if image.get(name)), "")
    src = front.words(image)
    return ways.picture(src if src.startswith(("/", "http")) else f"/{src}") if src else ""
