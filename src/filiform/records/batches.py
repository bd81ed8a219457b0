"""What waits while several facts of one session come at once, and is then written together?"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from filiform.domain.session import Session
from filiform.records.audit import AuditEvent
from filiform.records.facts import Fact


@dataclass
class Batch:
    """One transaction's facts, as `receive_bedside_events` holds the session for them.

    Attributes:
        now: how the session stands after those that were taken so far.
        at: when the clinic received them.
        elsewhere: ids of them that stand in another session's ledger.
        entries, lines: what is not written yet, in order.
    """

    now: Session
    at: datetime
    elsewhere: frozenset[UUID] = frozenset()
    entries: list[Fact] = field(default_factory=list)
    lines: list[AuditEvent] = field(default_factory=list)

    def write(self) -> None:
        """Two inserts, however many facts. Raises IntegrityError where an id came in between."""
        if self.entries:
            type(self.entries[0]).objects.bulk_create(self.entries)
        AuditEvent.objects.bulk_create(self.lines)
        self.entries, self.lines = [], []
