"""Which pages lie in the clinic's content folder, and what is wrong with them?

A page is a Markdown file with YAML front matter, as Jekyll has it. `title` is
the heading; `subtitle`, when it says something, the line below; `layout` names
a template in `templates/pages/`; `sidebar: true` shows the centers beside the
text; `image` is shown when the file is there; `permalink` is the address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from filiform.web.pages.prose import Prose, read_prose

KEYS = frozenset(
    {"title", "subtitle", "layout", "sidebar", "image", "permalink", "description", "date"}
)
LAYOUTS = frozenset({"page", "home", "locations", "staff", "contact"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"})
LARGEST = 2 * 1024 * 1024


class PageUnreadable(Exception):
    """A page of the folder cannot be shown; the message names the file and what to mend."""


@dataclass(frozen=True)
class Page:
    """One page: where it is served, its heading, its words as safe HTML."""

    file: str
    address: str
    title: str
    subtitle: str
    layout: str
    sidebar: bool
    image: str
    description: str
    body: Prose
    unknown: tuple[str, ...]


def pages_folder() -> Path:
    return Path(settings.CONTENT_DIR) / "pages"


def addresses() -> dict[str, Path]:
    """Address -> file of every page of the folder, readable or not."""
    found: dict[str, Path] = {}
    for path in sorted(pages_folder().glob("*.md")):
        if not path.name.startswith(("_", ".")):
            found.setdefault(_address_of(path), path)
    return found


def page_at(address: str) -> Page | None:
    """The page at an address such as '/dry-needling/'; None where there is none.

    Raises PageUnreadable when the file is there but cannot be shown.
    """
    path = addresses().get(address)
    return None if path is None else _page(path)


def picture(address: str) -> Path | None:
    """The picture file behind an address such as '/wp-content/uploads/a.jpg', if it is there."""
    root = Path(settings.CONTENT_DIR).resolve()
    try:
        path = (root / address.lstrip("/")).resolve()
        inside = path.is_relative_to(root) and path.suffix.lower() in PICTURES
        return path if inside and path.is_file() else None
    except (OSError, ValueError):
        return None


def problems() -> list[str]:
    """What a clinic should mend in its folder, a sentence each; for `filiform doctor`."""
    if not pages_folder().is_dir():
        return [f"The content folder has no 'pages' folder: {pages_folder()}."]
    found = []
    for path in addresses().values():
        try:
            found += _problems_of(_page(path))
        except PageUnreadable as problem:
            found.append(str(problem))
    return found


def _problems_of(page: Page) -> list[str]:
    found = [f"{page.file}: nobody reads '{key}' in its front matter." for key in page.unknown]
    if page.layout not in LAYOUTS:
        known = ", ".join(sorted(LAYOUTS))
        found.append(f"{page.file}: layout '{page.layout}' is unknown; there are {known}.")
    if page.image and picture(page.image) is None:
        found.append(f"{page.file}: the image {page.image} is not in the content folder.")
    return found


def _page(path: Path) -> Page:
    try:
        seen = path.stat()
    except OSError:
        raise PageUnreadable(f"{path.name}: the file cannot be opened.") from None
    return _parsed(path, seen.st_mtime_ns, seen.st_size, frozenset(addresses()))


@lru_cache(maxsize=256)
def _parsed(path: Path, changed: int, size: int, known: frozenset[str]) -> Page:
    """Parsed once for each state of the file; `changed` and `size` are its state."""
    if size > LARGEST:
        raise PageUnreadable(f"{path.name}: larger than 2 MB. Make it shorter.")
    front, words = _split(path)
    title = front.get("title")
    if not title:
        raise PageUnreadable(f"{path.name}: the front matter has no title. Add 'title: …'.")
    return Page(
        file=path.name,
        address=_address(front, path),
        title=str(title),
        subtitle=str(front.get("subtitle") or ""),
        layout=str(front.get("layout") or "page"),
        sidebar=bool(front.get("sidebar")),
        image=str(front.get("image") or ""),
        description=str(front.get("description") or ""),
        body=read_prose(words, known),
        unknown=tuple(sorted(str(key) for key in front if key not in KEYS)),
    )


def _split(path: Path) -> tuple[Mapping[str, object], str]:
    """Front matter and words of a file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PageUnreadable(f"{path.name}: not in UTF-8. Save it as UTF-8.") from None
    except OSError:
        raise PageUnreadable(f"{path.name}: the file cannot be opened.") from None
    if not text.startswith("---"):
        raise PageUnreadable(f"{path.name}: no front matter. Begin with '---' and 'title: …'.")
    parts = text.split("\n---", 1)
    if len(parts) < 2:
        raise PageUnreadable(f"{path.name}: the front matter is not closed with '---'.")
    return _front(parts[0][3:], path), parts[1].partition("\n")[2]


def _front(text: str, path: Path) -> Mapping[str, object]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise PageUnreadable(f"{path.name}: the front matter is not YAML{where}.") from None
    if not isinstance(front, dict):
        raise PageUnreadable(f"{path.name}: the front matter must be lines like 'title: …'.")
    return front


def _address_of(path: Path) -> str:
    try:
        front, _ = _split(path)
    except PageUnreadable:
        front = {}
    return _address(front, path)


def _address(front: Mapping[str, object], path: Path) -> str:
    wanted = str(front.get("permalink") or "").strip("/")
    if wanted and ".." not in wanted:
        return f"/{wanted}/"
    return "/" if path.stem == "index" else f"/{path.stem}/"
