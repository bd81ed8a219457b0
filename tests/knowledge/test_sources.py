"""Is every source citable, and is an unknown one refused?"""

from pathlib import Path

import pytest

from filiform.knowledge.reading import Row, TableUnreadable
from filiform.knowledge.sources import READ, SOURCES, UNSURE_TAGS, load, marks


def test_every_source_says_what_it_is_and_how_much_was_read() -> None:
    assert len(SOURCES) > 90
    for key, source in SOURCES.items():
        assert source.key == key
        assert len(source.says) >= len("Our own choice.")
        assert source.read in READ


def test_addresses_are_https() -> None:
    addresses = [source.url for source in SOURCES.values() if source.url]
    assert len(addresses) > 30
    assert all(one.startswith("https://") for one in addresses)


def test_background_and_our_own_choice_can_be_cited() -> None:
    assert SOURCES["background"].read == "ours"
    assert "clinician" in SOURCES["background"].says
    assert SOURCES["design"].says == "Our own choice."


def test_a_source_in_two_files_is_refused(tmp_path: Path) -> None:
    one = '[SA-3]\nsays = "A notice."\nread = "excerpt"\n'
    (tmp_path / "sources.toml").write_text(one, encoding="utf-8")
    (tmp_path / "sources_more.toml").write_text(one, encoding="utf-8")
    with pytest.raises(TableUnreadable, match="SA-3 stands in another file too"):
        load(tmp_path)


def test_a_source_must_say_how_much_was_read(tmp_path: Path) -> None:
    half = '[SA-3]\nsays = "A notice."\nread = "half"\n'
    (tmp_path / "sources.toml").write_text(half, encoding="utf-8")
    with pytest.raises(TableUnreadable, match="'read' holds 'half'"):
        load(tmp_path)


def test_a_row_without_a_source_is_refused() -> None:
    with pytest.raises(TableUnreadable, match="names no source"):
        marks(Row({"sources": []}, "x"))


def test_a_row_with_an_unknown_source_is_refused() -> None:
    with pytest.raises(TableUnreadable, match="unknown sources: NOBODY-1999"):
        marks(Row({"sources": ["SA-3", "NOBODY-1999"]}, "x"))


def test_a_row_with_an_unknown_tag_is_refused() -> None:
    with pytest.raises(TableUnreadable, match="'tag' holds"):
        marks(Row({"sources": ["SA-3"], "tag": "[sure]"}, "x"))


@pytest.mark.parametrize("tag", sorted(UNSURE_TAGS))
def test_tag_and_review_mark_are_passed_on(tag: str) -> None:
    mark = marks(Row({"sources": ["SA-3"], "tag": tag, "needs_review": True}, "x"))
    assert (mark.sources, mark.tag, mark.needs_review) == (("SA-3",), tag, True)
