"""Is an entry still what the clinic received? Each carries the hash of the one before.

A chain for each session: entries are added while the session is held, so no two
sessions wait for each other, and one session can be proven without the others.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

FIRST = "0" * 64
"""What stands before the first entry of a session."""


def link(before: str, columns: Mapping[str, Any]) -> str:
    """SHA-256 over the hash before and the columns of an entry.

    Columns that say nothing are left out, so that one that is added later breaks no
    chain that was made before.
    """
    said = {name: _plain(value) for name, value in columns.items() if value not in (None, "")}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before}\n{text}".encode()).hexdigest()


def _plain(value: Any) -> int | str:
    """The same words on every database."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case Decimal():
            return f"{value.normalize():f}"
        case UUID():
            return str(value)
        case int():
            return int(value)
    return str(value)
