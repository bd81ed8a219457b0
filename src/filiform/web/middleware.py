"""What holds for every answer: its sentence when refused, who may keep a copy, how it is packed?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware

from filiform.domain.refusal import Refusal
from filiform.web import errors

PRIVATE = "private, no-store"
NOT_NEEDED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class packed(GZipMiddleware):
    """Compresses what was asked for by its address alone (docs/decisions/0007).

    The length of a compressed answer tells of its secrets to whoever chooses words in it. So an
    answer to a form or to a query (`?q=...`) stays as it is, unless its view packs it by itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method != "GET" or request.GET or not _is_text(response):
            return response
        return super().process_response(request, response)


def _is_text(response: HttpResponse) -> bool:
    """Not a picture or a PDF: these are packed already."""
    kind = response.headers.get("Content-Type", "")
    return kind.startswith(("text/", "application/json", "application/xml", "application/rss"))


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
