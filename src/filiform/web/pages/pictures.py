"""How does a browser learn which widths of a picture there are, and how much room to leave?"""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from filiform.records.access import pictures

SIZES = "(max-width: 700px) 100vw, 620px"
IMAGE = re.compile(r"<img(?=\s)([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

Find = Callable[[str], Path | None]


def with_sizes(html: str, find: Find, *, first: bool) -> SafeString:
    """Safe HTML whose pictures say their size and narrower forms; all but the first wait.

    Args:
        find: the file behind an address.
        first: whether no picture stands before these; then the first is fetched at once.
    """
    at_once = [first]

    def sized(image: re.Match[str]) -> str:
        told = {name: unescape(value) for name, value in ATTRIBUTE.findall(image[1])}
        told = shown(told, find, at_once=at_once[0])
        at_once[0] = False
        return "<img " + " ".join(f'{k}="{escape(v)}"' for k, v in told.items()) + ">"

    return mark_safe(IMAGE.sub(sized, html))  # attributes are escaped anew, all else is as it was


def shown(told: dict[str, str], find: Find, *, at_once: bool) -> dict[str, str]:
    """The attributes of one picture, with what a browser needs to leave room and choose."""
    src = told.get("src", "")
    path = find(src) if src.startswith("/") else None
    size = pictures.measured(path) if path else None
    more = {"alt": told.get("alt", "")}
    more |= {"fetchpriority": "high"} if at_once else {"loading": "lazy", "decoding": "async"}
    if path is None or size is None:
        return {**told, **more}
    widths = pictures.narrower(path)
    if widths and not re.search(r"[\s,]", src):
        each = [f"{src}?w={one} {one}w" for one in widths]
        more |= {"srcset": ", ".join([*each, f"{src} {size[0]}w"]), "sizes": SIZES}
    return {**told, **_room(told.get("width", ""), size), **more}


def _room(wanted: str, size: tuple[int, int]) -> dict[str, str]:
    """The width that the page asks for, or the picture's own, and the height that goes with it."""
    width, height = size
    asked = int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) else width
    return {"width": str(asked), "height": str(max(round(height * asked / width), 1))}
