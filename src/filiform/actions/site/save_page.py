"""What happens when somebody saves a page of the clinic's site?"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from filiform.domain.jekyll import front
from filiform.domain.jekyll.places import is_written
from filiform.domain.jekyll.remarks import Unreadable
from filiform.domain.refusal import Refusal
from filiform.domain.words import TooLong
from filiform.records import site
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.site import SiteFile, SiteFileVersion

MOST = 500_000
NEW = re.compile(r"(?:[a-z0-9][\w-]*/)*[a-z0-9][\w-]*\.md")
EDITED, AS_IT_CAME = "edited here", "came with filiform"


class ChangedMeanwhile(Refusal):
    says = (
        "Somebody else saved this page while you were writing. Nothing you wrote is lost: look at "
        "what they changed, and save again to put your page in its place."
    )


class PageNotRead(Refusal):
    says = "The settings of the page cannot be read. Write them as lines like 'title: …'."


class NoPageThere(Refusal):
    says = "A page can be made under a name of small letters, digits and '-' only."


@transaction.atomic
def save_page(
    *,
    path: str,
    text: str,
    was: int,
    first: Callable[[], Mapping[str, bytes]],
    at: datetime,
    by: User,
) -> bool:
    """Keeps the text as a new version; False, and nothing kept, where it says what it said.

    Args:
        path: the place of its file in the folder of the site.
        was: the number of the version that was opened; 0 for a page that has none yet.
        first: the files that the site begins with, where none was kept before.

    Raises ChangedMeanwhile, PageNotRead, NoPageThere, TooLong.
    """
    whole = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    _check(whole)
    last = _last(path)
    if not (is_written(path) if last else NEW.fullmatch(path)):
        raise NoPageThere
    if last is not None and not last.gone and last.text == whole:
        return False
    if was != (last.pk if last else 0):
        raise ChangedMeanwhile
    if not SiteFile.objects.exists():
        for name, content in first().items():
            site.keep(name, content, why=AS_IT_CAME, at=at, by=by)
    if not site.keep(path, whole.encode(), why=EDITED, at=at, by=by):
        return False
    site.rebuild(at=at)
    note("save_page", at=at, by=by, subject=path[:60])
    return True


def _check(text: str) -> None:
    if len(text) > MOST:
        raise TooLong(f"A page holds {MOST:,} letters; this one has {len(text):,}. Divide it.")
    try:
        front.split(text)
    except Unreadable as problem:
        says = str(problem).replace(" and import again", "")
        raise PageNotRead(f"The settings of the page cannot be read: {says}") from None


def _last(path: str) -> SiteFileVersion | None:
    """The newest version; while it is looked at, nobody else adds one."""
    file = SiteFile.objects.select_for_update().filter(path=path).first()
    return file.versions.first() if file else None
