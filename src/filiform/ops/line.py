"""What does one check say?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What one check found; `says` holds what to do where it is not good."""

    good: bool
    says: str

    def __str__(self) -> str:
        return f"{'✓' if self.good else '✗'} {self.says}"


def good(says: str) -> Line:
    return Line(True, says)


def bad(says: str) -> Line:
    return Line(False, says)
