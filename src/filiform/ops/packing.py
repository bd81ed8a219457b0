"""How do styles, scripts and pictures lie ready to be sent? Compressed, under their own hash.

docs/decisions/0007 says why.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from whitenoise.compress import Compressor

KEPT = 3
"""So many versions are kept: a page that is open goes on with the files it began with."""


def pack() -> None:
    """Makes the folder of this version where there is none. It takes a second, once."""
    if settings.WHITENOISE_ROOT is None:
        return  # they are served as they lie
    place = settings.WHITENOISE_ROOT / settings.STATIC_URL.strip("/")
    if place.is_dir():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix="packing-") as box:
        whole = Path(box) / "whole"
        for source in settings.STATICFILES_DIRS:
            shutil.copytree(source, whole)
        _compress(whole)
        os.utime(whole)  # when it was made, not when its source was
        _put(whole, place)
    _forget_older(place.parent, but=place)


def _compress(folder: Path) -> None:
    """A .gz and a .br beside every file that gets smaller by it."""
    compressor = Compressor(quiet=True)
    files = [str(one) for one in folder.rglob("*") if one.is_file()]
    wanted = [one for one in files if compressor.should_compress(one)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compressor.compress, wanted))


def _put(whole: Path, place: Path) -> None:
    """In one step; where another process was faster, its files are the same."""
    try:
        whole.rename(place)
    except OSError:
        if not place.is_dir():
            raise


def _forget_older(folder: Path, *, but: Path) -> None:
    older = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in [path for path in older if path != but][KEPT - 1 :]:
        shutil.rmtree(one, ignore_errors=True)
