"""Is a fact that goes over the wire the same on the other side, and is nonsense told apart?"""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.bedside import ANY_TIME, Fact, Inserted, NotAFact, NotANeedleNumber
from filiform.domain.ledger import Ledger
from filiform.domain.refusal import Refusal
from filiform.domain.surface import MESH, BodyPoint
from filiform.domain.wire import EventUnreadable, read_event, read_id, read_time, write_fact
from tests.domain.deeds import unions

ID, NEEDLE = str(UUID(int=7)), str(UUID(int=8))
WHOLE: dict[str, dict[str, Any]] = {
    "inserted": {
        "number": 7,
        "target": "infraspinatus",
        "side": "left",
        "gauge_mm": "0.25",
        "length_mm": 30,
        "point": [1204, 300000, 500000],
        "mesh": MESH,
        "technique": {"angle": "perpendicular", "tilt": "", "grip": None},
        "posture": "lying",
        "site": "",
        "lot": "A1",
        "override": "",
    },
    "twitched": {"needle": NEEDLE, "twitches": 3},
    "withdrawn": {"needle": NEEDLE},
    "counted": {"found": 0, "in_tray": 6, "knows": "0" * 32},
    "disposed": {"needles": 6, "knows": "f" * 32},
    "stimulation_set": {
        "needles": [ID, NEEDLE],
        "channel": 1,
        "hz": "2.5",
        "width_us": 200,
        "intensity": "4.5 mA",
        "minutes": 10,
    },
    "symptom_noted": {"needle": None, "symptom": "burning"},
    "all_out_called": {"reason": "fainting"},
    "retention_planned": {"minutes": 15},
    "pain_scored": {"moment": "before", "value": 6},
    "moved": {
        "moment": "after",
        "movement": "neck_rotation",
        "side": "left",
        "how": "passive",
        "extent": "limited_and_painful",
        "degrees": 45,
    },
    "pressed": {
        "moment": "before",
        "place": "infraspinatus",
        "side": "right",
        "device": "FPX 25",
        "unit": "kg/cm2",
        "trials": ["2.4", "3"],
    },
    "felt": {"feels": "unwell", "symptom": "faint", "knows": "0" * 32},
    "advised": {"about": ["expect", "help"], "way": "sent", "version": "2026-11"},
    "declined": {"question": "count", "words": "Gone home.", "knows": "0" * 32},
    "jotted": {"words": "Eased at once."},
}


def event(fact: str, **changes: Any) -> dict[str, Any]:
    return {"id": ID, "fact": fact, "device_at": None, **WHOLE[fact], **changes}


@pytest.mark.parametrize("word", WHOLE)
def test_each_kind_of_event_is_read_and_written_as_it_was(word: str) -> None:
    raw = event(word)
    said = read_event(raw)
    assert said.device_at is None
    assert write_fact(said.fact) | {"device_at": None} == raw


@given(unions)
def test_what_was_written_is_read_as_the_same_fact(told: list[Fact]) -> None:
    for fact in Ledger.of(told).facts:
        sent = json.loads(json.dumps(write_fact(fact)))
        assert read_event(sent).fact == replace(fact, at=ANY_TIME)


def test_the_time_is_the_devices_claim() -> None:
    said = read_event(event("withdrawn", device_at="2026-11-26T09:41:07.120-07:00"))
    assert said.device_at == datetime(2026, 11, 26, 16, 41, 7, 120_000, tzinfo=UTC)
    assert said.fact.at == said.device_at


@pytest.mark.parametrize("raw", ["no", "2026-11-26T09:41:07", 7, None, [], {}, "9" * 99])
def test_what_is_no_time_is_none(raw: object) -> None:
    assert read_time(raw) is None
    assert read_event(event("withdrawn", device_at=raw)).fact.at == ANY_TIME


def test_an_id_is_written_in_one_way() -> None:
    assert read_id(ID.upper()) == UUID(ID)
    for raw in (f"{{{ID}}}", f"urn:uuid:{ID}", ID.replace("-", ""), "", None, 7, ID + "0"):
        assert read_id(raw) is None


@pytest.mark.parametrize(
    ("word", "change"),
    [
        ("inserted", {"id": "no"}),
        ("inserted", {"number": "7"}),
        ("inserted", {"number": True}),
        ("inserted", {"number": None}),
        ("inserted", {"target": ""}),
        ("inserted", {"target": "x" * 81}),
        ("inserted", {"target": 7}),
        ("inserted", {"side": "up"}),
        ("inserted", {"side": []}),
        ("inserted", {"gauge_mm": 0.25}),
        ("inserted", {"gauge_mm": "NaN"}),
        ("inserted", {"gauge_mm": "1e9"}),
        ("inserted", {"gauge_mm": "0.250"}),
        ("inserted", {"gauge_mm": "x0.25"}),
        ("inserted", {"length_mm": 30.0}),
        ("inserted", {"point": [1]}),
        ("inserted", {"point": [1, -2, 3]}),
        ("inserted", {"point": "here"}),
        ("inserted", {"mesh": 7}),
        ("inserted", {"mesh": "x" * 81}),
        ("inserted", {"mesh": "another", "point": [1, 2, -1]}),
        ("inserted", {"mesh": "another", "point": [1, 2, 2**31]}),
        ("inserted", {"mesh": "another", "point": [1, 2]}),
        ("inserted", {"technique": "flat"}),
        ("inserted", {"technique": {"angle": "crooked"}}),
        ("inserted", {"site": "x" * 201}),
        ("inserted", {"lot": "x" * 61}),
        ("inserted", {"override": "x" * 1001}),
        ("twitched", {"needle": None}),
        ("twitched", {"twitches": 1.5}),
        ("counted", {"knows": 12}),
        ("counted", {"knows": "F" * 32}),
        ("counted", {"knows": "0" * 31}),
        ("disposed", {"knows": None}),
        ("stimulation_set", {"needles": [ID]}),
        ("stimulation_set", {"needles": [ID, "no"]}),
        ("stimulation_set", {"needles": None}),
        ("stimulation_set", {"intensity": "x" * 21}),
        ("symptom_noted", {"needle": "no"}),
        ("symptom_noted", {"symptom": ""}),
        ("symptom_noted", {"symptom": "x" * 41}),
        ("all_out_called", {"reason": "lunch"}),
        ("retention_planned", {"minutes": "15"}),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(word: str, change: dict[str, Any]) -> None:
    with pytest.raises(EventUnreadable) as refused:
        read_event(event(word, **change))
    assert re.search(r"cannot be read|letters|could not be read", refused.value.says)


def test_a_figure_that_cannot_be_has_its_own_sentence() -> None:
    with pytest.raises(NotANeedleNumber):
        read_event(event("inserted", number=501))


@pytest.mark.parametrize("raw", [None, [], "inserted", 7, {}, {"fact": []}, {"fact": "danced"}])
def test_what_is_no_event_is_refused(raw: object) -> None:
    with pytest.raises(EventUnreadable):
        read_event(raw)


def test_a_place_on_a_mesh_that_we_do_not_know_is_kept_as_it_was_told() -> None:
    for told in ([1, 2, 2**31 - 1], [0, 0, 0]):
        fact = read_event(event("inserted", mesh="another", point=told)).fact
        assert isinstance(fact, Inserted)
        assert fact.point == BodyPoint(*told, "another")


def test_a_word_of_one_letter_is_a_word() -> None:
    fact = read_event(event("inserted", target="x", mesh="m")).fact
    assert isinstance(fact, Inserted)
    assert fact.target == "x"
    assert write_fact(read_event(event("symptom_noted", symptom="x")).fact)["symptom"] == "x"


def test_what_was_not_said_is_not_there() -> None:
    less = {name: None for name in ("point", "mesh", "technique")}
    fact = read_event(event("inserted", **less)).fact
    assert isinstance(fact, Inserted)
    assert (fact.point, fact.technique.angle, fact.technique.tilt) == (None, None, None)


nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(ID),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_no_nonsense_in_any_field_breaks_the_reader(word: str, data: st.DataObject) -> None:
    raw = event(word)
    name = data.draw(st.sampled_from(sorted(raw)))
    try:
        read_event(raw | {name: data.draw(nonsense)})
    except Refusal as refusal:
        assert isinstance(refusal, NotAFact)
