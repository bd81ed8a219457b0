"""How does a picture come in the size that a screen needs?

A picture keeps its address; `?w=800` asks for a narrower one, which is made with Pillow on the
first wish, kept under `DATA_DIR/pictures` and never made again for the same file.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from PIL import Image, ImageOps

WIDTHS = (480, 800, 1200, 1600)
"""Pixels. A phone of 390 pixels with two dots a pixel takes 800."""
SIZES = "(max-width: 700px) 100vw, 620px"
QUALITY = 78
MOST_PIXELS = 60_000_000
CAN_BE_MADE_SMALLER = frozenset({".jpg", ".jpeg", ".png", ".webp"})
IMAGE = re.compile(r"<img(?=\s)([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

Find = Callable[[str], Path | None]


@lru_cache(maxsize=512)
def _measured(path: Path, changed: int, size: int) -> tuple[int, int] | None:
    try:
        with Image.open(path) as picture:
            width, height = picture.size
            turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if not 0 < width * height <= MOST_PIXELS:
        return None
    return (height, width) if turned else (width, height)


def measured(path: Path) -> tuple[int, int] | None:
    """Width and height as it is shown; None for what is no picture, or far too large a one."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return _measured(path, seen.st_mtime_ns, seen.st_size)


def narrower(path: Path) -> tuple[int, ...]:
    """The widths in which it can be had besides its own."""
    size = measured(path)
    if size is None or path.suffix.lower() not in CAN_BE_MADE_SMALLER:
        return ()
    return tuple(one for one in WIDTHS if one < size[0])


def made(path: Path, width: int) -> Path | None:
    """A WebP file of that width, made now if nobody asked before; None where it cannot be."""
    if width not in narrower(path):
        return None
    seen = path.stat()
    state = f"{path} {seen.st_mtime_ns} {seen.st_size} {width}"
    name = f"{hashlib.sha256(state.encode()).hexdigest()}.webp"
    kept = Path(settings.DATA_DIR) / "pictures" / name
    if kept.is_file():
        return kept
    try:
        return _make(path, width, kept)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _make(path: Path, width: int, kept: Path) -> Path:
    """Whole or not at all: another process may make the same one at the same time."""
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = kept.with_name(f"{kept.stem}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with Image.open(path) as picture:
            upright = ImageOps.exif_transpose(picture)
            mode = "RGBA" if upright.has_transparency_data else "RGB"
            height = max(round(upright.height * width / upright.width), 1)
            small = upright.convert(mode).resize((width, height), Image.Resampling.LANCZOS)
        small.save(part, "WEBP", quality=QUALITY, method=4)
        part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
    return kept


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
    size = measured(path) if path else None
    more = {"alt": told.get("alt", "")}
    more |= {"fetchpriority": "high"} if at_once else {"loading": "lazy", "decoding": "async"}
    if path is None or size is None:
        return {**told, **more}
    widths = narrower(path)
    if widths and not re.search(r"[\s,]", src):
        each = [f"{src}?w={one} {one}w" for one in widths]
        more |= {"srcset": ", ".join([*each, f"{src} {size[0]}w"]), "sizes": SIZES}
    return {**told, **_room(told.get("width", ""), size), **more}


def _room(wanted: str, size: tuple[int, int]) -> dict[str, str]:
    """The width that the page asks for, or the picture's own, and the height that goes with it."""
    width, height = size
    asked = int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) else width
    return {"width": str(asked), "height": str(max(round(height * asked / width), 1))}
