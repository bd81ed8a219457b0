"""Which letters wait to be sent, and which went out?"""

from django.db import models


class OutboxMessage(models.Model):
    """A letter, written in the same transaction as the deed that calls for it.

    No health data stands in it: a greeting, a signed link, the clinic's telephone.
    `once` keeps a letter from being written twice for one reason.

    Attributes:
        channel: `email`, or `text` for a message to a telephone number.
        calendar: an invitation that goes with an e-mail (iCalendar, RFC 5545).
    """

    channel = models.CharField(max_length=10, default="email", db_default="email")
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True, db_default="")
    once = models.CharField(max_length=120, unique=True)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, db_index=True)
    given_up_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["not_before", "pk"]
