"""What does the code on a packet say: as a scanner types it, as it is printed, as a web address?

The parts are told apart by a maintained library (biip); what they mean is the domain's. Codes of
other systems (HIBC, ICCBBA) are not read: the lot is then typed as it is printed.
"""

import re
from dataclasses import dataclass
from datetime import date

from biip import BiipException, ParseConfig
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_element_strings import GS1ElementStrings
from biip.gs1_messages import GS1Message
from django.http import HttpResponse

from filiform.domain.lots import fourteen_digits, packet_date, whole_name
from filiform.domain.refusal import Refusal
from filiform.domain.words import plain
from filiform.web.middleware import NOT_NEEDED

SEPARATOR = "\x1d"
SPELT = re.compile(r"\{GS\}|<GS>|\[GS\]|\^\]|\u241d", re.IGNORECASE)
"""How scanners spell the separator for programs that cannot take the character itself."""

SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
A_CODE = re.compile(rf"^(?:{SEPARATOR}|\(\d{{2,4}}\)|https?://|01\d{{14}})|.{SEPARATOR}", re.DOTALL)
OTHER_CODE = re.compile(r"^\+[A-Z][0-9A-Z]{3}\S{2,}$")
LONGEST = 400


class UnreadableCode(Refusal):
    says = "This code was not understood. Scan it again, or type the lot number as it is printed."


class NoLotInCode(Refusal):
    says = "This code names no lot. Type the lot number that is printed on the packet."


class OtherCode(Refusal):
    says = "This is not a GS1 code. Type the lot number that is printed on the packet."


@dataclass(frozen=True)
class Label:
    """What a packet says. `number` is as printed; '' and None where the code does not say it."""

    number: str
    gtin: str = ""
    expires_on: date | None = None
    made_on: date | None = None
    serial: str = ""

    @property
    def name(self) -> str:
        """What names this lot and no other."""
        return whole_name(self.gtin, self.number)


def is_code(words: str) -> bool:
    """Whether these are the words of a code, and not a lot number that somebody typed."""
    said = words.strip(" ")
    return bool(
        SYMBOLOGY.match(said) or A_CODE.search(SPELT.sub(SEPARATOR, said)) or OTHER_CODE.match(said)
    )


def read(words: str, today: date) -> Label:
    """What the words of a code, or a typed lot number, say on that day.

    Raises UnreadableCode, NoLotInCode, OtherCode, NotAGtin, NotADate.
    """
    said = plain(words)
    if not is_code(said):
        return Label(number=said)
    if OTHER_CODE.match(said):
        raise OtherCode
    parts = _parts(SYMBOLOGY.sub("", SPELT.sub(SEPARATOR, said)).lstrip(SEPARATOR))
    said_by = {part.ai.ai: part.value for part in reversed(parts)}
    if "10" not in said_by:
        raise NoLotInCode
    dates = [packet_date(said_by[ai], today) if ai in said_by else None for ai in ("17", "11")]
    return Label(
        number=said_by["10"],
        gtin=fourteen_digits(said_by.get("01", "")),
        expires_on=dates[0],
        made_on=dates[1],
        serial=said_by.get("21", ""),
    )


def _parts(code: str) -> GS1ElementStrings:
    """The parts in the order in which they stand. Raises UnreadableCode."""
    # That a date is one is asked by the domain, on the day of the caller.
    config = ParseConfig(gs1_element_strings_verify_date=False)
    if len(code) > LONGEST:
        raise UnreadableCode
    try:
        if code.startswith("("):
            message = GS1Message.parse_hri(code, config=config)
            whole = message.as_hri() == "".join(code.split())
        elif code.startswith("http"):
            message, whole = GS1DigitalLinkURI.parse(code, config=config), True
        else:
            message, whole = GS1Message.parse(code, config=config), True
    except (BiipException, ValueError):
        raise UnreadableCode from None
    if not whole:
        raise UnreadableCode
    return message.element_strings


def with_camera(response: HttpResponse) -> HttpResponse:
    """Lets this page, and no other, ask for the camera."""
    allowed = NOT_NEEDED.replace("camera=()", "camera=(self)")
    response.headers["Permissions-Policy"] = allowed
    return response
