"""What is written down at the bedside where the note itself cannot be reached?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from filiform.domain.refusal import NotAFact

MOST = 2000


class NothingJotted(NotAFact):
    says = "Write something first."


@dataclass(frozen=True)
class Jotted:
    """Words for the end of the note."""

    id: UUID
    words: str
    at: datetime


def check(jotted: Jotted) -> None:
    """Raises NothingJotted."""
    if not jotted.words:
        raise NothingJotted


def with_words(note: str, words: str) -> str:
    """The note with the words as its last paragraph."""
    return f"{note.rstrip()}\n\n{words}" if note.strip() else words
