"""What is left behind by a deed: which audit line, and is everything else untouched?"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from filiform.records.audit import AuditEvent
from filiform.records.outbox import OutboxMessage
from filiform.records.sessions import LedgerEntry

WAIT = 60


def lines(deed: str) -> list[AuditEvent]:
    """The audit lines of a deed, first written first."""
    return list(AuditEvent.objects.filter(deed=deed).order_by("pk"))


def line(deed: str) -> AuditEvent:
    """The one audit line of a deed."""
    found = lines(deed)
    assert len(found) == 1, f"{deed} left {len(found)} audit lines"
    return found[0]


def entry_line(id: UUID) -> dict[str, str]:
    """What the audit line of a fact says of its entry."""
    return {"entry": str(id), "hash": LedgerEntry.objects.get(pk=id).hash}


def letters_to(email: str) -> list[OutboxMessage]:
    """What waits in the outbox for somebody, first written first."""
    return list(OutboxMessage.objects.filter(to=email).order_by("pk"))


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    models = apps.get_app_config("records").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@contextmanager
def untouched() -> Iterator[None]:
    """Nothing is kept and nothing is changed inside, not even an audit line."""
    before = everything()
    yield
    after = everything()
    changed = [name for name, rows in after.items() if rows != before[name]]
    assert not changed, f"changed: {', '.join(changed)}"


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed gave or raised, all begun at the same moment, a thread each."""
    gate = threading.Barrier(len(deeds))
    outcomes: list[Any] = [None] * len(deeds)

    def run(place: int) -> None:
        try:
            gate.wait(WAIT)
            outcomes[place] = deeds[place]()
        except Exception as raised:
            outcomes[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert not any(thread.is_alive() for thread in threads), "a deed never came to an end"
    return outcomes
