"""How do a clinic's words, Markdown mixed with old HTML, become safe and plain HTML?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt"),
    *("em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd"),
    *("li", "mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table"),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{f"h{n}": {"id"} for n in range(2, 7)},
}
GONE_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object"}


@dataclass(frozen=True)
class Prose:
    """Safe HTML, and its questions: (id, words) of the headings that end in '?'."""

    html: SafeString
    questions: tuple[tuple[str, str], ...]


def read_prose(words: str, local: Iterable[str]) -> Prose:
    """The words of a page as safe HTML.

    A paragraph that is one bold question becomes a heading with an anchor. Links
    to the clinic's earlier addresses become local where a page is there.

    Args:
        words: Markdown mixed with HTML. local: addresses of the pages there are.
    """
    known = frozenset(local)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(words)
    questions = _mark_headings(tokens)
    raw = reader.renderer.render(tokens, reader.options, {})
    safe = nh3.clean(
        raw,
        tags=TAGS,
        clean_content_tags=GONE_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, known),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return Prose(mark_safe(safe), questions)  # cleaned by nh3 one line above


def _mark_headings(tokens: list[Token]) -> tuple[tuple[str, str], ...]:
    """Gives headings their ids; h1 becomes h2, since the title is the h1."""
    questions: list[tuple[str, str]] = []
    used: set[str] = set()
    for before, inline, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if _is_bold_question(before, inline):
            before.tag = after.tag = "h2"
            before.type, after.type = "heading_open", "heading_close"
        if before.type != "heading_open":
            continue
        if before.tag == "h1":
            before.tag = after.tag = "h2"
        text = _text(inline)
        before.attrSet("id", _unused(slugify(text) or "part", used))
        if text.endswith("?"):
            questions.append((str(before.attrGet("id")), text))
    return tuple(questions)


def _is_bold_question(before: Token, inline: Token) -> bool:
    if before.type != "paragraph_open" or inline.type != "inline":
        return False
    inner = [one for one in inline.children or [] if one.type != "html_inline"]
    kinds = [one.type for one in inner if one.type != "text" or one.content.strip()]
    bold = kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"]
    once = kinds.count("strong_open") == 1 and "softbreak" not in kinds
    return bold and once and _text(inline).endswith("?")


def _text(inline: Token) -> str:
    words = "".join(one.content for one in inline.children or [] if one.type != "html_inline")
    return re.sub(r"\s+", " ", words).strip()


def _unused(wanted: str, used: set[str]) -> str:
    name, number = wanted, 2
    while name in used:
        name, number = f"{wanted}-{number}", number + 1
    used.add(name)
    return name


def _attribute(tag: str, name: str, value: str, local: frozenset[str]) -> str | None:
    if (tag, name) == ("a", "href"):
        return home_address(value, local)
    if (tag, name) == ("img", "src"):
        here = home_address(value, local, anywhere=True)
        return here if here.startswith("/") else None
    return value


def home_address(href: str, local: frozenset[str], *, anywhere: bool = False) -> str:
    """An address of the clinic's earlier site as a local one, where a page (or picture) is."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "#"
    if (parts.hostname or "").lower() not in settings.OLD_ADDRESSES:
        return href
    path = parts.path or "/"
    with_slash = path if path.endswith("/") else f"{path}/"
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if anywhere:
        return path
    return f"{with_slash}{anchor}" if with_slash in local else href
