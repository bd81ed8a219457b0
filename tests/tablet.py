"""How does a tablet write down what is done? As the events it will send when it can."""

from typing import Any
from uuid import UUID, uuid4

from filiform.domain.ledger import Counted, Disposed, Ledger
from filiform.domain.wire import read_event


class Tablet:
    """Keeps events in its order; it knows the facts it was shown and its own.

    device_at: what its clock says, the same for all.
    """

    def __init__(self, *, device_at: str | None = None) -> None:
        self.events: list[dict[str, Any]] = []
        self.device_at = device_at
        self.knows = Ledger()

    def keep(self, fact: str, id: UUID | None = None, **fields: Any) -> UUID:
        """One event more; its id."""
        id = id or uuid4()
        event = {"id": str(id), "fact": fact, "device_at": self.device_at, **fields}
        self.events.append(event)
        self.knows = self.knows.take(read_event(event).fact)
        return id

    def insert(self, target: str = "deltoid_middle", **changes: Any) -> UUID:
        needle = {"number": self.knows.next_number, "target": target, "side": "left"}
        size = {"gauge_mm": "0.25", "length_mm": 30, "lot": "L-1"}
        return self.keep("inserted", **needle | size | changes)

    def withdraw(self, needle: UUID) -> UUID:
        return self.keep("withdrawn", needle=str(needle))

    def count(self, found: int, in_tray: int) -> UUID:
        knows = self.knows.knows(Counted)
        return self.keep("counted", found=found, in_tray=in_tray, knows=knows)

    def leave(self) -> None:
        """The patient feels well, and was told what to do."""
        self.keep("felt", feels="well", symptom="", knows=self.knows.moved)
        self.keep("advised", about=["expect", "help"], way="spoken", version="2026-11")

    def dispose(self, needles: int) -> UUID:
        return self.keep("disposed", needles=needles, knows=self.knows.knows(Disposed))
