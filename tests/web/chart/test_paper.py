"""Does the paper hold every letter that was written, in whatever script, and never break?"""

import io
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from filiform.web.chart.letters import markup, number, outside
from filiform.web.chart.paper import Sheet, pdf

NOTED: dict[str, Any] = {"sections": [], "words": "", "stricta": [], "tally": "0 of 0 answered"}


def sheet(words: str = "", **more: str) -> Sheet:
    plain = {"clinic": "A Clinic", "patient": "Ada Example", "signed": "Signed.", "seal": "0" * 64}
    return Sheet(**plain | more, noted=NOTED | {"words": words}, addenda=())


def read(made: bytes) -> str:
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    "words",
    [
        "Łukasz Žďár Ömer Şahin Nguyễn Thị Ñandú Ægir",
        "Ελένη Παπαδοπούλου",
        "Юлия Їжак",
        "Արամ გიორგი",
        "120° → 150°, ½ × 3, 5 µm, ≥ 4, “quoted” – ‘so’",
        "Tom & Jerry <b>not bold</b> &amp;",
    ],
)
def test_these_letters_lie_in_the_file(words: str) -> None:
    assert outside(words) == []
    assert words in read(pdf(sheet(words)))
    assert words in read(pdf(sheet(patient=words)))


@pytest.mark.parametrize("words", ["王小明", "佐藤さくら", "김민수"])
def test_eastern_letters_are_set_and_told_by_number(words: str) -> None:
    said = read(pdf(sheet(words)))
    assert words in said
    for letter in words:
        assert number(letter) in said


@pytest.mark.parametrize(
    "words",
    ["नमस्ते", "ไทย", "😀", "a\ufe0fb", "a\u202eb", "a\x07b", "\u06f1\u06f2 ديم", "אבגד " * 20],
)
def test_what_no_typeface_here_may_set_is_told_by_number(words: str) -> None:
    said = read(pdf(sheet(words)))
    for letter in words:
        assert letter in "ab ديم" or number(letter) in said


def test_a_hebrew_name_is_set_from_right_to_left_in_one_piece() -> None:
    said = read(pdf(sheet(patient="דוד לוי, born 14 May 1985")))
    assert "דוד לוי" in said
    assert "born 14 May 1985" in said


def test_an_arabic_name_is_joined() -> None:
    said = unicodedata.normalize("NFKC", read(pdf(sheet(patient="محمد علي, born 14 May 1985"))))
    assert "محمد علي" in said


def test_an_accent_written_apart_joins_its_letter() -> None:
    assert outside("Z\u030cofie") == []
    assert "Žofie" in markup("Z\u030cofie")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_no_letter_is_ever_dropped_and_none_breaks_the_page(words: str) -> None:
    said = read(pdf(sheet(words)))
    for letter in unicodedata.normalize("NFC", words):
        told = letter.isspace() or letter in said or number(letter) in said
        assert told, f"{letter!r} {number(letter)}"


@given(st.text(alphabet="aé1 王さ김דוديم\u05b0\u064e\u0661न,", min_size=1, max_size=40))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_scripts_that_meet_in_one_word_drop_nothing(words: str) -> None:
    said = unicodedata.normalize("NFKC", read(pdf(sheet(words, signed=words))))
    for letter in unicodedata.normalize("NFC", words):
        assert letter.isspace() or letter in said or number(letter) in said


def test_twenty_thousand_letters_without_a_space_are_no_matter() -> None:
    assert read(pdf(sheet("w" * 20_000))).replace(" ", "").count("w") >= 20_000


def test_a_reader_is_told_the_title_and_the_language() -> None:
    document = PdfReader(io.BytesIO(pdf(sheet())))
    assert document.metadata is not None
    assert document.metadata.title == "Needling note"
    assert document.trailer["/Root"]["/Lang"] == "en-US"
