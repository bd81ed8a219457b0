"""Which parts of a page are code, and must stay as they are?"""

import re
from collections.abc import Callable

WRITTEN = (
    r"(^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\2[`~]*[ \t]*$|\Z)"
    r"|<(pre|code%s)\b.*?</\3\s*>"
    r"|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\4(?!`))"
)
FLAGS = re.MULTILINE | re.DOTALL | re.IGNORECASE
SHOWN = re.compile(WRITTEN % "", FLAGS)
"""Code that a reader sees."""
CODE = re.compile(WRITTEN % "|script|style|textarea", FLAGS)
"""All of it."""


def outside(text: str, change: Callable[[str], str]) -> str:
    """The text, changed everywhere but within code that a reader sees."""
    done, end = [], 0
    for found in SHOWN.finditer(text):
        done += [change(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*done, change(text[end:])])


def hidden(text: str) -> tuple[str, list[str]]:
    """The text with a mark in the place of each code, and the codes; `shown` puts them back."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\ue010{len(kept) - 1}\ue011"

    return CODE.sub(keep, text), kept


def shown(text: str, kept: list[str]) -> str:
    return re.sub(r"\ue010(\d+)\ue011", lambda one: kept[int(one[1])], text)
