"""What did somebody ask who has not booked yet, and what came of it?"""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.crypto import salted_hmac

from filiform.records.facts import Fact
from filiform.records.people import Center, User

NAME, REACH, PREFERRED, MESSAGE, WORDS = 120, 254, 120, 4000, 2000
"""Letters that each holds."""


class Enquiry(Fact):
    """A message from the contact page.

    Attributes:
        reach: a telephone number or an e-mail address.
        sender: whose address on the network it came from, as a keyed hash; never the address.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    center = models.ForeignKey(Center, models.PROTECT, related_name="enquiries")
    name = models.CharField(max_length=NAME)
    reach = models.CharField(max_length=REACH)
    preferred = models.CharField(max_length=PREFERRED, blank=True)
    message = models.CharField(max_length=MESSAGE)
    sender = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def by_mail(self) -> bool:
        """Whether an answer can reach them by letter."""
        return "@" in self.reach


class EnquiryAnswered(Fact):
    """What somebody of the clinic answered, on the page or by telephone."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="answers")
    words = models.CharField(max_length=WORDS)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["answered_at", "pk"]


class EnquiryClosed(Fact):
    """That nothing is left to do about it."""

    enquiry = models.OneToOneField(Enquiry, models.PROTECT, related_name="closed")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")


def sender_of(address: str) -> str:
    """An address on the network as a keyed hash that nobody else can make."""
    return salted_hmac("filiform.enquiry", address, algorithm="sha256").hexdigest()


def sent_since(since: datetime) -> "models.QuerySet[Enquiry]":
    return Enquiry.objects.filter(sent_at__gte=since)
