"""What becomes of a refusal that no page turned into its own sentence?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from filiform.domain.refusal import Refusal
from filiform.web import errors

PRIVATE = "private, no-store"


class refusals:
    """Answers a `Refusal` with 409 and its sentence; keeps signed-in pages out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated or request.method != "GET":
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return errors.page(request, 409, "That cannot be done", exception.says)
        return None
