"""What holds for every answer: its sentence when it is refused, and who may keep a copy?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from filiform.domain.refusal import Refusal
from filiform.web import errors

PRIVATE = "private, no-store"
NOT_NEEDED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class refusals:
    """Answers a `Refusal` with 409 and its sentence, a wrong method with a whole page.

    What does not itself say that copies may be kept is kept nowhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response = errors.wrong_method(request, response.headers["Allow"])
        response.headers.setdefault("Cache-Control", PRIVATE)
        response.headers.setdefault("Permissions-Policy", NOT_NEEDED)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return errors.page(request, 409, "That cannot be done", exception.says)
        return None
