"""Which versions has a page had, what changed between two, and how does one go back?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.site.restore_page_version import restore_page_version
from filiform.records import access
from filiform.web import context as around_every_page
from filiform.web.pages import imported
from filiform.web.pages.drafting import compared
from filiform.web.pages.editing import for_editors

LATELY = 200


@require_safe
@for_editors
def page_versions(request: HttpRequest, path: str) -> HttpResponse:
    """Every version, the newest first; `?version=12` is compared with the one before it."""
    kept = list(access.site.versions(request.user, path)[:LATELY])
    asked = request.GET.get("version", "")
    chosen = next((one for one in kept if str(one.pk) == asked), kept[0])
    place = kept.index(chosen)
    before = kept[place + 1] if place + 1 < len(kept) else None
    context = {
        "path": path,
        "versions": kept,
        "newest": kept[0],
        "chosen": chosen,
        "changed": compared(before.text if before else "", chosen.text),
    }
    return render(request, "pages/versions.html", context)


@require_POST
@for_editors
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds the earlier words as the newest version."""
    version = access.site.version(request.user, pk)
    was = request.POST.get("was", "")
    kept = restore_page_version(
        version=version,
        was=int(was) if was.isascii() and was.isdigit() and len(was) < 18 else 0,
        at=timezone.now(),
        by=request.user,
    )
    imported.forget()
    around_every_page.forget()
    says = "The page is as it was then." if kept else "The page says this already."
    messages.success(request, says)
    return redirect("page-versions", path=version.file.path)
