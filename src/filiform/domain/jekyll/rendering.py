"""What do the words of a page say once Liquid has filled them, and what stands around them?"""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liquid import RenderContext
from liquid.exceptions import LiquidError

from filiform.domain.jekyll import front, tags
from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.places import is_markdown
from filiform.domain.jekyll.reading import Site
from filiform.domain.jekyll.remarks import Kind, Remark, Unreadable
from filiform.domain.jekyll.shown import Shown, site_seen
from filiform.domain.jekyll.templates import Templates

Markdown = Callable[[str], str]
HERE = "\ue000here\ue001"
"""Stands in `around` where the page's own words belong."""
FRAME = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.IGNORECASE | re.DOTALL)
BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.IGNORECASE | re.DOTALL)
ENDS = re.compile(
    r"<(header|nav|footer)\b.*?</\1\s*>"
    r"|\{%-?\s*include\s+[\w/.-]*(?:head|nav|foot|menu)[\w-]*\.html[^%]*%\}",
    re.IGNORECASE | re.DOTALL,
)
NO_LAYOUT = ("", "none", "null")
CONTENT = re.compile(r"\{\{-?\s*content\b")
DEEPEST = 8
JEKYLL = {"environment": "production", "version": "4.3.3"}
ONE_PAGE = {"page": 1, "total_pages": 1}
FAULTS = (LiquidError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What a template may end in besides what it is allowed to get wrong."""


@dataclass(frozen=True)
class Filled:
    """The words of a page: Markdown or HTML, and the HTML that its layouts put around them.

    `around` holds the mark HERE where the words belong (nowhere, where a layout leaves them out),
    or is '' where nothing stands around.
    """

    words: str
    markdown: bool
    around: str
    remarks: tuple[Remark, ...]


class Rendering:
    """A site whose pages can be filled, one after the other."""

    def __init__(self, site: Site, *, markdown: Markdown, at: datetime) -> None:
        self.site, self.markdown = site, markdown
        self.noted: list[Remark] = []
        self.about = ""
        self.depth = 0
        self.layouts = self._read_layouts()
        self.templates = Templates(dict(site.includes), self._note)
        self._add_what_needs_the_site()
        self.seen, self.by_path = site_seen(site, self._content)
        self.seen["time"] = at

    def filled(self, one: Document) -> Filled:
        """The words of a page, and what was noted on the way."""
        self.noted, self.about = [], one.path
        if one.whole:
            self._note("a whole HTML page: its body stands in filiform's frame.", Kind.CHANGED)
            words = _inside(one.words, all_of_it=True)
            return Filled(one.words if words is None else words, False, "", tuple(self.noted))
        seen = self.by_path.get(one.path)
        page = seen if seen and seen.one is one else Shown(one, self._content)
        known: dict[str, Any] = {"page": page, "site": self.seen}
        known |= {"jekyll": JEKYLL, "paginator": {"posts": self.seen["posts"], **ONE_PAGE}}
        words = self._fill(one.words, known)
        around = self._around(front.words(one.front.get("layout")), known, words)
        remarks = tuple(dict.fromkeys(self.noted))
        return Filled(words, is_markdown(one.path), around, remarks)

    def _around(self, name: str, known: dict[str, Any], words: str) -> str:
        """The layouts around the words, from the inside out, without the frame of the site."""
        around, steps = HERE, 0
        while name in self.layouts and steps < DEEPEST:
            said, source = self.layouts[name]
            empty = around == HERE and not words.strip()
            inner = _inside(source, all_of_it=empty)
            if inner is None:
                self._note(f"layout '{name}': a frame; filiform's own is used.", Kind.NOT_USED)
                break
            around = self._fill(inner, known | {"content": around, "layout": said})
            name, steps = front.words(said.get("layout")), steps + 1
        if name not in (*self.layouts, *NO_LAYOUT) and not steps:
            self._note(f"layout '{name}' is of a theme; filiform's own is used.", Kind.NOT_USED)
        return "" if around == HERE else around

    def _read_layouts(self) -> dict[str, tuple[dict[str, Any], str]]:
        """Name -> front matter and source; one that cannot be read is no layout."""
        found = {}
        for name, text in self.site.layouts.items():
            with contextlib.suppress(Unreadable):
                found[name.rsplit(".", 1)[0]] = front.split(text)
        return found

    def _fill(self, source: str, known: dict[str, Any]) -> str:
        if "{{" not in source and "{%" not in source:
            return source
        try:
            return self.templates.from_string(source).render(**known)
        except FAULTS as problem:
            self._note(f"Liquid: {type(problem).__name__}; the words stay as they are written.")
            return source

    def _content(self, one: Document) -> str:
        """The words of another page as HTML, for lists of posts."""
        if self.depth > 1:
            return ""
        self.depth += 1
        try:
            words = self._fill(one.words, {"page": self.by_path[one.path], "site": self.seen})
        finally:
            self.depth -= 1
        return self.markdown(words) if is_markdown(one.path) else words

    def _note(self, says: str, kind: Kind = Kind.NOT_UNDERSTOOD) -> None:
        if self.depth:
            return  # of another page, which says it itself
        self.noted.append(Remark(kind, self.about, says))

    def _add_what_needs_the_site(self) -> None:
        add = self.templates.add_filter
        add("relative_url", self._local)
        add("absolute_url", self._local)
        add("strip_index", lambda value: str(value or "").removesuffix("index.html"))
        add("markdownify", lambda value: self.markdown(str(value or "")))
        self.templates.add_tag(tags.written("link", self._link))
        self.templates.add_tag(tags.written("post_url", self._post))

    def _local(self, value: object) -> str:
        """An address within the site; one with a scheme stays as it is."""
        words = "" if value is None else str(value)
        if "://" in words or words.startswith(("//", "#", "mailto:", "tel:")):
            return words
        return f"/{words.lstrip('/')}"

    def _link(self, context: RenderContext, words: str) -> str:
        path = words.strip("\"'").lstrip("/")
        found = self.by_path.get(path)
        if found is None and path not in self.site.assets:
            self._note(f"the link to {path} leads nowhere.", Kind.MISSING)
            return ""
        return found.one.address if found else f"/{path}"

    def _post(self, context: RenderContext, words: str) -> str:
        name = words.strip("\"'").lstrip("/")
        for path, shown in self.by_path.items():
            base = path.replace("_posts/", "").rsplit(".", 1)[0]
            if shown.one.kind == "posts" and (base == name or base.endswith(f"/{name}")):
                return shown.one.address
        self._note(f"the link to the post {name} leads nowhere.", Kind.MISSING)
        return ""


def _inside(source: str, *, all_of_it: bool) -> str | None:
    """What of a layout belongs to the page: all of it, or what its <main> holds; None: nothing.

    With `all_of_it`, for a page without words, also the body of a frame, less its ends.
    """
    if not FRAME.search(source):
        return source
    main = MAIN.search(source)
    if main and (all_of_it or CONTENT.search(main[1])):
        return main[1]
    body = BODY.search(source) if all_of_it else None
    return ENDS.sub("", body[1]) if body else None
