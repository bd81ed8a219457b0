"""Is the code of a packet read as it was printed, and is nonsense told apart from a lot number?"""

from datetime import date

import pytest

from filiform.domain.lots import NotADate, NotAGtin
from filiform.domain.refusal import Refusal
from filiform.web.scan import Label, NoLotInCode, OtherCode, UnreadableCode, is_code, read

TODAY = date(2026, 11, 26)
GTIN = "07032069804988"
WHOLE = Label("A1", GTIN, date(2027, 3, 31), date(2024, 4, 1), "S9")
GS = "\x1d"
RAW = f"01{GTIN}172703001124040110A1{GS}21S9"


@pytest.mark.parametrize(
    "words",
    [
        RAW,
        f"  {RAW}\n",
        f"]d2{RAW}",
        f"]C1{RAW}",
        f"{GS}{RAW}",
        RAW.replace(GS, "{GS}"),
        RAW.replace(GS, "<gs>"),
        RAW.replace(GS, "\u241d"),
        RAW.replace(GS, "^]"),
        f"01{GTIN}21S9{GS}10A1{GS}1124040117270300",
        f"(01){GTIN}(17)270300(11)240401(10)A1(21)S9",
        f"(01) {GTIN} (17) 270300 (11) 240401 (10) A1 (21) S9",
        f"https://id.needles.example/01/{GTIN}/10/A1/21/S9?17=270300&11=240401",
    ],
)
def test_every_way_to_write_a_code_says_the_same(words: str) -> None:
    assert is_code(words)
    assert read(words, TODAY) == WHOLE


def test_a_code_may_say_less() -> None:
    assert read(f"01{GTIN}10A1", TODAY) == Label("A1", GTIN)
    assert read("(10)A1(17)270300", TODAY) == Label("A1", expires_on=date(2027, 3, 31))


def test_a_lot_has_one_name_that_is_nobody_elses() -> None:
    name = read(RAW, TODAY).name
    assert name == f"(01){GTIN}(10)A1"
    assert read(name, TODAY) == Label("A1", GTIN)


@pytest.mark.parametrize(
    "number", ["A1", "20240312", "0120240312", "17270300", "10-77", "L 5/b", "+9", "(A1)", "", "é"]
)
def test_a_typed_lot_number_is_left_as_it_is(number: str) -> None:
    assert not is_code(number)
    assert read(number, TODAY) == Label(number)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (f"01{GTIN}17270300", NoLotInCode),
        (f"01{GTIN[:-1]}710A1", NotAGtin),
        (f"01{GTIN}1726023110A1", NotADate),
        (f"01{GTIN}1726133110A1", UnreadableCode),
        (f"01{GTIN}10A1{GS}", None),
        (f"01{GTIN}10A1{GS}zz", UnreadableCode),
        (f"01{GTIN}10", UnreadableCode),
        (f"(01){GTIN}(10)A(1)", UnreadableCode),
        (f"(01){GTIN}(10)", UnreadableCode),
        ("(99999)A1", None),
        ("https://clinic.example/", UnreadableCode),
        ("https://[", UnreadableCode),
        ("]d2", NoLotInCode),
        ("]d2hello", UnreadableCode),
        (f"01{GTIN}10{'A' * 5000}", UnreadableCode),
        ("+A123BJC5D6E71", OtherCode),
        (f"A1{GS}", None),
    ],
)
def test_nonsense_gets_a_sentence_that_says_what_to_do(
    words: str, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        assert "A1" in read(words, TODAY).number
        return
    with pytest.raises(refusal) as refused:
        read(words, TODAY)
    assert len(refused.value.says) > 40


def test_nobodys_nul_gets_through() -> None:
    assert read("A\x001", TODAY) == Label("A1")
