"""How do staff change a page: its words beside the page as it will be, and nothing lost?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.site.save_page import ChangedMeanwhile, save_page
from filiform.domain.refusal import Refusal
from filiform.knowledge.evidence import CONDITIONS, named_in
from filiform.records import access
from filiform.web import context as around_every_page
from filiform.web.pages import imported
from filiform.web.pages.drafting import Draft, apart, compared, together
from filiform.web.pages.editing import editable, first_files, for_editors
from filiform.web.pages.front import PageUnreadable
from filiform.web.pages.imported import Imported
from filiform.web.pages.views import shown_page
from filiform.web.pages.words import words_of

UNTITLED = "New page"


@require_safe
@for_editors
def site_pages(request: HttpRequest) -> HttpResponse:
    """Every page with its address, who changed it last, and a way to a new one."""
    kept = {one.file.path: one for one in access.site.files(request.user)}
    rows = [(one, kept.get(one.path)) for one in editable().site.documents]
    return render(request, "pages/site_pages.html", {"rows": sorted(rows, key=_in_order)})


def _in_order(row: tuple[Any, Any]) -> tuple[bool, str]:
    return bool(row[0].held), row[0].address or row[0].path


@require_POST
@for_editors
def new_page(request: HttpRequest) -> HttpResponse:
    """Begins a page that nobody sees until it is published."""
    title = " ".join(request.POST.get("title", "").replace("\x00", "").split())[:120] or UNTITLED
    path = f"{slugify(title)[:60] or 'page'}.md"
    if path in editable().site.by_path:
        messages.error(request, "A page of this name is there already: this is it.")
        return redirect("edit-page", path=path)
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    text = f'---\ntitle: "{quoted}"\npublished: false\n---\n'
    _save(request, path, text, was=0)
    return redirect("edit-page", path=path)


@require_safe
@for_editors
def edit_page(request: HttpRequest, path: str) -> HttpResponse:
    """The words of a page, and beside them the page."""
    site = editable()
    text, was = _now(request, site, path)
    return _editor(request, site, path, apart(text), was)


@require_POST
@for_editors
def preview_page(request: HttpRequest, path: str) -> HttpResponse:
    """The page as it would be; nothing is kept. Without a script the editor comes with it."""
    site = editable()
    text, _ = _now(request, site, path)
    draft = _typed(request)
    if not request.htmx:
        return _editor(request, site, path, draft, _was(request))
    context = _preview(site, path, together(draft, text))
    status = 422 if context.get("unreadable") else 200
    return render(request, "pages/_preview.html", context, status=status)


@require_POST
@for_editors
def save(request: HttpRequest, path: str) -> HttpResponse:
    """Keeps a new version; what somebody else saved meanwhile is shown first."""
    site = editable()
    text, newest = _now(request, site, path)
    draft, was = _typed(request), _was(request)
    try:
        kept = _save(request, path, together(draft, text), was=was)
    except ChangedMeanwhile as refusal:
        changed = compared(_text_of(request, path, was), text)
        more = {"refusal": refusal, "changed": changed, "status": 409}
        return _editor(request, site, path, draft, newest, **more)
    except Refusal as refusal:
        return _editor(request, site, path, draft, was, refusal=refusal, status=422)
    messages.success(request, "Saved." if kept else "Nothing was changed.")
    _warn(request, path, before=site)
    return redirect("edit-page", path=path)


def _save(request: HttpRequest, path: str, text: str, *, was: int) -> bool:
    now = timezone.now()
    kept = save_page(path=path, text=text, was=was, first=first_files, at=now, by=request.user)
    imported.forget()
    around_every_page.forget()
    return kept


def _warn(request: HttpRequest, path: str, *, before: Imported) -> None:
    """Says when the page left its address, and what is newly wrong with it."""
    site = editable()
    now, old = site.site.by_path.get(path), before.site.by_path.get(path)
    if now and old and old.address and now.address != old.address and not old.held:
        says = f"It was at {old.address} and is not any more. To lead people on, add the line"
        messages.warning(request, f"{says} 'redirect_from: {old.address}' to its settings.")
    for one in _remarks(site, path):
        if one not in _remarks(before, path):
            messages.warning(request, f"{one.kind.capitalize()}: {one.says}")


def _remarks(site: Imported, path: str) -> list[Any]:
    """What is said about the file of a page, and about the page that comes of it."""
    rendered = site.rendered(path)[1] if path in site.site.by_path else []
    return [one for one in (*site.site.remarks, *rendered) if one.file == path]


def _now(request: HttpRequest, site: Imported, path: str) -> tuple[str, int]:
    """The text of a page as it is, and the number of its newest version. Raises Http404."""
    if path not in site.site.by_path:
        raise Http404
    newest = access.site.files(request.user).filter(file__path=path).first()
    return (newest.text, newest.pk) if newest else (first_files()[path].decode(errors="replace"), 0)


def _text_of(request: HttpRequest, path: str, pk: int) -> str:
    """The text of an earlier version; '' for none."""
    one = access.site.versions(request.user, path).filter(pk=pk).first()
    return one.text if one else ""


def _typed(request: HttpRequest) -> Draft:
    def whole(name: str) -> str:
        return request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "")

    attached = request.POST.getlist("evidence")
    return Draft(whole("settings"), whole("words"), tuple(k for k in CONDITIONS if k in attached))


def _was(request: HttpRequest) -> int:
    was = request.POST.get("was", "")
    return int(was) if was.isascii() and was.isdigit() and len(was) < 18 else 0


def _editor(
    request: HttpRequest,
    site: Imported,
    path: str,
    draft: Draft,
    was: int,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    preview = _preview(site, path, together(draft, ""))
    named = named_in(f"{preview['page'].title} {_words(preview)}") if "page" in preview else ()
    conditions = [(one, key in draft.evidence, key in named) for key, one in CONDITIONS.items()]
    context = {
        "path": path,
        "document": site.site.by_path[path],
        "draft": draft,
        "was": was,
        "rows": min(max(draft.settings.count("\n") + 2, 4), 16),
        "conditions": conditions,
        **preview,
        **more,
    }
    return render(request, "pages/editor.html", context, status=status)


def _words(preview: dict[str, Any]) -> str:
    return words_of(str(preview["page"].body.html)).text


def _preview(site: Imported, path: str, text: str) -> dict[str, Any]:
    """What `_preview.html` shows: the page, or the sentence why there is none."""
    try:
        page = site.preview(path, text)
    except PageUnreadable as problem:
        return {"unreadable": str(problem).replace(" and import again", "")}
    return shown_page(page, site.site.by_path[path].address or "/", site)
