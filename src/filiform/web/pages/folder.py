"""Which pages lie in the clinic's content folder, and at which address?

A page is a Markdown file with YAML front matter, as Jekyll has it. `title` is
the heading; `subtitle`, when it says something, the line below; `layout` names
a template in `templates/pages/`; `sidebar: true` shows the centers beside the
text; `image` is shown when the file is there; `permalink` is the address;
`published: false` keeps a page back; `evidence: [neck_pain, …]` shows what the
evidence says about these conditions.
"""

import re
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from filiform.web.pages.addresses import home_address, picture, picture_address
from filiform.web.pages.front import KEYS, Front, PageUnreadable, is_yes, listed, read_file
from filiform.web.pages.prose import Prose, read_prose

LAYOUTS = frozenset({"page", "home", "locations", "staff", "contact"})
READABLE = re.compile(r"[\w.~-]+(?:/[\w.~-]+)*")


@dataclass(frozen=True)
class Page:
    """One page: its heading, its words as safe HTML, and which pictures it asks for."""

    title: str
    subtitle: str
    layout: str
    sidebar: bool
    image: str
    description: str
    body: Prose
    pictures: tuple[str, ...]
    unknown: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True)
class Found:
    """A file of the folder, in the state in which it was seen, and where it is served."""

    path: Path
    changed: int
    size: int
    address: str = ""
    published: bool = True


def pages_folder() -> Path:
    return Path(settings.CONTENT_DIR) / "pages"


def page_at(address: str) -> Page | None:
    """The page at an address such as '/dry-needling/'; None where there is none.

    Raises PageUnreadable when the file is there but cannot be shown.
    """
    there = _there()
    return read_page(there[address], frozenset(there)) if address in there else None


def files() -> list[Found]:
    """Every page of the folder, readable or not. Of two at one address the first is served."""
    folder = pages_folder()
    within = (path.relative_to(folder) for path in sorted(folder.rglob("*.md")))
    names = (one for one in within if not any(part[0] in "_." for part in one.parts))
    return [_found(folder / one) for one in names]


def read_page(found: Found, there: frozenset[str]) -> Page:
    """The page of a file, without the pictures that are not there. Raises PageUnreadable."""
    page = _parsed(found, there, frozenset())
    missing = frozenset(one for one in page.pictures if picture(one) is None)
    return _parsed(found, there, missing) if missing else page


_kept: list[tuple[Path, float, dict[str, Found]]] = []


def _there() -> dict[str, Found]:
    """Address -> file of what is published; looked at again after a few seconds."""
    folder, now = pages_folder(), time.monotonic()
    if not _kept or _kept[0][0] != folder or _kept[0][1] <= now:
        there: dict[str, Found] = {}
        for one in files():
            if one.published:
                there.setdefault(one.address, one)
        _kept[:] = [(folder, now + settings.FRAME_SECONDS, there)]
    return _kept[0][2]


def _found(path: Path) -> Found:
    try:
        seen = path.stat()
        found = Found(path, seen.st_mtime_ns, seen.st_size)
    except OSError:
        found = Found(path, 0, 0)
    try:
        front, _ = _read(found)
    except PageUnreadable:
        front = {}
    published = is_yes(front.get("published") or "yes")
    return replace(found, address=_address(front, path), published=published)


def _read(found: Found) -> tuple[Front, str]:
    """Front matter and words. Raises PageUnreadable."""
    kept = _read_once(found.path, found.changed, found.size)
    if isinstance(kept, str):
        raise PageUnreadable(kept)
    return kept


@lru_cache(maxsize=256)
def _read_once(path: Path, changed: int, size: int) -> tuple[Front, str] | str:
    """What a file in this state says, or the sentence why it says nothing."""
    try:
        if not path.resolve().is_relative_to(Path(settings.CONTENT_DIR).resolve()):
            return f"{path.name}: this link leads out of the content folder."
        return read_file(path)
    except (OSError, RuntimeError):
        return f"{path.name}: the file cannot be opened."
    except PageUnreadable as problem:
        return str(problem)


@lru_cache(maxsize=256)
def _parsed(found: Found, there: frozenset[str], missing: frozenset[str]) -> Page:
    front, words = _read(found)
    if not front.get("title"):
        name = found.path.name
        raise PageUnreadable(f"{name}: the front matter has no title. Add 'title: …'.")
    image = picture_address(front["image"]) if front.get("image") else ""
    asked = [image] if image else []

    def shown(src: str) -> str:
        asked.append(picture_address(src))
        return "" if asked[-1] in missing else asked[-1]

    body = read_prose(words, link=lambda href: home_address(href, there), picture=shown)
    return Page(
        title=front["title"],
        subtitle=front.get("subtitle", ""),
        layout=front.get("layout") or "page",
        sidebar=is_yes(front.get("sidebar", "")),
        image="" if image in missing else image,
        description=front.get("description", ""),
        body=body,
        pictures=tuple(dict.fromkeys(asked)),
        unknown=tuple(sorted(key for key in front if key not in KEYS)),
        evidence=listed(front.get("evidence", "")),
        date=front.get("date", ""),
    )


def _address(front: Front, path: Path) -> str:
    wanted = permalink(front)
    if wanted:
        return f"/{wanted}/"
    place = path.relative_to(pages_folder()).with_suffix("")
    parts = place.parts[:-1] if place.name == "index" else place.parts
    return "/".join(["", *parts, ""])


def permalink(front: Front) -> str:
    """The address that a page asks for, without slashes around it; '' where none can be served."""
    asked = front.get("permalink", "")
    wanted = asked.strip("/")
    tricky = "//" in asked or {".", ".."} & set(wanted.split("/"))
    return wanted if READABLE.fullmatch(wanted) and not tricky else ""
