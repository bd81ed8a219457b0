"""What is a page, a post or a document of a collection, and where is it read?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from html import unescape
from typing import Any

from filiform.domain.jekyll import front, permalinks
from filiform.domain.jekyll.config import Config
from filiform.domain.jekyll.places import HTML, Place, collection_of, ending
from filiform.domain.jekyll.remarks import Unreadable

DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """One written file: its front matter with the defaults of its folder, its words, its address.

    Attributes:
        kind: 'pages', 'posts', 'drafts' or the label of the collection.
        address: as Jekyll writes it; '' where the file has no page of its own, or is held back.
        held: why it is not public, in a sentence; '' where it is.
        whole: an HTML file without front matter, which Jekyll copies as it is.
    """

    path: str
    kind: str
    front: Mapping[str, Any]
    words: str
    title: str
    at: datetime | None = None
    address: str = ""
    held: str = ""
    categories: tuple[str, ...] = ()
    whole: bool = False

    @property
    def name(self) -> str:
        """The file's name without ending, and a post's without its date."""
        base = self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        dated = DATED.fullmatch(base)
        return dated[4] if dated and self.kind in ("posts", "drafts") else base


def read(path: str, text: str, place: Place, config: Config, *, at: datetime) -> Document:
    """The document of a file. Raises Unreadable.

    Args:
        at: now; a post of a later day is held back, as Jekyll does.
    """
    kind = _kind(path, place, config)
    if kind == "pages" and ending(path) in HTML and not front.has_front(text):
        return _whole(path, text)
    said, words = front.split(text)
    said = config.defaults_of(path, kind) | said
    one = Document(path, kind, said, words, title=front.words(said.get("title")))
    one = replace(one, at=_dated(one), categories=_categories(one, config.around))
    if not one.title:
        home = config.title if one.path.rsplit(".", 1)[0] == "index" else ""
        one = replace(one, title=home or _title(one))
    held = _held(one, config, at)
    return replace(one, held=held, address="" if held else address(one, config))


def _whole(path: str, text: str) -> Document:
    """An HTML file without front matter, at the very place where it lies. Raises Unreadable."""
    found = TITLE.search(text)
    one = Document(path, "pages", {}, text, "", whole=True)
    title = " ".join(unescape(found[1]).split()) if found else _title(one)
    here = f"/{path.removesuffix('index.html')}" if one.name == "index" else f"/{path}"
    return replace(one, title=title or _title(one), address=permalinks.checked(here, path))


def address(one: Document, config: Config) -> str:
    """Where Jekyll puts the page of a document; '' for one that has none. Raises Unreadable."""
    collection = config.collections.get(one.kind)
    if collection is not None and not _has_a_page(one, collection.output):
        return ""
    template = front.words(one.front.get("permalink")) or _template(one, config)
    return permalinks.filled(permalinks.STYLES.get(template, template), _values(one, config))


def _template(one: Document, config: Config) -> str:
    """The permalink of a document that asks for none itself."""
    collection, ends = config.collections.get(one.kind), permalinks.suffix(config.permalink)
    if one.kind in ("posts", "drafts"):
        return permalinks.template_of_a_post(config.permalink)
    if collection is not None:
        return collection.permalink or f"/:collection/:path{ends}"
    return "/:path/" if one.name == "index" else f"/:path/:basename{ends}"


def _has_a_page(one: Document, usual: bool) -> bool:
    said = one.front.get("output")
    return said if isinstance(said, bool) else usual


def _kind(path: str, place: Place, config: Config) -> str:
    kinds = {Place.POST: "posts", Place.DRAFT: "drafts", Place.PAGE: "pages"}
    return kinds.get(place) or collection_of(path, dict(config.folders))


def _values(one: Document, config: Config) -> dict[str, str]:
    """What the words of a permalink stand for."""
    folder, _, _name = one.path.rpartition("/")
    inside = config.collections[one.kind].folder if one.kind in config.collections else ""
    within = folder[len(inside) :].strip("/") if inside else folder
    base = one.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    asked = front.words(one.front.get("slug"))
    named = permalinks.title_slug(one.name)
    return {
        **permalinks.of_the_date(one.at),
        "title": permalinks.title_slug(asked) or named,
        "slug": permalinks.slug(asked or one.name),
        "name": permalinks.slug(base) if inside else base,
        "basename": base,
        "path": f"{within}/{base}".strip("/") if inside else within,
        "collection": one.kind,
        "categories": "/".join(part.lower() for part in one.categories),
        "slugified_categories": "/".join(map(permalinks.slug, one.categories)),
        "output_ext": ".html",
    }


def _dated(one: Document) -> datetime | None:
    """The date in the front matter, else the one in the name of a post. Raises Unreadable."""
    said = one.front.get("date")
    if isinstance(said, str) and said.strip():
        said = _read_date(said)
    if isinstance(said, datetime):
        return said if said.tzinfo else said.replace(tzinfo=UTC)
    if isinstance(said, date):
        return datetime.combine(said, time(), UTC)
    return _named_date(one) if one.kind in ("posts", "drafts") else None


def _named_date(one: Document) -> datetime | None:
    found = DATED.fullmatch(one.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if found:
        try:
            return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        except ValueError:
            raise Unreadable("there is no such day as its name says.") from None
    if one.kind == "posts":
        raise Unreadable("a post's name begins with its date, such as 2024-05-31-title.md.")
    return None


def _read_date(said: str) -> datetime:
    day, *rest = said.split()
    offset = rest[1] if len(rest) > 1 and rest[1][0] in "+-Z" else ""
    try:
        return datetime.fromisoformat(" ".join([day, *rest[:1]]) + offset)
    except ValueError:
        raise Unreadable(f"the date {said[:40]!r} cannot be read. Write 2024-05-31.") from None


def _categories(one: Document, around: str) -> tuple[str, ...]:
    """Those of the folders above `_posts`, then those of the front matter."""
    inner = one.path.removeprefix(f"{around}/") if around else one.path
    above = inner.split("/_posts/")[0].split("/") if "/_posts/" in inner else []
    named = front.several(one.front.get("categories"), split_on_space=True)
    named = named or front.several(one.front.get("category"))
    return tuple(dict.fromkeys([*above, *named]))


def _title(one: Document) -> str:
    """The first heading of a page without front matter, else the name of the file."""
    heading = HEADING.search(one.words) if ending(one.path) == ".md" and not one.front else None
    if heading:
        return heading[1]
    name = one.name if one.name != "index" else one.path.rpartition("/")[0].rpartition("/")[2]
    plain = re.sub(r"[-_]+", " ", name).strip()
    return plain[:1].upper() + plain[1:] or "Home"


def _held(one: Document, config: Config, at: datetime) -> str:
    if one.kind == "drafts":
        return "a draft"
    if one.front.get("published") is False or one.front.get("draft") is True:
        return "the front matter keeps it back"
    if one.kind == "posts" and one.at and one.at > at and not config.future:
        return f"its day is still to come ({one.at:%Y-%m-%d})"
    return ""
