"""Does the clinic's site keep every version, byte for byte?"""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import override_settings

from filiform.domain.jekyll.addresses import Address
from filiform.records import access, site
from filiform.records.people import User
from filiform.records.site import SiteAddress, SiteFile, SiteFileVersion
from tests.cast import NOW, Cast

AWKWARD = [b"", b"\xef\xbb\xbfa\r\nb", b"\xff\xfe\x00", b"nul \0 within", "ünïcödé 🦴".encode()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> object:
    with override_settings(DATA_DIR=tmp_path):
        yield


def keep(path: str, content: bytes) -> bool:
    return site.keep(path, content, why="imported", at=NOW, by=None)


@pytest.mark.django_db
@pytest.mark.parametrize("content", AWKWARD)
def test_a_file_comes_back_as_it_was(content: bytes) -> None:
    keep("a.md", content)
    assert site.newest().get().content == content


@pytest.mark.django_db
def test_the_same_words_again_are_no_version() -> None:
    assert [keep("a.md", b"one"), keep("a.md", b"one"), keep("a.md", b"two")] == [True, False, True]
    assert [one.text for one in SiteFileVersion.objects.all()] == ["two", "one"]


@pytest.mark.django_db
def test_going_back_to_an_old_version_adds_one() -> None:
    for words in (b"one", b"two", b"one"):
        keep("a.md", words)
    assert site.newest().get().text == "one"
    assert SiteFileVersion.objects.count() == 3


@pytest.mark.django_db
def test_what_was_taken_away_is_not_there_but_its_versions_are() -> None:
    keep("a.md", b"one")
    assert site.take_away("a.md", why="gone", at=NOW, by=None)
    assert not site.take_away("a.md", why="gone", at=NOW, by=None)
    assert not site.newest().exists()
    assert keep("a.md", b"one")
    assert SiteFileVersion.objects.count() == 3


@pytest.mark.django_db
def test_a_picture_lies_under_its_hash_once() -> None:
    keep("a.png", b"\xff1")
    keep("b.png", b"\xff1")
    assert len({one.sha256 for one in site.newest()}) == 1
    first, second = site.newest()
    assert access.site.assets() == {
        one.file.path: site.asset(one.sha256, one.file.path) for one in (first, second)
    }
    assert first.content == second.content == b"\xff1"


@pytest.mark.django_db
def test_the_addresses_are_replaced_as_a_whole() -> None:
    keep("a.md", b"one")
    old = Address("/old/*", leads_to="/a/", status=301, pattern=True)
    site.set_addresses([Address("/a/", file="a.md"), old])
    new = [Address("/b/", file="a.md"), replace(old, path="/n/*", leads_to="/b/")]
    site.set_addresses(new)
    assert access.site.addresses() == new


@pytest.mark.django_db
@pytest.mark.parametrize("said", [{"leads_to": ""}, {"leads_to": "/b/", "file": True}])
def test_an_address_has_one_answer(said: dict) -> None:
    keep("a.md", b"one")
    file = SiteFile.objects.get() if said.pop("file", False) else None
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteAddress.objects.create(path="/a/", status=200, file=file, **said)


@pytest.mark.parametrize("role", ["patient", "therapist"])
def test_versions_and_reports_are_for_the_desk(cast: Cast, role: str) -> None:
    keep("a.md", b"one")
    user = cast.thea.user if role == "therapist" else User(role=role)
    for ask in (
        access.site.files,
        access.site.imports,
        lambda who: access.site.versions(who, "a.md"),
    ):
        with pytest.raises(Http404):
            ask(user)


def test_the_desk_and_the_owner_see_them(cast: Cast) -> None:
    keep("a.md", b"one")
    keep("a.md", b"two")
    assert [one.text for one in access.site.versions(cast.otto, "a.md")] == ["two", "one"]
    assert [one.file.path for one in access.site.files(cast.olive)] == ["a.md"]
    assert list(access.site.imports(cast.olive)) == []
    with pytest.raises(Http404):
        access.site.versions(cast.otto, "b.md")


@pytest.mark.django_db
def test_the_revision_grows_with_every_change() -> None:
    seen = [access.site.revision()]
    for words in (b"one", b"two"):
        keep("a.md", words)
        seen.append(access.site.revision())
    assert seen == sorted(set(seen))
    assert access.site.sources() == {"a.md": "two"}
