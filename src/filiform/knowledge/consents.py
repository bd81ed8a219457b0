"""What does a person read and sign before dry needling?"""

import re
from dataclasses import dataclass
from pathlib import Path

from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks

BLANKS = re.compile(r"\{(\w+)\}")
"""Where the therapist's name and training are filled in."""

KNOWN_BLANKS = frozenset({"therapist", "training"})


@dataclass(frozen=True)
class Section:
    """One heading and what stands under it; blanks are not filled in."""

    heading: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...]
    tag: str = ""
    needs_review: bool = False

    def filled(self, training: str, therapist: str) -> tuple[str, ...]:
        """The paragraphs as the patient reads them."""
        blanks = {"training": training, "therapist": therapist}
        return tuple(BLANKS.sub(lambda one: blanks[one[1]], text) for text in self.paragraphs)


@dataclass(frozen=True)
class ConsentText:
    """One version of the text. A version that was signed never changes."""

    version: str
    title: str
    sections: tuple[Section, ...]

    def words(self, training: str, therapist: str) -> str:
        """The whole text, filled in: what is shown, hashed, kept and handed over.

        The same arguments give the same text on every machine.
        """
        parts = [f"{self.title} (version {self.version})"]
        for section in self.sections:
            parts += [section.heading.upper(), *section.filled(training, therapist)]
        return "\n\n".join(parts) + "\n"


def load(folder: Path = HERE) -> tuple[dict[str, ConsentText], str]:
    """Every version in `consents.toml`, and the version to be signed now.

    Raises:
        TableUnreadable: a row is not understood, a version stands twice, or the
            current one is not there.
    """
    whole = table("consents", folder)
    texts: dict[str, ConsentText] = {}
    for row in whole.rows("texts"):
        text = _text(row)
        if text.version in texts:
            raise row.wrong("version", f"stands twice: {text.version}")
        texts[text.version] = text
    current = whole.one_of("current", whole.text("current"), texts)
    whole.done()
    return texts, current


def _text(row: Row) -> ConsentText:
    sections = tuple(_section(one) for one in row.rows("sections"))
    text = ConsentText(row.text("version"), row.text("title"), sections)
    row.done()
    return text


def _section(row: Row) -> Section:
    mark = marks(row)
    section = Section(
        heading=row.text("heading"),
        paragraphs=row.words("paragraphs"),
        sources=mark.sources,
        tag=mark.tag,
        needs_review=mark.needs_review,
    )
    row.done()
    for blank in BLANKS.findall(" ".join(section.paragraphs)):
        row.one_of("paragraphs", blank, sorted(KNOWN_BLANKS))
    return section


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """What the text to be signed now leaves out, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    texts, current = load(folder)
    words = " ".join(text for part in texts[current].sections for text in part.paragraphs)
    named = set(BLANKS.findall(words))
    return tuple(f"consents: the text never names the {one}" for one in KNOWN_BLANKS - named)


TEXTS, _CURRENT = load()
CURRENT = TEXTS[_CURRENT]
