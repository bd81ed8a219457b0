"""Piles of bedside facts, and what domain/ledger.py makes of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from filiform.domain.asked import Declined, Felt
from filiform.domain.jotting import Jotted
from filiform.domain.ledger import Counted, Disposed, Fact, Inserted, Ledger, Withdrawn
from filiform.domain.measures import last_of_each
from filiform.domain.wire import write_fact
from tests.domain.deeds import IDS, unions

MODULE, ASKS = "bedside/ledger.js", "fold"
Pile = tuple[Fact, ...]


@st.composite
def _piles(draw: st.DrawFn) -> Pile:
    """Any union; its counts knew some of it or all; told in any order, and some of it twice."""
    facts: Sequence[Fact] = _spread(_worked(draw(unions)), draw(st.integers(0, 2**32)))
    for place, fact in enumerate(facts):
        if isinstance(fact, Counted | Disposed):
            others = [one for one in facts if one.id != fact.id]
            known = (
                others
                if draw(st.sampled_from((True, True, False)))
                else draw(st.permutations(others))[: place + 1]
            )
            knows = Ledger.of(known).knows(type(fact))
            facts = [replace(one, knows=knows) if one is fact else one for one in facts]
        if isinstance(fact, Felt | Declined):
            known = facts if draw(st.booleans()) else facts[:place]
            moved = Ledger.of(known).moved
            facts = [replace(one, knows=moved) if one is fact else one for one in facts]
    again = facts[: draw(st.integers(0, len(facts)))]
    return tuple(draw(st.permutations([*facts, *again])))


def _worked(facts: list[Fact]) -> list[Fact]:
    """The first needle also on another tablet, which gave it the same number, or taken out."""
    free, *_ = sorted(set(IDS) - {one.id for one in facts})
    more: list[Fact] = []
    for one in [one for one in facts if isinstance(one, Inserted)][:1]:
        more = [replace(one, id=free) if one.number % 2 else Withdrawn(free, one.id, one.at)]
    return [*facts, *more]


def _spread(facts: Sequence[Fact], seed: int) -> list[Fact]:
    """The same facts under ids and at times as they really are: long, and to the microsecond."""
    chance = Random(seed)
    ids = {id: UUID(int=chance.getrandbits(128), version=4) for id in IDS}
    late = {id: timedelta(microseconds=chance.choice([0, 1, 999, 1_000_001])) for id in IDS}
    return [_renamed(replace(one, at=one.at + late[one.id]), ids) for one in facts]


def _renamed(fact: Fact, ids: dict[UUID, UUID]) -> Fact:
    named: dict[str, Any] = {"id": ids[fact.id]}
    if isinstance(needle := getattr(fact, "needle", None), UUID):
        named["needle"] = ids[needle]
    if isinstance(needles := getattr(fact, "needles", None), tuple):
        named["needles"] = tuple(ids[one] for one in needles)
    return replace(fact, **named)


CASES = _piles()


def told(pile: Pile) -> list[dict[str, Any]]:
    """As a tablet holds them."""
    return [write_fact(fact) | {"at": _time(fact.at)} for fact in pile]


def answer(pile: Pile) -> dict[str, Any]:
    """All that follows, as static/js/bedside/ledger.js says it."""
    ledger = Ledger.of(pile)
    balance = ledger.balance
    accounts = {
        name: getattr(balance, name)
        for name in ("inserted", "withdrawn", "unknown", "found", "in_tray", "disposed")
    }
    return {
        "needles": [
            write_fact(one.inserted)
            | {"at": _time(one.inserted.at), "out_at": one.out_at and _time(one.out_at)}
            | {"name": one.name, "twitches": one.twitches}
            for one in ledger.needles
        ],
        "balance": accounts | {"in_place": len(ledger.inside)},
        "differences": list(balance.differences()),
        "unknown": sorted(str(one) for one in ledger.unknown),
        "all_out": ledger.all_out,
        "next_number": ledger.next_number,
        "knows": {"counted": ledger.knows(Counted), "disposed": ledger.knows(Disposed)}
        | {"moved": ledger.moved},
        "minutes": ledger.planned.minutes if ledger.planned else None,
        "called": ledger.called.reason if ledger.called else None,
        "called_at": _time(ledger.called.at) if ledger.called else None,
        "stimulations": [write_fact(one) for one in ledger.stimulations],
        "symptoms": [write_fact(one) for one in ledger.symptoms],
        "measures": [write_fact(one) for one in last_of_each(ledger.facts)],
        "asked": _asked(ledger),
        "jotted": [one.words for one in sorted(ledger.facts, key=_when) if isinstance(one, Jotted)],
    }


def _when(fact: Fact) -> tuple[datetime, UUID]:
    return fact.at, fact.id


def _asked(ledger: Ledger) -> dict[str, Any]:
    asked = ledger.asked
    return {
        "felt": write_fact(asked.felt) if asked.felt else None,
        **{
            name: [write_fact(one) for one in getattr(asked, name)]
            for name in ("unwell", "advised", "declined")
        },
    }


def _time(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
