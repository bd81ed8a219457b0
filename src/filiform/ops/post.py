"""How do letters leave, and held times become free, while the clinic runs? Somebody looks."""

import logging
import threading

from django.db import close_old_connections, transaction
from django.utils import timezone

from filiform.actions.booking.expire_offers import expire_offers
from filiform.actions.booking.remind_of_visits import remind_of_visits
from filiform.actions.office.send_outbox import send_outbox
from filiform.records.holding import clear_holds
from filiform.records.visits import Hold

EVERY = 5.0
log = logging.getLogger(__name__)


def look() -> tuple[int, int]:
    """Writes what is due now and sends it; (sent, failed)."""
    now = timezone.now()
    expire_offers(at=now)
    remind_of_visits(at=now)
    sweep()
    sent = failed = 0
    while True:
        went, stayed = send_outbox(at=timezone.now())
        sent, failed = sent + went, failed + stayed
        if not went:
            return sent, failed


def sweep() -> int:
    """Lets go of the times that nobody holds any more; how many there were. Whoever wants one
    sooner clears it anyway."""
    now = timezone.now()
    if not Hold.objects.filter(until__lte=now).exists():
        return 0
    with transaction.atomic():
        return clear_holds(now)


def keep_looking(stop: threading.Event, *, every: float = EVERY) -> None:
    """Until told to stop. What goes wrong is logged, and tried again."""
    while not stop.is_set():
        close_old_connections()
        try:
            look()
        except Exception:
            log.exception("letters could not be sent; the next attempt is in %g s", every)
        finally:
            close_old_connections()
        stop.wait(every)
