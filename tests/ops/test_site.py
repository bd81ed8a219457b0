"""Does `filiform site` bring a whole clinic's site, say truly what it did, and write it out?"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from filiform.__main__ import main
from filiform.records.people import Center, Therapist
from filiform.records.site import SiteFileVersion, SiteImported, newest
from tests.actions.proofs import untouched
from tests.sites.visiting import CLINIC, HERE, bring, copied

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Any, db: None) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.OLD_ADDRESSES = ["two-rivers.example"]


def test_the_report_is_true_to_the_last_line() -> None:
    said = bring(CLINIC, "--all")
    kept = HERE / "report.txt"
    if os.environ.get("FILIFORM_WRITE_REPORT"):
        kept.write_text(said)
    assert said == kept.read_text()


def test_every_file_of_the_folder_has_its_line() -> None:
    bring(CLINIC)
    there = {path.relative_to(CLINIC).as_posix() for path in CLINIC.rglob("*") if path.is_file()}
    assert SiteImported.objects.get().report["fates"].keys() == there
    assert {one.file.path for one in newest()} == there


def test_a_second_import_changes_nothing() -> None:
    bring(CLINIC, "--confirm-centers", "--confirm-therapists")
    with untouched():
        said = bring(CLINIC, "--confirm-centers", "--confirm-therapists")
    assert "Nothing changed: 52 files are as they were." in said
    assert said.endswith("Nothing was changed.\n")


def test_a_dry_run_shows_the_difference_and_changes_nothing(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    bring(folder)
    (folder / "about.markdown").unlink()
    (folder / "prices.md").write_text("---\ntitle: Prices\n---\nNone.\n")
    (folder / "new.md").write_text("---\ntitle: New\n---\nNew.\n")
    with untouched():
        said = bring(folder, "--dry-run", "--confirm-centers")
    assert "Files: 1 new, 1 changed, 1 gone, 50 as they were." in said
    assert said.endswith("This was a dry run: nothing was changed.\n")
    assert not Center.objects.exists()


def test_an_export_is_the_folder_byte_for_byte_and_importing_it_changes_nothing(
    tmp_path: Path,
) -> None:
    bring(CLINIC)
    out = tmp_path / "out"
    assert main(["site", "export", str(out)]) == 0
    assert content(out) == content(CLINIC)
    with untouched():
        assert "Nothing was changed." in bring(out)


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


Spoil = Callable[[Path], object]
SPOILT: dict[str, tuple[Spoil, str]] = {
    "a link out": (
        lambda root: (root / "leak.md").symlink_to("/etc/hostname"),
        "this link leads out of the folder. Put the file itself here: leak.md",
    ),
    "a linked folder": (
        lambda root: (root / "leaks").symlink_to("/etc"),
        "a link to a folder. Put the folder itself here: leaks",
    ),
    "a link to itself": (
        lambda root: (root / "loop.md").symlink_to("loop.md"),
        "this file cannot be opened: loop.md",
    ),
    "20 MB of words": (
        lambda root: (root / "huge.md").write_bytes(b"x" * 20_000_000),
        "larger than 1 MB. Make it smaller: huge.md",
    ),
    "20 MB of picture": (
        lambda root: (root / "huge.png").write_bytes(b"x" * 20_000_000),
        "larger than 15 MB. Make it smaller: huge.png",
    ),
    "a pipe": (
        lambda root: os.mkfifo(root / "pipe.md"),
        "this is not a file that can be read: pipe.md",
    ),
    "a name that is no text": (
        lambda root: Path(os.fsdecode(os.fsencode(root) + b"/\xff.md")).write_text("x"),
        "its name is not in UTF-8. Rename it: ?.md",
    ),
    "a long path": (
        lambda root: long_path(root).write_text("x"),
        "its path has more than 400 letters",
    ),
    "what Jekyll builds": (
        lambda root: (root / "_site").mkdir(),
        "what Jekyll builds; left where it is: _site",
    ),
    "an address of ours": (
        lambda root: (root / "book.md").write_text("---\n---\nBook!\n"),
        "/book/ is filiform's own; this file is not shown there: book.md",
    ),
}


def long_path(root: Path) -> Path:
    place = root / ("a" * 200) / ("b" * 200)
    place.mkdir(parents=True)
    return place / "c.md"


@pytest.mark.parametrize("name", SPOILT)
def test_a_broken_file_is_named_and_the_rest_comes_in(name: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil, says = SPOILT[name]
    spoil(folder)
    said = bring(folder)
    assert says in said
    assert newest().filter(file__path="index.md").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["import", "none"], "There is no folder"),
        (["import", "."], "holds no file that can be read"),
        (["export", "full"], "is not empty"),
        (["export", "out"], "No site was imported"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    words: list[str], says: str, capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    if words[1] == "full":
        (tmp_path / "empty" / "full").mkdir()
        (tmp_path / "empty" / "full" / "a").write_text("x")
    assert main(["site", *words]) == 1
    assert says in capsys.readouterr().err


def test_nobody_is_made_without_a_yes() -> None:
    said = bring(CLINIC)
    assert not Center.objects.exists() and not Therapist.objects.exists()
    assert "looks like a center (Boulder: 1 Pearl Street, Boulder, CO 80302;" in said


def test_confirmed_centers_and_therapists_are_made_once() -> None:
    said = bring(CLINIC, "--confirm-centers", "--confirm-therapists")
    boulder, westminster = Center.objects.all()
    assert (boulder.slug, boulder.postcode) == ("boulder", "80302")
    assert (westminster.street, westminster.state) == ("20 Orchard Parkway, Suite 5", "CO")
    ana = Therapist.objects.get()
    assert (ana.name, ana.letters, ana.about) == ("Ana Ruiz", "PT, DPT", "Ana treats necks.")
    assert not ana.user.has_usable_password()
    assert "bo-lund.md: looks like a therapist, but does not say email." in said
    again = bring(CLINIC, "--confirm-centers", "--confirm-therapists")
    assert "The center Boulder is there already." in again and "Ana Ruiz is there already." in again
    assert Center.objects.count() == 2 and Therapist.objects.count() == 1


def test_on_a_terminal_it_asks_about_each(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["y", "n", "y"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    bring(CLINIC)
    assert [one.slug for one in Center.objects.all()] == ["boulder"]
    assert [one.slug for one in Therapist.objects.all()] == ["ana-ruiz"]


def test_a_broken_file_takes_nothing_away(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    bring(folder)
    many = SiteFileVersion.objects.count()
    (folder / "prices.md").write_bytes(b"x" * 2_000_000)
    bring(folder)
    assert SiteFileVersion.objects.count() == many
