"""How is the text of a page taken apart for the editor, put together again, and compared?"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from filiform.domain.jekyll import front
from filiform.domain.jekyll.remarks import Unreadable

FENCED = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
EVIDENCE = re.compile(r"^evidence:.*(?:\n(?:[ \t]+\S.*|-[ \t].*))*\n?", re.MULTILINE)
AROUND = 2
MOST_LINES = 4000


@dataclass(frozen=True)
class Draft:
    """A page in the editor: its settings without the evidence, its words, and the evidence."""

    settings: str
    words: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line of a comparison; `kind` is 'added', 'gone', 'same' or 'gap'."""

    kind: str
    text: str


def apart(text: str) -> Draft:
    """The draft of a page's text; what has no front matter is all words."""
    text = text.replace("\r\n", "\n")
    found = FENCED.match(text)
    if found is None:
        return Draft("", text, ())
    try:
        attached = front.several(front.split(text)[0].get("evidence"))
    except Unreadable:
        return Draft(found[1], text[found.end() :], ())
    return Draft(EVIDENCE.sub("", found[1]), text[found.end() :], tuple(attached))


def together(draft: Draft, before: str) -> str:
    """The text of a draft; the very text it was before where nothing was changed."""
    if apart(before) == draft:
        return before
    settings = draft.settings.strip("\n")
    lines = [settings] if settings else []
    if draft.evidence:
        lines.append(f"evidence: [{', '.join(draft.evidence)}]")
    return "\n".join(["---", *lines, "---", draft.words])


def compared(old: str, new: str) -> list[Line]:
    """What was taken out and put in, with two lines around; nothing where nothing was changed."""
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > MOST_LINES:
        return [Line("gap", "These versions are too long to be compared here.")]
    lines = difflib.unified_diff(before, after, n=AROUND, lineterm="")
    return list(_read(list(lines)[2:]))


def _read(lines: Iterable[str]) -> Iterable[Line]:
    kinds = {"+": "added", "-": "gone", " ": "same"}
    for number, line in enumerate(lines):
        if line.startswith("@@"):
            yield from [Line("gap", "…")] if number else []
        else:
            yield Line(kinds[line[0]], line[1:])
