"""Which pages can be edited, by whom, and what does the site begin with where none was imported?"""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from filiform.domain.jekyll.reading import read_site
from filiform.web.gate import for_roles
from filiform.web.pages import imported
from filiform.web.pages.addresses import PICTURES
from filiform.web.pages.folder import pages_folder
from filiform.web.pages.imported import Imported

CONFIG = "_config.yml"
BEGINS = "# The clinic's site as it began. 'pretty': each page at /its-name/\npermalink: pretty\n"

LARGEST = 20_000_000


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets the owner in, and the desk where the clinic wants it so (FILIFORM_DESK_EDITS)."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        return for_roles(*_editors())(view)(request, **named)

    return guarded


def may_edit(user: Any) -> bool:
    return user.is_authenticated and user.role in _editors()


def _editors() -> tuple[str, ...]:
    return ("owner", "desk") if settings.DESK_EDITS else ("owner",)


def file_at(address: str) -> str:
    """The file of the page that is read at an address; '' where there is none."""
    site = editable()
    found = site.answer(address)
    return found.file if found and found.file in site.site.by_path else ""


def editable() -> Imported:
    """The site as it is kept; where nothing is kept yet, what it would begin with."""
    site = imported.current()
    if site is not None:
        return site
    files = first_files()
    texts = {name: _text(one) for name, one in files.items() if name.endswith((".md", ".yml"))}
    others = {name: pages_folder().parent / name for name in files if name not in texts}
    now = timezone.now()
    return Imported(
        read_site(texts, others, ours=settings.OLD_ADDRESSES, at=now), texts, others, at=now
    )


def first_files() -> Mapping[str, bytes]:
    """Every page and picture of the content folder, at its place in a folder for Jekyll."""
    pages, root = pages_folder(), Path(settings.CONTENT_DIR)
    found = {CONFIG: BEGINS.encode()}
    found |= _below(pages, pages, {".md"})
    return found | _below(root, root, set(PICTURES))


def _below(folder: Path, root: Path, endings: set[str]) -> dict[str, bytes]:
    """Path -> content of the readable files of a kind; none that a link leads out of the folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix.lower() not in endings or any(one[0] in "_." for one in name.split("/")):
            continue
        try:
            inside = path.resolve().is_relative_to(folder.resolve()) and path.is_file()
            if inside and path.stat().st_size <= LARGEST:
                found[name] = path.read_bytes()
        except (OSError, RuntimeError):
            continue
    return found


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")
