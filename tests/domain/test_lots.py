"""May a needle of this lot go in today, and what do the words on its packet name?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.lots import (
    Lot,
    LotExpired,
    LotRecalled,
    NotADate,
    NotAGtin,
    all_may_be_used,
    fourteen_digits,
    full_year,
    may_use,
    packet_date,
    parts_of,
    whole_name,
)

DAY = timedelta(days=1)
LAST = date(2027, 3, 31)
LOT = Lot("A1", gtin="07032069804988", expires_on=LAST)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
numbers = st.text("ABCxyz0189-/.", min_size=1, max_size=20)
thirteen = st.text("0123456789", min_size=13, max_size=13)


def usable(lot: Lot, today: date) -> bool:
    try:
        may_use(lot, today)
    except (LotExpired, LotRecalled):
        return False
    return True


# ---------------------------------------------------------------- may it be used?
@given(days, days)
def test_a_lot_may_be_used_through_its_last_day_and_never_after(last: date, today: date) -> None:
    assert usable(replace(LOT, expires_on=last), today) is (today <= last)


@given(days, days)
def test_a_recalled_lot_is_never_used(last: date, today: date) -> None:
    with pytest.raises(LotRecalled):
        may_use(replace(LOT, expires_on=last, recalled="Not sterile."), today)


@given(days)
def test_a_lot_without_a_date_does_not_expire(today: date) -> None:
    assert usable(replace(LOT, expires_on=None), today)


def test_the_sentences_name_the_lot_and_say_what_to_do() -> None:
    with pytest.raises(LotExpired) as expired:
        may_use(LOT, LAST + DAY)
    assert expired.value.says == "Lot A1 has expired (31 March 2027). Take another lot."
    with pytest.raises(LotRecalled) as recalled:
        may_use(replace(LOT, recalled="The seal may leak."), LAST)
    assert recalled.value.says == (
        "Lot A1 was recalled: The seal may leak. Put its packets aside and take another lot."
    )


def test_where_words_fit_several_lots_one_bad_one_stops_and_a_recall_is_said_first() -> None:
    expired = replace(LOT, expires_on=LAST - DAY)
    recalled = replace(LOT, recalled="Bent tips.")
    all_may_be_used([], LAST)
    all_may_be_used([LOT, LOT], LAST)
    with pytest.raises(LotExpired):
        all_may_be_used([LOT, expired], LAST)
    with pytest.raises(LotRecalled):
        all_may_be_used([expired, LOT, recalled], LAST)


# ---------------------------------------------------------------- what a packet says
@given(days, days)
def test_a_date_on_a_packet_is_read_back(day: date, today: date) -> None:
    read = packet_date(f"{day:%y%m%d}", today)
    assert (read.year % 100, read.month, read.day) == (day.year % 100, day.month, day.day)
    assert today.year - 49 <= read.year <= today.year + 50


@given(days)
def test_day_zero_is_the_last_of_its_month(day: date) -> None:
    last = packet_date(f"{day:%y%m}00", day)
    assert last.month == day.month
    assert (last + DAY).month != day.month


@pytest.mark.parametrize(
    ("digits", "year"), [(76, 2076), (77, 1977), (26, 2026), (0, 2000), (99, 1999)]
)
def test_two_digits_are_a_year_from_49_back_to_50_ahead(digits: int, year: int) -> None:
    assert full_year(digits, date(2026, 6, 1)) == year


def test_a_leap_day_is_the_last_of_february() -> None:
    assert packet_date("280200", LAST) == date(2028, 2, 29)
    assert packet_date("270200", LAST) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "digits",
    ["", "2703", "271300", "270230", "27033", "\uff12\uff17\uff10\uff13\uff13\uff11", "27-3-1"],
)
def test_what_is_no_date_is_refused(digits: str) -> None:
    with pytest.raises(NotADate):
        packet_date(digits, LAST)


def checked(digits: str) -> str:
    """Thirteen digits with the check digit after them."""
    threes, ones = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return digits + str(-(3 * threes + ones) % 10)


@given(thirteen)
def test_a_gtin_is_kept_and_one_wrong_digit_is_noticed(digits: str) -> None:
    gtin = checked(digits)
    assert fourteen_digits(gtin) == gtin
    for place, digit in enumerate(gtin):
        wrong = gtin[:place] + str((int(digit) + 1) % 10) + gtin[place + 1 :]
        with pytest.raises(NotAGtin):
            fourteen_digits(wrong)


@pytest.mark.parametrize(
    ("gtin", "whole"),
    [
        ("7032069804988", "07032069804988"),
        ("0 7032069 80498 8", "07032069804988"),
        ("036000291452", "00036000291452"),
        ("96385074", "00000096385074"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_shorter_gtin_gets_leading_zeros(gtin: str, whole: str) -> None:
    assert fourteen_digits(gtin) == whole


@pytest.mark.parametrize("gtin", ["7", "70320698049880000", "703206980498X", "\u0667032069804988"])
def test_what_is_no_gtin_is_refused(gtin: str) -> None:
    with pytest.raises(NotAGtin):
        fourteen_digits(gtin)


@given(thirteen, numbers)
def test_a_whole_name_is_taken_apart_again(digits: str, number: str) -> None:
    for gtin in (checked(digits), ""):
        lot = Lot(number, gtin=gtin)
        assert lot.name == whole_name(gtin, number)
        assert parts_of(f" {lot.name} ") == (gtin, number)
