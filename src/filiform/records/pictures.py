"""In which widths is a picture kept?

The narrower ones are made with Pillow on the first wish, kept under `DATA_DIR/pictures`, and
never made again for the same file.
"""

import hashlib
import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

WIDTHS = (480, 800, 1200, 1600)
"""Pixels. A phone of 390 pixels with two dots a pixel takes 800."""
QUALITY = 78
MOST_PIXELS = 60_000_000
CAN_BE_MADE_SMALLER = frozenset({".jpg", ".jpeg", ".png", ".webp"})


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
