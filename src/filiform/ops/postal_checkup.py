"""Do the letters go out? Two checks of the checkup."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from filiform.ops.line import Line, bad, good
from filiform.records.outbox import OutboxMessage

WAITING = timedelta(minutes=15)
FILES = "filebased.EmailBackend"


def letters() -> Iterator[Line]:
    given_up = OutboxMessage.objects.exclude(given_up_at=None).count()
    if given_up:
        yield bad(
            f"{given_up} letters were given up after many attempts. Mend the way below, then "
            "call these patients: the desk's page of letters names them."
        )
    now = timezone.now()
    late = OutboxMessage.objects.filter(sent_at=None, given_up_at=None)
    late = late.filter(not_before__lt=now - WAITING)
    if late.exists():
        yield bad(
            f"{late.count()} letters should have gone. Start: filiform run, or filiform worker"
        )
    elif not given_up:
        yield good("No letter waits that should have gone.")


def mail() -> Iterator[Line]:
    if settings.EMAIL_BACKEND.endswith(FILES):
        yield good(f"Letters become files in {settings.EMAIL_FILE_PATH}; nothing is e-mailed.")
        return
    try:
        way = get_connection(timeout=10)
        way.open()
        way.close()
    except (OSError, smtplib.SMTPException) as problem:
        yield bad(
            f"The mail server {settings.EMAIL_HOST} did not let us in ({type(problem).__name__}). "
            "Look at FILIFORM_EMAIL_URL."
        )
    else:
        yield good(f"Letters go through the mail server {settings.EMAIL_HOST}.")
