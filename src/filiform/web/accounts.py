"""Who signs in, and where do they land?"""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from filiform.web.gate import for_roles

FIRST_PAGE = {"patient": "my-visits", "therapist": "my-day", "desk": "desk-day", "owner": "office"}


class Adapter(DefaultAccountAdapter):
    """Accounts are made by booking or by the clinic, never by a stranger's sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


@require_safe
@for_roles(*FIRST_PAGE)
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Everyone's own first page."""
    return redirect(FIRST_PAGE[request.user.role])
