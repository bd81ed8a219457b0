"""What holds when a page goes back to an earlier version."""

import pytest

from filiform.actions.site.restore_page_version import restore_page_version
from filiform.actions.site.save_page import ChangedMeanwhile
from filiform.records import access
from tests.actions.proofs import line, untouched
from tests.actions.site.test_save_page import FIRST, TEXT, newest, save
from tests.cast import Cast


def test_it_says_again_what_it_said_and_no_version_goes(cast: Cast) -> None:
    save(cast)
    first = access.site.versions(cast.olive, "a.md")[1]
    back = restore_page_version(version=first, was=newest(cast).pk, at=cast.now, by=cast.olive)
    assert back
    assert newest(cast).text == FIRST["a.md"].decode()
    assert newest(cast).why.startswith("back to the version of 2026-10-06")
    assert [one.text for one in access.site.versions(cast.olive, "a.md")][1] == TEXT
    assert line("restore_page_version").detail == {"version": first.pk}


def test_to_where_it_is_already_nothing_is_added(cast: Cast) -> None:
    save(cast)
    with untouched():
        version = newest(cast)
        assert not restore_page_version(version=version, was=0, at=cast.now, by=cast.olive)


def test_what_somebody_else_saved_meanwhile_is_not_written_over(cast: Cast) -> None:
    save(cast)
    opened, first = newest(cast).pk, access.site.versions(cast.olive, "a.md")[1]
    save(cast, TEXT + "More.\n", was=opened)
    with untouched(), pytest.raises(ChangedMeanwhile):
        restore_page_version(version=first, was=opened, at=cast.now, by=cast.otto)
