"""Who may see the files of the clinic's site, their versions and the report of an import?

What is public is asked by its address. Files, versions, drafts and reports are for the desk and
the owner.
"""

from datetime import datetime
from pathlib import Path

from django.db.models import Max, QuerySet
from django.http import Http404

from filiform.domain.jekyll.addresses import Address
from filiform.records.access.rules import DESK, NOT_HERE, one
from filiform.records.people import User
from filiform.records.site import (
    SiteAddress,
    SiteFile,
    SiteFileVersion,
    SiteImported,
    SiteMenuEntry,
    asset,
    newest,
)


def revision() -> int:
    """A number that grows with every change of the site; 0 where none was imported."""
    return SiteFileVersion.objects.aggregate(last=Max("pk"))["last"] or 0


def addresses() -> list[Address]:
    """Everything that answers, rules such as '/news/*' in the order in which they are tried."""
    rows = SiteAddress.objects.values_list("path", "file__path", "leads_to", "status", "pattern")
    return [Address(path, file or "", *rest) for path, file, *rest in rows]


def menu() -> list[SiteMenuEntry]:
    """The lines of the menu; none where no site was imported."""
    return list(SiteMenuEntry.objects.all())


def sources() -> dict[str, str]:
    """Path -> text of every file that is text."""
    return dict(newest().filter(is_text=True).values_list("file__path", "text"))


def assets() -> dict[str, Path]:
    """Path -> where the bytes lie, of every file that is no text."""
    rows = newest().filter(is_text=False).values_list("file__path", "sha256")
    return {path: asset(sha256, path) for path, sha256 in rows}


def changed() -> dict[str, datetime]:
    """Path -> when the newest version of each file was kept."""
    return dict(newest().values_list("file__path", "kept_at"))


def files(user: User) -> QuerySet[SiteFileVersion]:
    """The newest version of each file, by path."""
    _for_the_desk(user)
    return newest().select_related("kept_by")


def versions(user: User, path: str) -> QuerySet[SiteFileVersion]:
    """Every version of a file, the newest first; `.file` and `.kept_by` are there."""
    _for_the_desk(user)
    if "\x00" in path:  # no file has it in its name, and PostgreSQL does not even look
        raise Http404(NOT_HERE)
    file = one(SiteFile.objects.filter(path=path))
    return file.versions.select_related("file", "kept_by")


def version(user: User, pk: int) -> SiteFileVersion:
    """One version of a file that is text."""
    _for_the_desk(user)
    found = SiteFileVersion.objects.select_related("file").filter(pk=pk, is_text=True, gone=False)
    return one(found)


def imports(user: User) -> QuerySet[SiteImported]:
    """What was imported, the last first, with the reports."""
    _for_the_desk(user)
    return SiteImported.objects.select_related("imported_by")


def _for_the_desk(user: User) -> None:
    if user.role not in DESK:
        raise Http404(NOT_HERE)
