"""Which files make the clinic's own site, every version of them, and what answers where?

A version is never changed: saving, going back and taking away each add one. Text is kept in
the database, everything else under its SHA-256 in `DATA_DIR/site`.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from filiform.domain.jekyll.addresses import Address
from filiform.domain.jekyll.places import ending
from filiform.domain.jekyll.reading import Site, read_site
from filiform.records.facts import Fact
from filiform.records.people import User

ENDING = re.compile(r"\.[a-z0-9]{1,8}")


class SiteFile(models.Model):
    """A file of the site; `path` is its place in the Jekyll folder, such as '_posts/2024-a.md'."""

    path = models.CharField(max_length=400, unique=True)

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.path


class SiteFileVersion(Fact):
    """What a file said from then on; with `gone`, that it was taken away.

    `kept_by` is None where the command did it.
    """

    file = models.ForeignKey(SiteFile, models.PROTECT, related_name="versions")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    is_text = models.BooleanField()
    text = models.TextField(blank=True)
    gone = models.BooleanField(default=False)
    why = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_text=True) | Q(text=""), name="what_is_no_text_lies_in_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} of {self.kept_at:%Y-%m-%d %H:%M}"

    @property
    def content(self) -> bytes:
        """The bytes as they came. Raises OSError where the file under DATA_DIR is lost."""
        if self.is_text:
            return self.text.encode()
        return asset(self.sha256, self.file.path).read_bytes()


class SiteAddress(models.Model):
    """What answers at an address; made anew from the files whenever one of them changes."""

    path = models.CharField(max_length=500, unique=True)
    file = models.ForeignKey(SiteFile, models.PROTECT, null=True, related_name="addresses")
    leads_to = models.CharField(max_length=1000, blank=True)
    status = models.PositiveSmallIntegerField()
    pattern = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(leads_to="") | Q(file__isnull=False, leads_to=""),
                name="an_address_has_a_file_or_leads_on",
            ),
        ]

    def __str__(self) -> str:
        return self.path


class SiteMenuEntry(models.Model):
    """A line of the site's menu, in order; made anew with the addresses."""

    title = models.CharField(max_length=120)
    leads_to = models.CharField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class SiteImported(Fact):
    """That a folder was imported, and the report: `lines` as the command printed them."""

    folder = models.CharField(max_length=200)
    report = models.JSONField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]


def keep(path: str, content: bytes, *, why: str, at: datetime, by: User | None) -> bool:
    """Adds a version; False, and nothing added, where the newest says the very same."""
    file, _ = SiteFile.objects.get_or_create(path=path)
    sha256 = hashlib.sha256(content).hexdigest()
    last = file.versions.first()
    if last is not None and not last.gone and last.sha256 == sha256:
        return False
    text = _as_text(content)
    if text is None:
        _put_aside(asset(sha256, path), content)
    SiteFileVersion.objects.create(
        file=file,
        sha256=sha256,
        size=len(content),
        is_text=text is not None,
        text=text or "",
        why=why[:200],
        kept_at=at,
        kept_by=by,
    )
    return True


def take_away(path: str, *, why: str, at: datetime, by: User | None) -> bool:
    """Adds that the file is no longer there; False where it was not there before."""
    last = SiteFileVersion.objects.filter(file__path=path).first()
    if last is None or last.gone:
        return False
    said = {"sha256": last.sha256, "size": 0, "is_text": True, "gone": True}
    SiteFileVersion.objects.create(file=last.file, why=why[:200], kept_at=at, kept_by=by, **said)
    return True


def newest() -> "models.QuerySet[SiteFileVersion]":
    """The version of each file that counts now, without what was taken away; by path."""
    last = SiteFileVersion.objects.filter(file=models.OuterRef("file")).order_by("-pk")
    found = SiteFileVersion.objects.filter(pk=models.Subquery(last.values("pk")[:1]), gone=False)
    return found.select_related("file").order_by("file__path")


def set_addresses(found: Iterable[Address]) -> None:
    """Puts these in the place of all there were; a rule keeps the order in which it came."""
    files = dict(SiteFile.objects.values_list("path", "pk"))
    SiteAddress.objects.all().delete()
    SiteAddress.objects.bulk_create(
        SiteAddress(
            path=one.path,
            file_id=files[one.file] if one.file else None,
            leads_to=one.leads_to,
            status=one.status,
            pattern=one.pattern,
        )
        for one in found
    )


def rebuild(*, at: datetime) -> Site:
    """Reads the site as it is kept now, and sets its addresses anew."""
    rows = newest().values_list("file__path", "is_text", "text")
    texts = {path: text for path, is_text, text in rows if is_text}
    others = [path for path, is_text, _ in rows if not is_text]
    site = read_site(texts, others, ours=settings.OLD_ADDRESSES, at=at)
    set_addresses(site.addresses)
    SiteMenuEntry.objects.all().delete()
    SiteMenuEntry.objects.bulk_create(
        SiteMenuEntry(title=one.title[:120], leads_to=one.leads_to[:1000]) for one in site.menu
    )
    return site


def asset(sha256: str, path: str) -> Path:
    """Where the bytes lie: under their hash, with the ending of their file."""
    end = ending(path)
    plain = end if ENDING.fullmatch(end) else ""
    return Path(settings.DATA_DIR) / "site" / f"{sha256}{plain}"


def _as_text(content: bytes) -> str | None:
    """The bytes as text that gives the very same bytes again; None where they are none."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _put_aside(kept: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk before the row that names it."""
    if kept.is_file():
        return
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = kept.with_name(f"{kept.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
