"""What happens when a deed calls for a letter? It is kept, and sent by the worker."""

from datetime import datetime

from filiform.domain.reminding import Channel
from filiform.outbound.letters import Letter
from filiform.records.outbox import OutboxMessage


def write_letter(
    *,
    letter: Letter,
    to: str,
    once: str,
    at: datetime,
    not_before: datetime | None = None,
    calendar: str = "",
    channel: Channel = Channel.EMAIL,
) -> bool:
    """Puts a letter into the outbox, in the caller's transaction; one for each `once`.

    Where somebody has no address there is nothing to write. The audit line is the
    caller's: a letter is part of a deed, never a deed alone. True: it was not there yet.
    """
    if not to.strip():
        return False
    written = OutboxMessage(
        once=once,
        channel=channel,
        to=to,
        subject=letter.subject,
        body=letter.body,
        calendar=calendar,
        written_at=at,
        not_before=not_before or at,
    )
    if OutboxMessage.objects.filter(once=once).exists():
        return False
    OutboxMessage.objects.bulk_create([written], ignore_conflicts=True)
    return True
