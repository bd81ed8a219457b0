"""Which menu does the folder describe, in its data, its settings or the pages themselves?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from filiform.domain.jekyll import front, redirects
from filiform.domain.jekyll.addresses import Directory
from filiform.domain.jekyll.documents import Document

NAMED = ("navigation", "menu", "nav", "main", "header", "menus", "navbar", "main_menu")
TITLES, WAYS = ("title", "name", "text", "label", "page"), ("url", "link", "href", "path", "page")
WITHIN = ("children", "sub", "submenu", "subnav", "items", "pages", "sublinks", "dropdown")
MARKED = ("menu", "nav", "navigation", "in_menu", "main_nav", "show_in_nav", "navbar", "in_nav")
ORDER = ("menu_order", "nav_order", "order", "weight", "menu_weight", "navigation_weight")
MOST = 40
HOUSE = ("/book/", "/facts/", "/aftercare/")
"""Public pages of filiform's own that a menu may name."""


@dataclass(frozen=True)
class Entry:
    """One line of the menu; `leads_to` is written as in the folder."""

    title: str
    leads_to: str


Local = tuple[list[Entry], list[Entry]]


def read(
    data: Mapping[str, Any], raw: Mapping[str, Any], documents: Iterable[Document]
) -> tuple[str, list[Entry]]:
    """Where the menu was found, in words, and its lines; ('', []) where there is none."""
    for where, said in (("_data", data), ("_config.yml", raw)):
        for name in NAMED:
            entries = _entries(said.get(name))
            if entries:
                return f"{name} in {where}", entries[:MOST]
    public = [one for one in documents if one.address and not one.held]
    entries = _header_pages(raw.get("header_pages"), public)
    if entries:
        return "header_pages in _config.yml", entries
    entries = _marked(public)
    return ("the front matter of the pages" if entries else ""), entries


def local(entries: Iterable[Entry], ours: frozenset[str], baseurl: str, there: Directory) -> Local:
    """The lines with their addresses as they are here, each once, and those that lead nowhere."""
    found = [(one, _here(one.leads_to, ours, baseurl, there)) for one in entries]
    kept = {way: Entry(one.title, way) for one, way in reversed(found) if way}
    return list(reversed(kept.values())), [one for one, way in found if not way]


def _here(way: str, ours: frozenset[str], baseurl: str, there: Directory) -> str:
    """The address as it is here; '' where nothing answers."""
    way = redirects.local(way, ours)
    if redirects.SAFE_ELSEWHERE.fullmatch(way):
        return way
    way = f"/{way.lstrip('/')}"
    way = way[len(baseurl) :] if baseurl and way.startswith(f"{baseurl}/") else way
    path, anchor, part = way.partition("#")
    slashed = f"{path.rstrip('/')}/"
    found = there.answer(path)
    if found is None:
        return slashed + anchor + part if slashed in HOUSE else ""
    return (found.leads_to or found.path) + anchor + part


def _entries(said: object) -> list[Entry]:
    """The lines of a list, or of the first list in a mapping such as `main: [...]`; those that
    stand below a line come after all others."""
    if isinstance(said, Mapping):
        lists = (_entries(said[one]) for one in (*NAMED, *said) if one in said)
        return next((one for one in lists if one), [])
    if not isinstance(said, list):
        return []
    lines = [_entry(one) for one in said if isinstance(one, Mapping)]
    below = [entry for _, some in lines for entry in some]
    return [*(entry for first, _ in lines for entry in first), *below]


def _entry(said: Mapping[str, Any]) -> tuple[list[Entry], list[Entry]]:
    """The line itself, if it leads anywhere, and those below it."""
    title = next((front.words(said[one]) for one in TITLES if front.words(said.get(one))), "")
    way = next((front.words(said[one]) for one in WAYS if front.words(said.get(one))), "")
    below = next((said[one] for one in WITHIN if isinstance(said.get(one), list)), None)
    first = [Entry(title, way)] if title and ("/" in way or "." in way or "#" in way) else []
    return first, _entries(below)


def _header_pages(said: object, public: list[Document]) -> list[Entry]:
    by_path = {one.path: one for one in public}
    named = [by_path[one] for one in front.several(said) if one in by_path]
    return [Entry(one.title, one.address) for one in named]


def _marked(public: list[Document]) -> list[Entry]:
    """Pages that say themselves that they stand in the menu."""
    found = [one for one in public if any(one.front.get(mark) for mark in MARKED)]
    found.sort(key=lambda one: (_order(one), one.path))
    return [Entry(_shown_title(one), one.address) for one in found]


def _order(one: Document) -> float:
    numbers = [one.front[name] for name in ORDER if isinstance(one.front.get(name), int | float)]
    return float(numbers[0]) if numbers else float("inf")


def _shown_title(one: Document) -> str:
    names = ("menu_title", "nav_title", "navigation_title", "menu_name")
    return next((front.words(one.front[n]) for n in names if one.front.get(n)), "") or one.title
