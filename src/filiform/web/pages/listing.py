"""Which pages can a visitor find here, and when was each last changed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches

from filiform.records import access
from filiform.web.pages import imported
from filiform.web.pages.folder import files, read_page
from filiform.web.pages.front import PageUnreadable
from filiform.web.pages.words import words_of

MOST_LIKE = 5


@dataclass(frozen=True)
class Listed:
    """A page that can be read; `posted_on` only where it says a date: then it is a post."""

    address: str
    title: str
    summary: str
    changed_at: datetime
    posted_on: date | None = None


def published() -> list[Listed]:
    """Every page that can be read now, by address."""
    site = imported.current()
    if site is not None:
        return _imported(site)
    found = [one for one in files() if one.published]
    there = frozenset(one.address for one in found)
    listed: dict[str, Listed] = {}
    for one in found:
        try:
            page = read_page(one, there)
        except PageUnreadable:
            continue
        summary = page.description or words_of(str(page.body.html)).summary
        changed = datetime.fromtimestamp(one.changed / 1e9, UTC)
        posted = day_of(page.date)
        listed.setdefault(one.address, Listed(one.address, page.title, summary, changed, posted))
    return [listed[address] for address in sorted(listed)]


def _imported(site: imported.Imported) -> list[Listed]:
    listed, changed = [], access.site.changed()
    for one in sorted(site.shown_pages(), key=lambda one: one.address):
        page = site.page(one.path)
        summary = page.description or words_of(str(page.body.html)).summary
        posted = one.at.date() if one.kind == "posts" and one.at else None
        listed.append(Listed(one.address, page.title, summary, changed[one.path], posted))
    return listed


def day_of(words: str) -> date | None:
    """The day at the beginning of '2024-05-23 10:00 -0600'; None where there is none."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def posts(pages: Iterable[Listed]) -> list[Listed]:
    """Those that say a date, the latest first."""
    dated = [one for one in pages if one.posted_on]
    return sorted(dated, key=lambda one: (one.posted_on, one.address), reverse=True)


def like(address: str, pages: Iterable[Listed]) -> list[Listed]:
    """Pages at an address that reads like this one, the nearest first; the last part counts too."""
    by_word: dict[str, Listed] = {}
    for one in pages:
        for word in {_last(one.address), one.address}:
            by_word.setdefault(word, one)
    near = [
        *get_close_matches(_last(address), by_word, MOST_LIKE, 0.6),
        *get_close_matches(address, by_word, MOST_LIKE, 0.6),
    ]
    return list(dict.fromkeys(by_word[one] for one in near))[:MOST_LIKE]


def _last(address: str) -> str:
    return address.strip("/").rpartition("/")[2]
