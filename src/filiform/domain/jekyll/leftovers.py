"""What of a page cannot be shown here: what is put in its place, and what does the report say?"""

import html
import re
from collections.abc import Callable

from filiform.domain.jekyll import code
from filiform.domain.jekyll.remarks import Kind, Remark

PLACES = {
    "maps.google.com": "See the map",
    "www.google.com": "See the map",
    "www.openstreetmap.org": "See the map",
    "player.vimeo.com": "Watch the video",
    "www.youtube.com": "Watch the video",
    "www.youtube-nocookie.com": "Watch the video",
}
"""The iframes that become a link: nothing is asked of a third party until somebody follows it."""

ELEMENT = re.compile(
    r"<(iframe|form|script|style|object|embed|video|audio|svg|noscript|template)\b([^>]*)>"
    r"(?:.*?</\1\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
HOST = re.compile(r"(?:https?:)?//([^/:?#]+)", re.IGNORECASE)
CAPTION = re.compile(r"\[caption\b([^\]]*)\](.*?)\[/caption\]", re.DOTALL)
EMBED = re.compile(r"\[(embed|video|audio|youtube|vimeo)\b[^\]]*\]\s*(https?://\S+?)\s*\[/\1\]")
IMAGE = re.compile(r"(<a\b[^>]*>)?\s*<img\b[^>]*>\s*(</a>)?", re.IGNORECASE)
ALONE = (
    "gallery|contact-form-7|contact-form|gravityform|wpforms|ninja_form|vc_\\w+|et_pb_\\w+|"
    "fusion_\\w+|rev_slider|playlist|one_half\\w*|one_third\\w*|su_\\w+|smartslider\\d?"
)
WITH_MORE = "slider|button|audio|video|embed|youtube|vimeo|map|google_map|columns?|toggle|tabs?"
SHORTCODE = re.compile(
    rf"(?<![\]!\\])\[(/?)(?:({ALONE})(?:\s[^\]\n]*)?|({WITH_MORE})\s+[\w-]+\s*=[^\]\n]*)/?\](?![(\[:])"
)
"""Shortcodes of WordPress; a word that may as well be meant so needs more behind it."""
OLD_STYLE = re.compile(r"<span\b[^>]*\bstyle=", re.IGNORECASE)

Cleared = tuple[str, list[Remark]]


def cleared(file: str, text: str) -> Cleared:
    """The words of a page without what cannot be shown, and a remark for each such thing."""
    remarks: list[Remark] = []

    def say(kind: Kind, says: str) -> None:
        remarks.append(Remark(kind, file, says))

    def plain(part: str) -> str:
        part = ELEMENT.sub(lambda one: _instead(one[1].lower(), _attributes(one[2]), say), part)
        return _without_shortcodes(part, say)

    text = code.outside(text, plain)
    spans = len(OLD_STYLE.findall(text))
    if spans:
        say(Kind.CHANGED, f"{spans} <span style> are taken off; their words stay.")
    return text, list(dict.fromkeys(remarks))


def _instead(tag: str, said: dict[str, str], say: Callable[[Kind, str], None]) -> str:
    """What stands in the place of an element that cannot be shown."""
    host = _host(said.get("src") or said.get("action") or said.get("data") or "")
    if tag == "iframe":
        return _link_to_frame(said, host, say)
    if tag == "form":
        way = f"that posts to {host}" if host else "that posts nowhere by itself"
        say(Kind.NOT_UNDERSTOOD, f"a form {way} is left out. Link to the enquiry page instead.")
    elif tag == "script":
        say(Kind.NOT_UNDERSTOOD, f"a script{f' from {host}' if host else ''} is left out.")
    elif tag == "style":
        say(Kind.CHANGED, "a <style> is left out.")
    elif tag not in ("noscript", "template"):
        say(Kind.NOT_UNDERSTOOD, f"<{tag}>{f' from {host}' if host else ''} is left out.")
    return ""


def _link_to_frame(said: dict[str, str], host: str, say: Callable[[Kind, str], None]) -> str:
    source = said.get("src", "")
    if host not in PLACES or not source.startswith(("https://", "http://", "//")):
        where = f"from {host}" if host else "without a host"
        say(Kind.NOT_UNDERSTOOD, f"an iframe {where} is left out.")
        return ""
    address = html.escape(f"https:{source}" if source.startswith("//") else source)
    say(Kind.CHANGED, f"an iframe from {host} is a link now.")
    return f'<p><a href="{address}">{PLACES[host]} ({host.removeprefix("www.")})</a></p>'


def _without_shortcodes(text: str, say: Callable[[Kind, str], None]) -> str:
    text = CAPTION.sub(lambda one: _figure(one[2]), text)
    text = EMBED.sub(lambda one: f'<p><a href="{html.escape(one[2])}">{one[2]}</a></p>', text)

    def gone(found: re.Match[str]) -> str:
        if not found[1]:
            name = found[2] or found[3]
            say(Kind.NOT_UNDERSTOOD, f"the shortcode [{name}] of WordPress is left out.")
        return ""

    return SHORTCODE.sub(gone, text)


def _figure(inside: str) -> str:
    image = IMAGE.search(inside)
    if image is None:
        return inside
    words = (inside[: image.start()] + inside[image.end() :]).strip()
    return f"<figure>{image[0].strip()}<figcaption>{words}</figcaption></figure>"


def _attributes(text: str) -> dict[str, str]:
    found = ATTRIBUTE.findall(text)
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in found}


def _host(address: str) -> str:
    found = HOST.match(address.strip())
    return found[1].lower() if found else ""
