"""At which address does Jekyll put a page, and which wishes are refused?"""

import re
from datetime import datetime

from filiform.domain.jekyll.remarks import Unreadable

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
NAME = re.compile(r":([a-z_]+)")
LONGEST = 300
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\<>\"'`{}|^?#]|\s$|^\s")
NOT_A_WORD = re.compile(r"[^\w._~!$&'()+,;=@-]+")
NOT_PLAIN = re.compile(r"[^\w]+")


def filled(template: str, values: dict[str, str]) -> str:
    """The address of a template such as '/:year/:title/'.

    Raises Unreadable where the template asks for something nobody knows, or leads astray.
    """

    def value(name: re.Match[str]) -> str:
        word = name[1]
        while word and word not in values:  # Jekyll reads ':day_x' as ':day' and '_x'
            word = word.rpartition("_")[0]
        if not word:
            raise Unreadable(f"the permalink {template!r} asks for {name[0]}, which is not known.")
        return values[word] + name[1][len(word) :]

    return checked(NAME.sub(value, template), template)


def checked(address: str, wish: str) -> str:
    """The address with one slash between its parts. Raises Unreadable where it leads astray."""
    if {".", ".."} & set(address.split("/")):
        raise Unreadable(f"the permalink {wish!r} leads out of the site. Write one without '..'.")
    if FORBIDDEN.search(address):
        raise Unreadable(f"the permalink {wish!r} has a letter that no address may have.")
    if "://" in address or len(address) > LONGEST:
        raise Unreadable(f"the permalink {wish!r} is no address of this site.")
    return re.sub(r"/{2,}", "/", f"/{address}")


def template_of_a_post(permalink: str) -> str:
    return STYLES.get(permalink or "date", permalink or "")


def suffix(permalink: str) -> str:
    """How pages and documents end under the permalink of the site: '/', '.html' or bare."""
    if permalink in ("", "date", "ordinal", "weekdate", "none"):
        return ":output_ext"
    if permalink == "pretty" or permalink.endswith("/"):
        return "/"
    return ":output_ext" if permalink.endswith(":output_ext") else ""


def of_the_date(at: datetime | None) -> dict[str, str]:
    """The words of a permalink that tell the day. Without a date there are none."""
    if at is None:
        return {}
    year, week, weekday = at.isocalendar()
    return {
        **{"year": f"{at:%Y}", "short_year": f"{at:%y}", "month": f"{at:%m}", "day": f"{at:%d}"},
        **{"i_month": str(at.month), "i_day": str(at.day), "y_day": f"{at:%j}"},
        **{"short_month": f"{at:%b}", "long_month": f"{at:%B}"},
        **{"short_day": f"{at:%a}", "long_day": f"{at:%A}"},
        **{"week": f"{week:02}", "w_year": str(year), "w_day": str(weekday)},
        **{"hour": f"{at:%H}", "minute": f"{at:%M}", "second": f"{at:%S}"},
    }


def slug(words: str) -> str:
    """Words as part of an address, as Jekyll does by default: 'Knee & hip' is 'knee-hip'."""
    return NOT_PLAIN.sub("-", words.replace("_", " ").lower()).strip("-")


def title_slug(name: str) -> str:
    """The name of a file as part of an address: letters keep their case."""
    return NOT_A_WORD.sub("-", name).strip("-")
