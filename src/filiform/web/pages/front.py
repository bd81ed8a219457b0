"""What does the front matter of a page say, and which words follow it?"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import yaml

LARGEST = 2 * 1024 * 1024
LARGEST_FRONT = 16 * 1024
FENCED = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)(.*)\Z", re.DOTALL | re.MULTILINE
)
NOTHING = re.compile(r"^(?:~|null|Null|NULL|)$")
YES = frozenset({"true", "yes", "on", "1"})

KEYS = frozenset(
    {"title", "subtitle", "layout", "sidebar", "image", "permalink", "description", "date"}
    | {"published", "evidence"}
)
LISTS = frozenset({"evidence"})

Front = dict[str, str]


class PageUnreadable(Exception):
    """A page of the folder cannot be shown; the message names the file and what to mend."""


class _Plain(yaml.BaseLoader):
    """Every value is the text that was written: `title: No` is No, `title: 2024` is 2024."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """An alias is refused: a page needs none, and a few of them grow without end."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "an alias", mark)
        return super().compose_node(parent, index)


_Plain.add_implicit_resolver("tag:yaml.org,2002:null", NOTHING, ["~", "n", "N", ""])
_Plain.add_constructor("tag:yaml.org,2002:null", lambda loader, node: "")


def read_file(path: Path) -> tuple[Front, str]:
    """Front matter and words of a file. Raises PageUnreadable."""
    found = FENCED.match(_text(path))
    if found is None:
        raise PageUnreadable(
            f"{path.name}: the front matter is not closed. Begin with a line '---', then "
            "'title: …', then a line '---'."
        )
    return _front(found[1], path), found[2]


def is_yes(value: str) -> bool:
    return value.strip().lower() in YES


def listed(value: str) -> tuple[str, ...]:
    """The words of a line with commas between them, each once."""
    return tuple(dict.fromkeys(one for one in (part.strip() for part in value.split(",")) if one))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise PageUnreadable(f"{path.name}: this is not a file that can be opened.")
        if path.stat().st_size > LARGEST:
            raise PageUnreadable(f"{path.name}: larger than 2 MB. Make it shorter.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PageUnreadable(f"{path.name}: not in UTF-8. Save it as UTF-8.") from None
    except OSError:
        raise PageUnreadable(f"{path.name}: the file cannot be opened.") from None


def _front(text: str, path: Path) -> Front:
    if len(text) > LARGEST_FRONT:
        raise PageUnreadable(f"{path.name}: the front matter is far too long. Close it with '---'.")
    try:
        front = yaml.load(text, Loader=_Plain)  # a BaseLoader: builds text and lists only
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise PageUnreadable(f"{path.name}: the front matter is not YAML{where}.") from None
    if not isinstance(front, dict):
        raise PageUnreadable(f"{path.name}: the front matter must be lines like 'title: …'.")
    return {str(key): _line(str(key), value, path) for key, value in front.items()}


def _line(key: str, value: object, path: Path) -> str:
    """A value as one line of text; WordPress leaves entities such as &#038; in it.

    A list of words is one line too, with commas between them.
    """
    if isinstance(value, str):
        return " ".join(unescape(value).split())
    if key in LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if key in KEYS:
        raise PageUnreadable(f"{path.name}: '{key}' must be one line of text.")
    return ""
