"""What holds of every note, whatever was done?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given

from filiform.domain.note import Note, write
from filiform.domain.stricta import State
from filiform.domain.treatment import Treatment
from tests.domain.treatments import ITEMS, treatments

ITEM = re.compile(r"\(\d[a-g]?\)(?=[;.])")
"""The checklist's own number, behind what is lacking."""

SCALE = 10
"""Pain is 'of 10'."""


def text(note: Note) -> str:
    return "\n".join(line for section in note.sections for line in section.lines)


@given(treatments)
def test_every_needle_stands_in_it_once(it: Treatment) -> None:
    note = write(it, "", ITEMS)
    (lines,) = (one.lines for one in note.sections if one.heading == "Needles")
    told = " ".join(lines)
    for one in it.needles:
        assert told.count(f"{one.gauge_mm:.2f} × {one.length_mm} mm") >= 1
        if len(it.needles) > 1:
            assert told.count(f"({one.number}) {one.size}") == 1
    assert len(re.findall(r" × \d+ mm", told)) == len(it.needles)


@given(treatments)
def test_an_item_is_answered_or_missing_or_in_part_and_never_two_of_these(it: Treatment) -> None:
    note = write(it, "", ITEMS)
    assert [line.item for line in note.lines] == list(ITEMS)
    for line in note.lines:
        assert (line.state is State.MISSING) is (line.applies and not line.says)
        assert (line.state is State.PARTLY) is (
            line.applies and bool(line.says) and bool(line.lacks)
        )
        if line.state is State.ANSWERED:
            assert line.says
            assert not line.lacks


@given(treatments)
def test_the_note_names_what_it_lacks_and_nothing_else(it: Treatment) -> None:
    note = write(it, "", ITEMS)
    last = next((one.lines[0] for one in note.sections if one.heading == "Not on record"), "")
    named = Counter(ITEM.findall(last))
    wanting = (State.MISSING, State.PARTLY)
    assert named == Counter(f"({one.item.key})" for one in note.lines if one.state in wanting)


@given(treatments)
def test_every_number_in_it_comes_from_the_facts(it: Treatment) -> None:
    note = write(it, "", ITEMS)
    told = ITEM.sub("", text(note)) + " ".join(line.says for line in note.lines)
    known = {*_numbers(it), *_counted(it), SCALE}
    assert {int(one) for one in re.findall(r"\d+", told)} <= known


@given(treatments)
def test_the_same_facts_make_the_same_note(it: Treatment) -> None:
    one, other = (write(it, "In my own words.", ITEMS) for _ in range(2))
    assert one.content == other.content
    assert one.sha256 == other.sha256
    assert one.sha256 != write(it, "In other words.", ITEMS).sha256


def _numbers(value: object) -> Iterator[int]:
    """Every number in a value, however deep."""
    if is_dataclass(value):
        for one in fields(value):
            yield from _numbers(getattr(value, one.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, datetime):
        yield from (value.day, value.year, value.hour, value.minute)
    elif isinstance(value, date):
        yield from (value.day, value.year)
    elif isinstance(value, int | str | Decimal):
        yield from (int(one) for one in re.findall(r"\d+", str(value)))


def _counted(it: Treatment) -> Iterator[int]:
    """What may be counted from the facts: needles, twitches, sessions, minutes."""
    yield from (len(it.needles), sum(one.twitches for one in it.needles), it.number)
    yield sum(one.seconds is not None for one in it.needles)
    yield from ((one.seconds or 0) // 60 for one in it.needles)
    if it.minutes is not None:
        yield abs(it.minutes)
