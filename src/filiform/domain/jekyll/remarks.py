"""What is said about a file of the folder that did not come in just as it was?"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which part of the report a remark belongs to."""

    CHANGED = "changed"
    NOT_UNDERSTOOD = "not understood"
    MISSING = "missing"
    NOT_USED = "not used"
    SKIPPED = "skipped"


@dataclass(frozen=True, order=True)
class Remark:
    """One line of the report: about which file, and what to know."""

    kind: Kind
    file: str
    says: str


class Unreadable(Exception):
    """A file of the folder cannot be read; the message is the sentence for the report."""
