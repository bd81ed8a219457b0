"""What do templates see of the site and of each page?"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.reading import Site

Content = Callable[[Document], str]


class Shown(Mapping[str, Any]):
    """A page as `page` or as one of `site.posts`; its content is made when a template asks."""

    def __init__(self, one: Document, content: Content) -> None:
        self.one, self._content = one, content
        self.beside: dict[str, Shown | None] = {}

    @cached_property
    def said(self) -> dict[str, Any]:
        """What is known without rendering anything."""
        one = self.one
        kind = {"drafts": "posts"}.get(one.kind, one.kind)
        return {
            "name": one.path.rsplit("/", 1)[-1],
            "slug": one.name,
            **one.front,
            "title": one.front.get("title", one.title),
            "url": one.address,
            "id": one.address.removesuffix("/").removesuffix(".html"),
            "path": one.path,
            "relative_path": one.path,
            "date": one.at,
            "categories": list(one.categories),
            "collection": "" if kind == "pages" else kind,
            **self.beside,
        }

    def __getitem__(self, key: str) -> Any:
        if key == "content":
            return self._content(self.one)
        if key == "excerpt" and "excerpt" not in self.one.front:
            return self._content(self.one).partition("</p>")[0] + "</p>"
        return self.said[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)

    def __str__(self) -> str:
        return self.one.title


def site_seen(site: Site, content: Content) -> tuple[dict[str, Any], dict[str, Shown]]:
    """`site` for templates, and every document by the path of its file.

    `site.url` and `site.baseurl` are empty: every address is a local one here.
    """
    by_path = {one.path: Shown(one, content) for one in site.documents}
    public = [one for one in by_path.values() if not one.one.held]
    named = {label: _of_kind(public, label) for label in site.config.collections}
    local = {"title": site.config.title, "url": "", "baseurl": "", "data": site.data}
    files = {"static_files": [_file(path) for path in sorted(site.assets)]}
    return {**site.config.raw, **named, **local, **files, **_lists(public, named)}, by_path


def _lists(public: list[Shown], named: Mapping[str, list[Shown]]) -> dict[str, Any]:
    """Pages and posts in the orders and groups that templates ask for."""
    posts, pages = _in_time(public), _of_kind(public, "pages")
    return {
        "pages": pages,
        "html_pages": pages,
        "posts": posts,
        "documents": [*posts, *(one for some in named.values() for one in some)],
        "collections": [{"label": label, "docs": docs} for label, docs in named.items()],
        "tags": _by(posts, "tags"),
        "categories": _by(posts, "categories"),
    }


def _of_kind(found: list[Shown], kind: str) -> list[Shown]:
    """Those of a collection in the order that Jekyll gives them: by date, then by name."""
    some = [one for one in found if one.one.kind == kind]
    return sorted(some, key=lambda one: (one.one.at is not None, str(one.one.at), one.one.path))


def _in_time(found: list[Shown]) -> list[Shown]:
    """The posts, the latest first, each with the one before and after it."""
    posts = _of_kind(found, "posts")
    for one, following in pairwise(posts):
        one.beside["next"], following.beside["previous"] = following, one
    return posts[::-1]


def _by(posts: list[Shown], name: str) -> dict[str, list[Shown]]:
    groups: dict[str, list[Shown]] = {}
    for one in posts:
        said = one.said.get(name) or []
        for word in said.split() if isinstance(said, str) else said:
            groups.setdefault(str(word), []).append(one)
    return groups


def _file(path: str) -> dict[str, str]:
    name = path.rsplit("/", 1)[-1]
    base, _, end = name.rpartition(".")
    return {"path": f"/{path}", "name": name, "basename": base, "extname": f".{end}"}
