"""What does YAML in a page or a data file say?

Read as Jekyll reads it, with two exceptions: `9:30` is text and not 570 minutes, and aliases
that would grow without end are refused.
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from filiform.domain.jekyll.remarks import Unreadable

LARGEST = 200_000
LARGEST_FRONT = 64 * 1024
DEEPEST = 60
FENCED = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
OPENED = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
INT, FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"

Front = dict[str, Any]


class _AsJekyll(yaml.SafeLoader):
    """Values as Jekyll has them, but never a number in base 60."""


_AsJekyll.yaml_implicit_resolvers = {
    letter: [(tag, rule) for tag, rule in rules if tag not in (INT, FLOAT)]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsJekyll.add_implicit_resolver(INT, re.compile(r"^(?:0|[-+]?[1-9][0-9]*)$"), list("-+0123456789"))
_AsJekyll.add_implicit_resolver(
    FLOAT, re.compile(r"^[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?$"), list("-+0123456789")
)


def load(text: str) -> Any:
    """What a YAML text says. Raises Unreadable."""
    loader = _AsJekyll(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _grown(node, {}, 0) > LARGEST:
            raise Unreadable("the YAML repeats itself without end.")
        return loader.construct_document(node)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, OverflowError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise Unreadable(f"bad YAML{where}. Mend it and import again.") from None
    finally:
        loader.dispose()


def has_front(text: str) -> bool:
    return OPENED.match(text) is not None


def split(text: str) -> tuple[Front, str]:
    """Front matter and the words after it; without front matter all of it is words.

    Raises Unreadable.
    """
    if not has_front(text):
        return {}, text
    found = FENCED.match(text)
    if found is None:
        raise Unreadable("the front matter is not closed. Close it with a line '---'.")
    if len(found[1]) > LARGEST_FRONT:
        raise Unreadable("the front matter is far too long. Close it with a line '---'.")
    said = load(found[1])
    if said is None:
        return {}, text[found.end() :]
    if not isinstance(said, Mapping):
        raise Unreadable("the front matter must be lines like 'title: …'.")
    return {str(key): value for key, value in said.items()}, text[found.end() :]


def words(value: object) -> str:
    """A value as one line of text; '' for what is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def several(value: object, *, split_on_space: bool = False) -> list[str]:
    """One text or a list of texts as a list of texts."""
    if isinstance(value, str) and split_on_space:
        return value.split()
    found = value if isinstance(value, list) else [value]
    return [text for text in map(words, found) if text]


def _grown(node: yaml.Node, known: dict[int, int], deep: int) -> int:
    """How many values there are once every alias stands for what it names."""
    if deep > DEEPEST:
        raise ValueError("too deep")
    if id(node) not in known:
        known[id(node)] = LARGEST + 1  # an alias to itself has no end
        parts = [] if isinstance(node, yaml.ScalarNode) else node.value
        flat = [one for part in parts for one in (part if isinstance(part, tuple) else (part,))]
        known[id(node)] = 1 + sum(_grown(one, known, deep + 1) for one in flat)
    return known[id(node)]
