"""Is every ledger still what the clinic received, entry by entry? Where is its first break?

Two accounts are compared: the chain of hashes, and the audit lines, which name each entry
with its hash. The chain shows what was changed, moved or put in between; the audit lines
show what was cut off at the end, or made anew with hashes that fit.
"""

from collections.abc import Iterator
from typing import Any

from filiform.ops.checkup import Line, bad, good
from filiform.records.audit import AuditEvent
from filiform.records.chain import FIRST, link
from filiform.records.sessions import UNLINKED, NeedlingSession


def proof() -> Iterator[Line]:
    """A line for every ledger that is broken; else one that says how much was proven."""
    entries = sessions = broken = 0
    for session in NeedlingSession.objects.select_related("visit__patient").order_by("pk"):
        rows = list(session.entries.order_by("number").values())
        entries, sessions = entries + len(rows), sessions + 1
        if says := first_break(session, rows):
            broken += 1
            yield bad(
                f"Session {session.key}, {says} Keep a copy of the database as it is, and find "
                "out who could write to it."
            )
    if not broken:
        yield good(f"{entries:,} entries of {sessions:,} sessions are as they were received.")


def first_break(session: NeedlingSession, rows: list[dict[str, Any]]) -> str:
    """'entry 4: …' for the first entry that is not as it was received; '' where all are."""
    noted, before = _noted(session), FIRST
    for place, row in enumerate(rows, start=1):
        if row["number"] != place:
            return f"entry {place}: it is missing."
        hash, says = row["hash"], {k: v for k, v in row.items() if k not in UNLINKED}
        if hash != link(before, {"session": session.key, **says}):
            return f"entry {place}: it was changed, moved or put in afterwards."
        if str(row["id"]) not in noted:
            return f"entry {place}: no audit line knows of it, so it was put in afterwards."
        if noted.pop(str(row["id"])) not in ("", hash):
            return (
                f"entry {place}: the audit line has another hash, so all was made anew from here."
            )
        before = hash
    if noted:
        return f"entry {len(rows) + 1}: it is missing; {len(noted)} that the audit names are gone."
    return ""


def _noted(session: NeedlingSession) -> dict[str, str]:
    """The ids that the audit lines name, with their hashes ('' in lines from before the chain)."""
    lines = AuditEvent.objects.filter(
        patient_key=session.visit.patient.key, subject=str(session.key), detail__has_key="entry"
    )
    return {one["entry"]: one.get("hash", "") for one in lines.values_list("detail", flat=True)}
