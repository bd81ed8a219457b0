"""What happens when the folder of a clinic's Jekyll site is brought in?"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from filiform.domain.jekyll.report import Changes, Report
from filiform.records import site
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.site import SiteFileVersion, SiteImported

IMPORTED = "imported"


def changes_of(files: Mapping[str, str], *, over_edits: bool = False) -> Changes:
    """What an import of these files would change.

    What was edited here stands, unless `over_edits`: a file of the folder that is as it was at
    the last import brings nothing, one that changed there too is named and not taken.

    Args:
        files: path -> SHA-256 of every file of the folder; '' for one that cannot be brought in,
            which leaves what is here as it is.
    """
    now = {one.file.path: one for one in site.newest().defer("text")}
    last = _last_imported()
    same = {path for path, sha in files.items() if path in now and now[path].sha256 == sha}
    there = {path for path in now if path in files and files[path] and path not in same}
    edited = {path for path in there if now[path].why != IMPORTED and not over_edits}
    unmoved = {path for path in edited if files[path] == last.get(path)}
    new = {path for path, sha in files.items() if sha and path not in now}
    gone = {path for path in now if path not in files and now[path].why == IMPORTED}
    return Changes(
        added=tuple(sorted(new)),
        changed=tuple(sorted(there - edited)),
        gone=tuple(sorted(gone)),
        ours=tuple(sorted(edited - unmoved)),
        same=len(same | unmoved),
    )


@transaction.atomic
def import_site(
    *,
    folder: str,
    report: Report,
    read: Callable[[str], bytes],
    at: datetime,
    by: User | None,
) -> bool:
    """Keeps what is new of the folder and the report; False where nothing had changed.

    Args:
        folder: how the folder is called, for the report.
        report: with the changes to be made, as `changes_of` told them.
        read: the bytes of a file of the folder.
    """
    last = SiteImported.objects.first()
    if not report.changes.any and last is not None and last.report["fates"] == report.fates:
        return False
    for path in (*report.changes.added, *report.changes.changed):
        site.keep(path, read(path), why=IMPORTED, at=at, by=by)
    for path in report.changes.gone:
        site.take_away(path, why="not in the folder any more", at=at, by=by)
    site.rebuild(at=at)
    SiteImported.objects.create(
        folder=folder[:200], report=report.as_data(), imported_at=at, imported_by=by
    )
    many = len(report.changes.added) + len(report.changes.changed) + len(report.changes.gone)
    note("import_site", at=at, by=by, who="" if by else "console", subject=folder[:60], files=many)
    return True


def _last_imported() -> dict[str, str]:
    """Path -> SHA-256 of each file as it was at its last import."""
    found = SiteFileVersion.objects.filter(why=IMPORTED).order_by("pk")
    return dict(found.values_list("file__path", "sha256"))
