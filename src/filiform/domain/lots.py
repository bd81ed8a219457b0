"""May a needle of this lot go in today, and what do the words on its packet name?

Dates and numbers are written on packets as GS1 says: two digits for a year lie from 49 years
back to 50 ahead, day 00 is the last of its month, a GTIN ends in a check digit
(GS1 General Specifications, application identifiers 01, 10, 11 and 17).
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from filiform.domain.ledger import NeedleSize
from filiform.domain.refusal import Refusal


class LotRecalled(Refusal):
    says = "This lot was recalled. Put its packets aside and take another lot."


class LotExpired(Refusal):
    says = "This lot has expired. Take another lot."


class NotADate(Refusal):
    says = "A date on a packet is written YYMMDD. Type the date that stands in words beside it."


class NotAGtin(Refusal):
    says = (
        "A GTIN has 8, 12, 13 or 14 digits, and the last agrees with the others. Look at the "
        "packet again; leave it empty where there is none."
    )


GTIN_LENGTHS = (8, 12, 13, 14)
WHOLE_NAME = re.compile(r"\(01\)(\d{14})\(10\)(.+)", re.ASCII)


@dataclass(frozen=True)
class Lot:
    """Needles that were made together.

    Attributes:
        number: as it is printed on the packet.
        gtin: the device identifier (in a UDI the UDI-DI), 14 digits; '' where none is known.
        size: None where nobody has said it: the code on a packet does not.
        expires_on: the last day of use; None where no date is printed.
        recalled: why the lot must not be used any more; '' when it may.
    """

    number: str
    gtin: str = ""
    maker: str = ""
    size: NeedleSize | None = None
    expires_on: date | None = None
    recalled: str = ""

    @property
    def name(self) -> str:
        return whole_name(self.gtin, self.number)

    def expired(self, today: date) -> bool:
        return self.expires_on is not None and today > self.expires_on


def may_use(lot: Lot, today: date) -> None:
    """Whether a needle of it may go in on that day. Raises LotRecalled, LotExpired."""
    if lot.recalled:
        raise LotRecalled(
            f"Lot {lot.number} was recalled: {lot.recalled.rstrip('.')}. "
            "Put its packets aside and take another lot."
        )
    if lot.expires_on is not None and lot.expired(today):
        last = in_words(lot.expires_on)
        raise LotExpired(f"Lot {lot.number} has expired ({last}). Take another lot.")


def all_may_be_used(lots: Iterable[Lot], today: date) -> None:
    """Where words fit several lots none of them may be bad. Raises as `may_use` does."""
    for lot in sorted(lots, key=lambda one: not one.recalled):
        may_use(lot, today)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def packet_date(digits: str, today: date) -> date:
    """YYMMDD as GS1 writes it, read on that day. Raises NotADate."""
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise NotADate
    year, month, day = (int(digits[place : place + 2]) for place in (0, 2, 4))
    year = full_year(year, today)
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        raise NotADate from None


def full_year(two_digits: int, today: date) -> int:
    """The year that ends so, from 49 years back to 50 years ahead."""
    first = today.year - 49
    return first + (two_digits - first) % 100


def fourteen_digits(gtin: str) -> str:
    """A GTIN of any length, with leading zeros; '' stays ''. Raises NotAGtin."""
    digits = "".join(gtin.split())
    if not digits:
        return ""
    if len(digits) not in GTIN_LENGTHS or not re.fullmatch(r"[0-9]+", digits):
        raise NotAGtin
    whole = digits.zfill(14)
    weighed = sum(int(one) * (3, 1)[place % 2] for place, one in enumerate(whole))
    if weighed % 10:
        raise NotAGtin
    return whole


def whole_name(gtin: str, number: str) -> str:
    """The lot as GS1 prints it, so that no other maker's lot is meant; else its bare number."""
    return f"(01){gtin}(10){number}" if gtin else number


def parts_of(name: str) -> tuple[str, str]:
    """(GTIN or '', number) of a lot's name."""
    found = WHOLE_NAME.fullmatch(name.strip())
    return (found[1], found[2]) if found else ("", name.strip())
