"""How do a clinic's words, Markdown mixed with old HTML, become safe and plain HTML?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("a", "abbr", "address", "article", "b", "blockquote", "br", "caption", "cite", "code"),
    *("dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5"),
    *("h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s"),
    *("section", "small", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title", "width", "height"},
    **{tag: {"id"} for tag in ("article", "div", "li", "p", "section")},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{f"h{n}": {"id"} for n in range(2, 7)},
}
GONE_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe"}
NOT_SHOWN = re.compile(r"<(iframe|script|form|video|audio|object|embed)\b", re.IGNORECASE)
BIG_HEADING = re.compile(r"<(/?)h1\b", re.IGNORECASE)
IMAGE = re.compile(r'<img((?:\s[\w-]+="[^"]*")*)\s*/?>')
OURS = frozenset({"main"})

Address = Callable[[str], str]
Picture = Callable[[str], str]


@dataclass(frozen=True)
class Prose:
    """Safe HTML, and the names of the tags that a page may not have (an iframe, a form)."""

    html: SafeString
    not_shown: tuple[str, ...]


def read_prose(
    words: str, *, link: Address, picture: Picture, reader: MarkdownIt | None = None
) -> Prose:
    """The words of a page as safe HTML.

    A paragraph that is one bold question becomes a heading with an anchor.

    Args:
        words: Markdown mixed with HTML.
        link: where an address of the page leads to.
        picture: where a picture of the page lies; '' where there is none to show.
        reader: another reader of Markdown than the usual one.
    """
    reader = reader or MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(words)
    _mark_headings(tokens)
    html = reader.renderer.render(tokens, reader.options, {})
    gone = sorted({found.lower() for found in NOT_SHOWN.findall(words)})
    return Prose(cleaned(html, link=link, picture=picture), tuple(gone))


def cleaned(html: str, *, link: Address, picture: Picture) -> SafeString:
    """HTML without anything that a page may not have; h1 becomes h2."""
    safe = nh3.clean(
        BIG_HEADING.sub(r"<\1h2", html),
        tags=TAGS,
        clean_content_tags=GONE_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, link, picture),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return mark_safe(IMAGE.sub(_with_a_picture, safe))  # cleaned by nh3 a few lines above


def _attribute(tag: str, name: str, value: str, link: Address, picture: Picture) -> str | None:
    if (tag, name) == ("a", "href"):
        return link(value) or None
    if (tag, name) == ("img", "src"):
        return picture(value) or None
    if name == "id" and value in OURS:
        return None
    return value


def _with_a_picture(image: re.Match[str]) -> str:
    """An image without its picture is what it says, in words: nothing broken is shown."""
    attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', image[1]))
    return image[0] if "src" in attributes else escape(unescape(attributes.get("alt", "")))


def _mark_headings(tokens: Sequence[Token]) -> None:
    """Gives headings their ids; h1 becomes h2, since the title is the h1."""
    used: set[str] = set(OURS)
    for before, inline, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if _is_bold_question(before, inline):
            before.tag = after.tag = "h2"
            before.type, after.type = "heading_open", "heading_close"
        if before.type != "heading_open":
            continue
        if before.tag == "h1":
            before.tag = after.tag = "h2"
        before.attrSet("id", _unused(slugify(_text(inline)) or "part", used))


def _is_bold_question(before: Token, inline: Token) -> bool:
    if before.type != "paragraph_open" or inline.type != "inline" or before.hidden:
        return False
    inner = [one for one in inline.children or [] if one.type != "html_inline"]
    kinds = [one.type for one in inner if one.type != "text" or one.content.strip()]
    bold = kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"]
    once = kinds.count("strong_open") == 1 and not {"softbreak", "hardbreak"} & set(kinds)
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
