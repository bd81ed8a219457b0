"""Does a slip in a knowledge table get named instead of swallowed?"""

from pathlib import Path

import pytest

from filiform.knowledge.reading import Row, TableUnreadable, table


def test_a_key_that_nobody_reads_is_refused() -> None:
    row = Row({"says": "Lie down.", "overidable": False}, "rules.toml, faint")
    row.text("says")
    with pytest.raises(TableUnreadable, match=r"rules\.toml, faint: nobody reads overidable"):
        row.done()


def test_a_row_that_was_read_whole_is_fine() -> None:
    row = Row({"says": "Lie down."}, "x")
    assert row.text("says") == "Lie down."
    row.done()


def test_a_missing_value_is_named_with_its_row() -> None:
    with pytest.raises(TableUnreadable, match="x: 'says' is missing"):
        Row({}, "x").text("says")


@pytest.mark.parametrize("value", [1, True, ["a"], {"a": "b"}])
def test_a_text_must_be_a_text(value: object) -> None:
    with pytest.raises(TableUnreadable, match="must be str"):
        Row({"says": value}, "x").text("says")


def test_a_yes_is_no_number() -> None:
    with pytest.raises(TableUnreadable, match="whole number"):
        Row({"least": True}, "x").whole("least")


def test_lists_hold_texts_only() -> None:
    with pytest.raises(TableUnreadable, match="texts only"):
        Row({"sources": ["SA-3", 4]}, "x").words("sources")


def test_pairs_are_pairs() -> None:
    assert Row({"choices": [["a", "A"]]}, "x").pairs("choices") == (("a", "A"),)
    with pytest.raises(TableUnreadable, match="pairs of texts"):
        Row({"choices": [["a"]]}, "x").pairs("choices")


def test_an_inner_row_is_named_by_its_id() -> None:
    (inner,) = Row({"rules": [{"id": "faint"}]}, "screening.toml").rows("rules")
    assert inner.where == "screening.toml, faint"


def test_an_inner_row_must_be_a_table() -> None:
    with pytest.raises(TableUnreadable, match="must be a table"):
        Row({"rules": ["faint"]}, "x").rows("rules")


def test_line_breaks_inside_a_text_become_blanks() -> None:
    assert Row({"says": "Lie\n  down. "}, "x").text("says") == "Lie down."


def test_a_word_outside_the_list_is_refused() -> None:
    with pytest.raises(TableUnreadable, match="holds 'halt', not one of stop, decide"):
        Row({}, "x").one_of("weight", "halt", ("stop", "decide"))


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(TableUnreadable, match=r"rules\.toml"):
        table("rules", tmp_path)


def test_a_table_that_is_no_toml_says_so(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text("[[rules]\n", encoding="utf-8")
    with pytest.raises(TableUnreadable, match=r"rules\.toml"):
        table("rules", tmp_path)
