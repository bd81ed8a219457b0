"""What does a page say as plain words, and which questions does it answer?"""

from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "strong"}
    | {"sub", "sup", "u", "ins", "del"}
)
SUMMARY = 155
"""Letters that search engines show of a description."""


@dataclass(frozen=True)
class Question:
    """A heading that asks, and what stands below it up to the next heading."""

    asks: str
    answer: str


@dataclass(frozen=True)
class Words:
    """All the words of a page, and its questions with their answers."""

    text: str
    questions: tuple[Question, ...]

    @property
    def summary(self) -> str:
        """The first words, cut between two of them."""
        if len(self.text) <= SUMMARY:
            return self.text
        return self.text[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(",;:.– ") + "…"


class _Reader(HTMLParser):
    """Gathers (heading, words below it) in order; words before the first heading are under ''."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[list[str], list[str]]] = [([], [])]
        self.in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self.parts.append(([], []))
            self.in_heading = True
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self.in_heading = False
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        self.parts[-1][not self.in_heading].append(data)


@lru_cache(maxsize=256)
def words_of(html: str) -> Words:
    """The words of safe HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts = [(_line(heading), _line(below)) for heading, below in reader.parts]
    asked = (Question(h, below) for h, below in parts if h.endswith("?") and below)
    every = [f"{heading} {below} " for heading, below in parts]
    return Words(_line(every), tuple(asked))


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
