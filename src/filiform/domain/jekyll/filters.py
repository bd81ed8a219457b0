"""Which filters does Jekyll add to Liquid? (Those that need the site are in `templates`.)"""

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from filiform.domain.jekyll import permalinks

WHITE = re.compile(r"\s+")
UNSAFE = re.compile(r"[^\w.~:/?#\[\]@!$&'()*+,;=%-]", re.ASCII)


def day(value: object) -> date | None:
    """A date out of a date or its text; None where it is none."""
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(" ".join(str(value).split()[:2])) if value else None
    except ValueError:
        return None


def written_day(pattern: str) -> Callable[..., str]:
    def written(value: object, *_: object) -> str:
        found = day(value)
        return found.strftime(pattern) if found else ""

    return written


def date_to_xmlschema(value: object) -> str:
    found = day(value)
    return found.isoformat() if isinstance(found, datetime) else ""


def slugify(value: object, mode: object = "default") -> str:
    words = "" if value is None else str(value)
    if mode == "raw":
        return WHITE.sub("-", words).strip("-").lower()
    return permalinks.title_slug(words).lower() if mode == "pretty" else permalinks.slug(words)


def jsonify(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def xml_escape(value: object) -> str:
    return html.escape("" if value is None else str(value))


def percent(value: object) -> str:
    """What an address may not hold, as %XX."""
    text = "" if value is None else str(value)
    return UNSAFE.sub(lambda bad: "".join(f"%{one:02X}" for one in bad[0].encode()), text)


def number_of_words(value: object, *_: object) -> int:
    return len(str(value or "").split())


def array_to_sentence_string(value: object, connector: str = "and") -> str:
    *most, last = [str(one) for one in items(value)] or [""]
    if len(most) < 2:
        return f" {connector} ".join([*most, last])
    return f"{', '.join(most)}, {connector} {last}"


def normalize_whitespace(value: object) -> str:
    return WHITE.sub(" ", str(value or "")).strip()


def to_integer(value: object) -> int:
    try:
        return int(float(str(value)))
    except (ValueError, OverflowError):
        return 0


def items(value: object) -> list[Any]:
    """A list out of whatever a template calls one."""
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, str) or not isinstance(value, Iterable):
        return []
    return list(value)


def part(one: object, name: object) -> Any:
    """What 'address.city' is of one thing; None where it has none."""
    for key in str(name).split("."):
        try:
            one = one[key] if isinstance(one, Mapping) else None
        except KeyError:
            return None
    return one


def where(value: object, name: object, wanted: object = None) -> list[Any]:
    return [one for one in items(value) if _fits(part(one, name), wanted)]


def find(value: object, name: object, wanted: object = None) -> Any:
    return next(iter(where(value, name, wanted)), None)


def _fits(said: object, wanted: object) -> bool:
    if isinstance(said, list):
        return wanted in said or str(wanted) in map(str, said)
    return said == wanted or (said is not None and _text(said) == _text(wanted))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def group_by(value: object, name: object) -> list[dict[str, Any]]:
    groups: dict[str, list[Any]] = {}
    for one in items(value):
        said = part(one, name)
        groups.setdefault("" if said is None else str(said), []).append(one)
    return [{"name": key, "items": some, "size": len(some)} for key, some in groups.items()]


def sort(value: object, name: object = None, nils: object = "first") -> list[Any]:
    """In order; what has no value stands first or last."""
    found = [(one if name is None else part(one, name), one) for one in items(value)]
    known = sorted((one for one in found if one[0] is not None), key=lambda one: _rank(one[0]))
    none = [one for said, one in found if said is None]
    some = [one for _, one in known]
    return [*some, *none] if nils == "last" else [*none, *some]


def _rank(value: object) -> tuple[int, Any]:
    if isinstance(value, int | float):
        return 0, value
    return (1, value.isoformat()) if isinstance(value, date) else (2, str(value))


def push(value: object, one: object) -> list[Any]:
    return [*items(value), one]


def unshift(value: object, one: object) -> list[Any]:
    return [one, *items(value)]


def pop(value: object, many: object = 1) -> list[Any]:
    found = items(value)
    return found[: max(len(found) - to_integer(many), 0)]


def shift(value: object, many: object = 1) -> list[Any]:
    return items(value)[to_integer(many) :]


def sample(value: object, *_: object) -> Any:
    """Jekyll takes one by chance; here it is always the first."""
    found = items(value)
    return found[0] if found else None


def unchanged(value: object, *_: object) -> object:
    return value


EVERY: Mapping[str, Callable[..., Any]] = {
    "array_to_sentence_string": array_to_sentence_string,
    "cgi_escape": percent,
    "date_to_long_string": written_day("%d %B %Y"),
    "date_to_rfc822": written_day("%a, %d %b %Y %H:%M:%S %z"),
    "date_to_string": written_day("%d %b %Y"),
    "date_to_xmlschema": date_to_xmlschema,
    "find": find,
    "group_by": group_by,
    "inspect": str,
    "jsonify": jsonify,
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "pop": pop,
    "push": push,
    "sample": sample,
    "sassify": unchanged,
    "scssify": unchanged,
    "shift": shift,
    "slugify": slugify,
    "smartify": unchanged,
    "sort": sort,
    "to_integer": to_integer,
    "unshift": unshift,
    "uri_escape": percent,
    "where": where,
    "xml_escape": xml_escape,
}
