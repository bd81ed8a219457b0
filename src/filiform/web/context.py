"""What does every page know about the clinic and about who is looking?"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from filiform.records import access


@dataclass(frozen=True)
class Frame:
    """What stands around every page; it is read again after a few seconds."""

    centers: tuple[object, ...]
    synthetic: bool
    menu: tuple[object, ...]
    until: float


_kept: list[Frame] = []


def clinic(request: HttpRequest) -> dict[str, object]:
    """`centers` for the telephone numbers; `waiting`, how many alerts this person should open;
    `enquiries_waiting`, how many enquiries wait for the desk; `menu`, the imported site's lines.

    Each is read when a page first prints it: a fragment that prints none asks nothing.
    """
    frame = SimpleLazyObject(_frame)
    return {
        "clinic_name": settings.CLINIC_NAME,
        "centers": SimpleLazyObject(lambda: frame.centers),
        "menu": SimpleLazyObject(lambda: frame.menu),
        "synthetic": SimpleLazyObject(lambda: frame.synthetic),
        "waiting": SimpleLazyObject(lambda: _waiting(request)),
        "enquiries_waiting": SimpleLazyObject(lambda: access.enquiries.waiting(request.user)),
    }


def _frame() -> Frame:
    now = time.monotonic()
    if not _kept or _kept[0].until <= now:
        centers, synthetic = tuple(access.centers()), access.any_synthetic()
        menu = tuple(access.site.menu())
        _kept[:] = [Frame(centers, synthetic, menu, now + settings.FRAME_SECONDS)]
    return _kept[0]


def _waiting(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    staff = user is not None and user.is_authenticated and user.role != "patient"
    return access.alerts_waiting(user) if staff else 0


def forget() -> None:
    """Reads the frame again at the next page."""
    _kept.clear()
