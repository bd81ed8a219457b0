"""What came in with the clinic's own site, and what is still to be seen to?"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filiform.domain.jekyll.remarks import Kind, Remark
from filiform.domain.jekyll.report import grouped
from filiform.records import access
from filiform.web.gate import for_roles

SAID = {
    Kind.CHANGED: "Changed on the way in",
    Kind.NOT_UNDERSTOOD: "Not understood, and left out",
    Kind.MISSING: "Missing: links and pictures that lead nowhere",
    Kind.NOT_USED: "Not used",
    Kind.SKIPPED: "Skipped: mend these and import again",
}


@require_safe
@for_roles("owner")
def site_imports(request: HttpRequest) -> HttpResponse:
    """The report of an import; the last one first, the earlier ones page by page."""
    pages = Paginator(access.site.imports(request.user), 1)
    shown = pages.get_page(request.GET.get("page"))
    done = next(iter(shown.object_list), None)
    context: dict[str, Any] = {"shown": shown, "done": done}
    return render(request, "desk/site_imports.html", context | (_told(done) if done else {}))


def _told(done: Any) -> dict[str, Any]:
    """The kept report in the words of the page."""
    report = done.report
    remarks = [Remark(Kind(kind), file, says) for kind, file, says in report["remarks"]]
    found = [(SAID[kind], [one for one in remarks if one.kind is kind]) for kind in Kind]
    return {
        "counts": [(name, many) for name, many in report["counts"].items() if many],
        "changes": report["changes"],
        "parts": [(title, grouped(some)) for title, some in found if some],
        "fates": report["fates"].items(),
    }
