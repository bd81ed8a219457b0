"""Who signs in, and where do they land?"""

import logging
from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from filiform.web import errors
from filiform.web.gate import for_roles

FIRST_PAGE = {"patient": "my-visits", "therapist": "my-day", "desk": "desk-day", "owner": "office"}
log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):
    """Accounts are made by booking or by the clinic, never by a stranger's sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """A code or a link; where no letter can be sent now, a sentence instead of a wait."""
        try:
            named = {"clinic_name": settings.CLINIC_NAME}
            super().send_mail(template_prefix, email, context | named)
        except (OSError, SMTPException) as problem:
            log.error("a sign-in letter could not be sent: %s", type(problem).__name__)
            answer = errors.page(
                self.request,
                503,
                "No letter can be sent at the moment",
                "Try again in a few minutes, or call the clinic.",
            )
            raise ImmediateHttpResponse(answer) from None


@require_safe
@for_roles(*FIRST_PAGE)
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Everyone's own first page."""
    return redirect(FIRST_PAGE[request.user.role])


def asked_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form that comes back with something to mend says so in its status, as ours do."""

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        response = view(request, **named)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return answered


# Of allauth's pages these are open. Signing up and changing the address are not.
urlpatterns = [
    path("login/", asked_again(views.login), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("login/code/", asked_again(views.request_login_code), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        asked_again(views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("password/reset/", asked_again(views.password_reset), name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        asked_again(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
