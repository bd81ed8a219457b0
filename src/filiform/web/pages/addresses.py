"""Where does an address in the clinic's words lead to, and where does a picture lie?"""

from collections.abc import Collection
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
OURS = ("home", "book", "facts", "aftercare", "account_login")


def picture(address: str) -> Path | None:
    """The picture file behind an address such as '/wp-content/uploads/a.jpg', if it is there.

    Never a file outside the content folder, whatever the address or a symbolic link says.
    """
    root = Path(settings.CONTENT_DIR)
    try:
        path = (root / address.lstrip("/")).resolve()
        inside = path.is_relative_to(root.resolve()) and path.suffix.lower() in PICTURES
        return path if inside and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def is_ours(address: str) -> bool:
    """Whether filiform itself answers at an address, with a slash behind it or without."""
    for one in (address, f"{address.rstrip('/')}/"):
        try:
            if resolve(one).url_name not in ("page", "home", "picture", "unslashed"):
                return True
        except Resolver404:
            continue
    return False


def home_address(href: str, there: Collection[str]) -> str:
    """An address of the clinic's earlier site as a local one, where something is there.

    Args:
        there: the addresses of the pages of the folder.
    """
    parts = _old(href)
    if parts is None:
        return href
    path = parts.path or "/"
    slashed = path if path.endswith("/") else f"{path}/"
    if slashed in there or slashed in {reverse(name) for name in OURS}:
        return parts._replace(scheme="", netloc="", path=slashed).geturl()
    return path if picture(path) else href


def picture_address(src: str) -> str:
    """Where a picture of a page should lie here; what lies elsewhere stays as it is written."""
    parts = _old(src)
    if parts is not None:
        return parts.path
    return src if "://" in src or src.startswith("//") else f"/{src.lstrip('/')}"


def _old(href: str) -> SplitResult | None:
    """The parts of an address of the clinic's earlier site; None for any other."""
    try:
        parts = urlsplit(href.strip())
        here = (parts.hostname or "").lower() in settings.OLD_ADDRESSES
    except ValueError:
        return None
    return parts if here else None
