"""How is a deed answered: with the fragment to htmx, with a redirect to everyone else?"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def done(request: HttpRequest, *, fragment: str, context: dict, to: str) -> HttpResponse:
    """The answer to a POST that worked."""
    if request.htmx:
        return render(request, fragment, context)
    return HttpResponseRedirect(to)
