"""What holds when somebody saves a page of the clinic's site."""

from typing import Any

import pytest

from filiform.actions.site.save_page import (
    ChangedMeanwhile,
    NoPageThere,
    PageNotRead,
    save_page,
)
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.site import SiteFileVersion
from tests.actions.proofs import line, lines, untouched
from tests.cast import Cast

FIRST = {
    "_config.yml": b"permalink: pretty\n",
    "a.md": b"---\ntitle: A\n---\nFirst.\n",
    "b.md": b"---\ntitle: B\n---\nOther.\n",
    "p.png": b"\x89PNG",
}
TEXT = "---\ntitle: A\n---\nSecond.\n"


def save(cast: Cast, text: str = TEXT, *, path: str = "a.md", was: int = 0, **more: Any) -> bool:
    said: dict[str, Any] = {"first": lambda: FIRST, "at": cast.now, "by": cast.olive}
    return save_page(path=path, text=text, was=was, **said | more)


def newest(cast: Cast, path: str = "a.md") -> SiteFileVersion:
    found = access.site.versions(cast.olive, path).first()
    assert found is not None
    return found


def test_the_first_save_keeps_everything_that_was_there(cast: Cast) -> None:
    assert save(cast)
    assert {one.file.path for one in access.site.files(cast.olive)} == set(FIRST)
    assert [one.path for one in access.site.addresses()] == ["/a/", "/b/", "/p.png"]
    before = access.site.versions(cast.olive, "a.md")[1]
    assert (before.text, before.why) == (FIRST["a.md"].decode(), "came with filiform")
    assert (newest(cast).text, newest(cast).kept_by) == (TEXT, cast.olive)


def test_each_save_is_a_version_with_its_line(cast: Cast) -> None:
    save(cast)
    save(cast, TEXT + "Third.\n", was=newest(cast).pk, by=cast.otto)
    assert len(access.site.versions(cast.olive, "a.md")) == 3
    assert [one.subject for one in lines("save_page")] == ["a.md", "a.md"]
    assert (newest(cast).kept_by, newest(cast).why) == (cast.otto, "edited here")


def test_the_same_text_is_no_version_however_often_it_is_sent(cast: Cast) -> None:
    save(cast)
    with untouched():
        assert not save(cast)
        assert not save(cast, TEXT.replace("\n", "\r\n"), was=newest(cast).pk)
    assert line("save_page")


def test_of_two_people_the_second_is_told_and_nothing_is_written_over(cast: Cast) -> None:
    save(cast)
    opened = newest(cast).pk
    save(cast, TEXT + "Olive's.\n", was=opened)
    with untouched(), pytest.raises(ChangedMeanwhile, match="Nothing you wrote is lost"):
        save(cast, TEXT + "Otto's.\n", was=opened, by=cast.otto)
    assert save(cast, TEXT + "Otto's.\n", was=newest(cast).pk, by=cast.otto)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("---\ntitle: [a\n---\n", PageNotRead),
        ("---\ntitle: a\n", PageNotRead),
        ("---\n- a\n---\n", PageNotRead),
        ("x" * 500_001, TooLong),
    ],
)
def test_what_cannot_be_read_is_not_kept(cast: Cast, text: str, refusal: type[Exception]) -> None:
    with untouched(), pytest.raises(refusal):
        save(cast, text)


def test_a_new_page_gets_its_address(cast: Cast) -> None:
    save(cast)
    assert save(cast, path="neck-pain.md")
    assert "/neck-pain/" in [one.path for one in access.site.addresses()]


@pytest.mark.parametrize(
    "path", ["../a.md", "_config.yml", "a.txt", "/a.md", "A b.md", "a/../b.md", "", ".md", "é.md"]
)
def test_nothing_else_can_be_made(cast: Cast, path: str) -> None:
    save(cast)
    with untouched(), pytest.raises(NoPageThere):
        save(cast, TEXT + "x", path=path)


def test_a_page_that_was_taken_away_can_be_written_again(cast: Cast) -> None:
    from filiform.records import site

    save(cast)
    site.take_away("a.md", why="not in the folder any more", at=cast.now, by=None)
    assert save(cast, was=newest(cast).pk)
    assert not newest(cast).gone
