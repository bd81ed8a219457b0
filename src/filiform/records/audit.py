"""Who did or read what, about whom, when?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from filiform.records.facts import Fact


class AuditEvent(Fact):
    """One deed or one reading. Holds keys, never names or answers.

    Attributes:
        deed: the name of the action file, or `read_...`.
        who: the role in which it was done ('patient', 'therapist', 'link', 'worker' ...).
        patient_key: whose record, where there is one.
        subject: key or number of the record it was done to.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=20)
    deed = models.CharField(max_length=60, db_index=True)
    patient_key = models.UUIDField(null=True, db_index=True)
    subject = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]


def note(
    deed: str,
    *,
    at: datetime,
    by: AbstractBaseUser | None,
    patient_key: UUID | None = None,
    subject: object = "",
    who: str = "",
    later: list[AuditEvent] | None = None,
    **detail: Any,
) -> AuditEvent:
    """Writes one line; `who` is the role of `by` unless it is said ('link', 'worker').

    With `later` it is put there, for one who writes several together.
    """
    one = AuditEvent(
        deed=deed,
        at=at,
        by=by,
        who=who or (by.role if by is not None else "link"),
        patient_key=patient_key,
        subject=str(subject),
        detail=detail,
    )
    if later is None:
        one.save()
    else:
        later.append(one)
    return one
