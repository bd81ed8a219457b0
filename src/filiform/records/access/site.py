"""Who may see the files of the clinic's site, their versions and the report of an import?

What is public is asked by its address. Files, versions, drafts and reports are for the desk and
the owner.
"""

from collections.abc import Mapping
from pathlib import Path

from django.db.models import Max, QuerySet
from django.http import Http404

from filiform.records.access.rules import DESK, NOT_HERE, one
from filiform.records.people import User
from filiform.records.site import (
    SiteAddress,
    SiteFile,
    SiteFileVersion,
    SiteImported,
    asset,
    newest,
)


def revision() -> int:
    """A number that grows with every change of the site; 0 where none was imported."""
    return SiteFileVersion.objects.aggregate(last=Max("pk"))["last"] or 0


def address(path: str) -> SiteAddress | None:
    """What answers at exactly this address; None where nothing does."""
    return SiteAddress.objects.select_related("file").filter(path=path, pattern=False).first()


def patterns() -> list[SiteAddress]:
    """The rules such as '/news/*', in the order in which they are tried."""
    return list(SiteAddress.objects.select_related("file").filter(pattern=True))


def sources() -> dict[str, str]:
    """Path -> text of every file that is text."""
    return dict(newest().filter(is_text=True).values_list("file__path", "text"))


def assets() -> Mapping[str, tuple[str, int]]:
    """Path -> (SHA-256, size in bytes) of every file that is no text."""
    rows = newest().filter(is_text=False).values_list("file__path", "sha256", "size")
    return {path: (sha256, size) for path, sha256, size in rows}


def asset_file(sha256: str) -> Path | None:
    """Where the bytes of an asset lie; None where they are lost."""
    path = asset(sha256)
    return path if path.is_file() else None


def files(user: User) -> QuerySet[SiteFileVersion]:
    """The newest version of each file, by path."""
    _for_the_desk(user)
    return newest().select_related("kept_by")


def versions(user: User, path: str) -> QuerySet[SiteFileVersion]:
    """Every version of a file, the newest first; `.file` and `.kept_by` are there."""
    _for_the_desk(user)
    file = one(SiteFile.objects.filter(path=path))
    return file.versions.select_related("file", "kept_by")


def imports(user: User) -> QuerySet[SiteImported]:
    """What was imported, the last first, with the reports."""
    _for_the_desk(user)
    return SiteImported.objects.select_related("imported_by")


def _for_the_desk(user: User) -> None:
    if user.role not in DESK:
        raise Http404(NOT_HERE)
