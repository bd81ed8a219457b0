"""Are typed words kept whole, or refused?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.words import TooLong, alike, kept, plain


def test_words_keep_their_letters_and_their_lines() -> None:
    assert plain("  Zoë <b>&amp;</b> '; --\r\nsecond\rthird\n ") == (
        "Zoë <b>&amp;</b> '; --\nsecond\nthird"
    )


def test_what_no_database_keeps_is_left_out() -> None:
    assert plain("a\x00b") == "ab"
    assert plain("a\ud800b") == "a?b"


@given(st.text(st.characters()))
def test_plain_words_are_plain_already(words: str) -> None:
    once = plain(words)
    assert plain(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert not {"\x00", "\r"} & set(once)


def test_words_are_kept_up_to_their_length_and_refused_beyond() -> None:
    assert kept(" abc ", 3) == "abc"
    with pytest.raises(TooLong, match=r"holds 1,000 letters; you wrote 1,001\. Shorten it\."):
        kept("a" * 1001, 1000)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Example", "ada  EXAMPLE ", True),
        ("José Nuñez", "Jose\u0301 Nunez", True),
        ("Groß Weiß", "GROSS WEISS", True),
        ("Ada Example", "Ada Exampel", False),
        ("Ada Example", "Example Ada", False),
    ],
)
def test_names_are_alike_whatever_their_capitals_and_accents(
    one: str, other: str, same: bool
) -> None:
    assert alike(one, other) is alike(other, one) is same
