"""What does a process of its own do at the bedside, so that it can be killed in the middle?

python -m tests.at_the_bedside SEED     four times: records facts in a child, kills it after some,
                                        looks at what was kept, and begins again from the first
"""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from filiform.records.sessions import NeedlingSession

PLACED = 80
LEAVES_AFTER = 5
"""A needle comes out when so many more have gone in."""
KILLS = 4


@dataclass(frozen=True)
class Event:
    """One fact: its id, what is done, and with which needle."""

    id: UUID
    deed: str
    needle: int


def events(seed: int) -> list[Event]:
    """Two hundred facts in an order in which they can happen; the same for the same seed."""
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


def main(seed: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from tests.cast import gather, session_open

    call_command("migrate", verbosity=0, interactive=False)
    session = session_open(gather(timezone.now(), all_hours=True))
    chance = Random(seed)
    for time in range(KILLS):
        told = chance.randint(45 * time + 5, 45 * time + 45)
        kept = _killed_after(told, session, seed)
        ids = [str(one) for one in session.entries.order_by("number").values_list("pk", flat=True)]
        assert len(kept) == told, kept
        assert ids[:told] == kept, "what was said to be kept is gone"
        assert ids == [str(one.id) for one in events(seed)][: len(ids)], "twice, or in disorder"
        _look(session)
        print(told, len(ids))


def _killed_after(facts: int, session: "NeedlingSession", seed: int) -> list[str]:
    """Begins with the first fact in a process of its own, kills it (-9) after so many; the ids
    that it said were kept."""
    from django.db import connections

    connections.close_all()  # nothing of a connection is shared
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _needle(session, seed, theirs)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as heard:
        kept = [heard.readline().strip() for _ in range(facts)]
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return kept


def _needle(session: "NeedlingSession", seed: int, told: int) -> None:
    from django.utils import timezone

    from filiform.actions.needling.insert_needle import insert_needle
    from filiform.actions.needling.note_twitch import note_twitch
    from filiform.actions.needling.withdraw_needle import withdraw_needle
    from filiform.domain.anatomy import Side
    from tests.cast import SIZE

    for event in events(seed):
        always = {"session": session, "id": event.id, "at": timezone.now()}
        always["by"] = session.therapist.user
        if event.deed == "insert":
            insert_needle(**always, target="deltoid_middle", side=Side.LEFT, size=SIZE)
        elif event.deed == "twitch":
            note_twitch(**always, needle=event.needle, twitches=2)
        else:
            withdraw_needle(**always, needle=event.needle)
        os.write(told, f"{event.id}\n".encode())


def _look(session: "NeedlingSession") -> None:
    """Every entry in its place with its audit line, the chain whole, the facts one ledger."""
    from filiform.ops.proof import proof

    assert all(line.good for line in proof()), [line.says for line in proof()]
    ledger = session.to_domain().ledger
    assert ledger.of(ledger.facts) == ledger


if __name__ == "__main__":
    main(int(sys.argv[1]))
