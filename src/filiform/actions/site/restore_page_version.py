"""What happens when a page goes back to an earlier version?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.site.save_page import ChangedMeanwhile
from filiform.records import site
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.site import SiteFile, SiteFileVersion


@transaction.atomic
def restore_page_version(*, version: SiteFileVersion, was: int, at: datetime, by: User) -> bool:
    """Adds the earlier words as the newest version; False where they are the newest already.

    Args:
        was: the number of the newest version when somebody chose to go back.

    Raises ChangedMeanwhile.
    """
    file = SiteFile.objects.select_for_update().get(pk=version.file_id)
    last = file.versions.first()
    if last is not None and not last.gone and last.sha256 == version.sha256:
        return False
    if last is None or last.pk != was:
        raise ChangedMeanwhile
    why = f"back to the version of {version.kept_at:%Y-%m-%d %H:%M} UTC"
    site.keep(file.path, version.content, why=why, at=at, by=by)
    site.rebuild(at=at)
    note("restore_page_version", at=at, by=by, subject=file.path[:60], version=version.pk)
    return True
