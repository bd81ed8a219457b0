"""What happens when a deed calls for a letter? It is kept, and sent by the worker."""

from datetime import datetime

from filiform.outbound.letters import Letter
from filiform.records.outbox import OutboxMessage


def write_letter(
    *, letter: Letter, to: str, once: str, at: datetime, not_before: datetime | None = None
) -> None:
    """Puts a letter into the outbox, in the caller's transaction; one for each `once`.

    Where somebody has no address there is nothing to write. The audit line is the
    caller's: a letter is part of a deed, never a deed alone.
    """
    if not to.strip():
        return
    written = OutboxMessage(
        once=once,
        to=to,
        subject=letter.subject,
        body=letter.body,
        written_at=at,
        not_before=not_before or at,
    )
    OutboxMessage.objects.bulk_create([written], ignore_conflicts=True)
