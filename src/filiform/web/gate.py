"""Who may enter a page at all? (Whose record they see is asked at `records.access`.)"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

WORDS = {
    "patient": "patients",
    "therapist": "therapists",
    "desk": "the front desk",
    "owner": "the owner",
}


def for_roles(*roles: str) -> Callable[[View], View]:
    """Lets the given roles in; strangers sign in first, others get 403 and a sentence."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.role not in roles:
                who = " and ".join(WORDS[role] for role in roles)
                raise PermissionDenied(f"This page is for {who}.")
            return view(request, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded

    return guard
