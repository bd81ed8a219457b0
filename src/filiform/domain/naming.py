"""What is each needle called, where two tablets gave the same number?"""

from collections.abc import Mapping
from uuid import UUID

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def names(numbers: Mapping[UUID, int]) -> dict[UUID, str]:
    """A number that several needles have gets a letter, in the order of their ids."""
    same: dict[int, list[UUID]] = {}
    for id, number in sorted(numbers.items()):
        same.setdefault(number, []).append(id)
    return {
        id: f"{number}{_letter(place)}" if len(ids) > 1 else str(number)
        for number, ids in same.items()
        for place, id in enumerate(ids)
    }


def _letter(place: int) -> str:
    """a … z, then a1, b1 …"""
    round, letter = divmod(place, len(LETTERS))
    return LETTERS[letter] + (str(round) if round else "")
