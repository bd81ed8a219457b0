"""What happens when the folder of a clinic's Jekyll site is brought in."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from filiform.actions.site.import_site import IMPORTED, changes_of, import_site
from filiform.domain.jekyll.report import Changes, Report
from filiform.records import access, site
from filiform.records.site import SiteFileVersion, SiteImported
from tests.actions.proofs import line, untouched
from tests.cast import NOW, Cast

Files = dict[str, bytes]
FIRST: Files = {"_config.yml": b"title: x\n", "a.md": b"---\n---\nA\n", "b.png": b"\xff"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, db: None) -> None:
    settings.DATA_DIR = tmp_path


def hashes(files: Files) -> dict[str, str]:
    return {path: sha256(content).hexdigest() if content else "" for path, content in files.items()}


def bring(files: Files, *, by: Any = None, over_edits: bool = False) -> tuple[bool, Changes]:
    changes = changes_of(hashes(files), over_edits=over_edits)
    report = Report(changes, {path: "read" for path in files})
    done = import_site(folder="clinic", report=report, read=files.__getitem__, at=NOW, by=by)
    return done, changes


def edit(path: str, content: bytes) -> None:
    site.keep(path, content, why="edited in the browser", at=NOW, by=None)


def kept() -> Files:
    return {one.file.path: one.content for one in site.newest()}


def test_the_files_the_addresses_and_the_report_are_kept(cast: Cast) -> None:
    done, changes = bring(FIRST, by=cast.olive)
    assert done and changes.added == ("_config.yml", "a.md", "b.png")
    assert kept() == FIRST
    assert [one.path for one in access.site.addresses()] == ["/a.html", "/b.png"]
    report = access.site.imports(cast.olive).get()
    assert (report.folder, report.imported_by) == ("clinic", cast.olive)
    assert report.report["fates"]["a.md"] == "read"
    assert line("import_site").detail == {"files": 3}


def test_the_same_folder_again_changes_nothing() -> None:
    bring(FIRST)
    with untouched():
        done, changes = bring(FIRST)
    assert (done, changes.any, changes.same) == (False, False, 3)


def test_only_what_changed_gets_a_version_and_what_went_is_taken_away() -> None:
    bring(FIRST)
    done, changes = bring({"_config.yml": b"title: y\n", "b.png": b"\xff"})
    assert done and changes.changed == ("_config.yml",) and changes.gone == ("a.md",)
    assert SiteFileVersion.objects.count() == 5
    assert [one.path for one in access.site.addresses()] == ["/b.png"]


def test_a_file_that_is_broken_now_leaves_what_was_there() -> None:
    bring(FIRST)
    _, changes = bring({**FIRST, "a.md": b""})
    assert not changes.any
    assert kept() == FIRST


def test_what_was_edited_here_stands_where_the_folder_is_as_it_was() -> None:
    bring(FIRST)
    edit("a.md", b"---\n---\nOurs\n")
    edit("new.md", b"---\n---\nOurs\n")
    _, changes = bring(FIRST)
    assert not changes.any and changes.ours == ()
    assert kept()["a.md"] == b"---\n---\nOurs\n" and "new.md" in kept()


def test_what_was_edited_here_and_there_is_named_and_only_taken_on_purpose() -> None:
    bring(FIRST)
    edit("a.md", b"---\n---\nOurs\n")
    theirs = {**FIRST, "a.md": b"---\n---\nTheirs\n"}
    _, changes = bring(theirs)
    assert changes.ours == ("a.md",) and kept()["a.md"] == b"---\n---\nOurs\n"
    _, changes = bring(theirs, over_edits=True)
    assert changes.changed == ("a.md",) and kept() == theirs


def test_what_cannot_be_read_while_it_is_brought_in_leaves_nothing_behind() -> None:
    changes = changes_of(hashes(FIRST))
    with pytest.raises(KeyError):
        import_site(folder="x", report=Report(changes, {}), read={}.__getitem__, at=NOW, by=None)
    assert not SiteImported.objects.exists() and not site.newest().exists()


def test_imported_versions_say_so() -> None:
    bring(FIRST)
    assert set(SiteFileVersion.objects.values_list("why", flat=True)) == {IMPORTED}
