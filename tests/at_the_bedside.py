"""What does a process of its own do at the bedside, so that it can be killed in the middle?

python -m tests.at_the_bedside open               makes the people and an open session
python -m tests.at_the_bedside needle KEY SEED    records 500 facts, saying each that is kept
python -m tests.at_the_bedside ledger KEY         says every id that is kept, in its order
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

PLACED = 200
LEAVES_AFTER = 5
"""A needle comes out when so many more have gone in."""


@dataclass(frozen=True)
class Event:
    """One fact as a tablet sends it: the deed's word in the address, and its fields."""

    id: UUID
    deed: str
    needle: int

    @property
    def fields(self) -> dict[str, str]:
        more = {
            "insert": {"target": "deltoid_middle", "side": "left", "lot": "L-1"}
            | {"gauge_mm": "0.25", "length_mm": "30"},
            "twitch": {"needle": str(self.needle), "twitches": "2"},
            "withdraw": {"needle": str(self.needle)},
        }
        return {"id": str(self.id), **more[self.deed]}


def events(seed: int) -> list[Event]:
    """Five hundred facts in an order in which they can happen; the same for the same seed."""
    chance = Random(seed)
    return [
        Event(UUID(int=chance.getrandbits(128), version=4), deed, needle)
        for deed, needle in _course()
    ]


def _course() -> Iterator[tuple[str, int]]:
    for needle in range(1, PLACED + LEAVES_AFTER + 1):
        if needle <= PLACED:
            yield "insert", needle
            if needle % 2:
                yield "twitch", needle
        if needle > LEAVES_AFTER:
            yield "withdraw", needle - LEAVES_AFTER


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.settings")
    import django

    django.setup()
    match words:
        case ["open"]:
            _open()
        case ["needle", key, seed]:
            _needle(UUID(key), int(seed))
        case ["ledger", key]:
            _ledger(UUID(key))
        case _:
            sys.exit(__doc__)


def _open() -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from tests.cast import gather, session_open

    call_command("migrate", verbosity=0, interactive=False)
    print(session_open(gather(timezone.now(), all_hours=True)).key)


def _needle(key: UUID, seed: int) -> None:
    from django.utils import timezone

    from filiform.actions.needling.insert_needle import insert_needle
    from filiform.actions.needling.note_twitch import note_twitch
    from filiform.actions.needling.withdraw_needle import withdraw_needle
    from filiform.domain.anatomy import Side
    from filiform.records.sessions import NeedlingSession
    from tests.cast import SIZE

    session = NeedlingSession.objects.get(key=key)
    by = session.therapist.user
    for event in events(seed):
        always = {"session": session, "id": event.id, "at": timezone.now(), "by": by}
        if event.deed == "insert":
            insert_needle(**always, target="deltoid_middle", side=Side.LEFT, size=SIZE)
        elif event.deed == "twitch":
            note_twitch(**always, needle=event.needle, twitches=2)
        else:
            withdraw_needle(**always, needle=event.needle)
        print(event.id, flush=True)
    print("all", flush=True)


def _ledger(key: UUID) -> None:
    from filiform.records.audit import AuditEvent
    from filiform.records.sessions import NeedlingSession

    session = NeedlingSession.objects.get(key=key)
    entries = list(session.entries.order_by("number"))
    assert [one.number for one in entries] == list(range(1, len(entries) + 1))
    noted = AuditEvent.objects.filter(subject=str(key), detail__has_key="entry")
    assert sorted(one.detail["entry"] for one in noted) == sorted(str(one.id) for one in entries)
    session.to_domain().ledger.of(one.to_domain() for one in entries)
    print("\n".join(str(one.id) for one in entries))


if __name__ == "__main__":
    main(sys.argv[1:])
