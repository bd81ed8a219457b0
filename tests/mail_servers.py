"""Which mail servers misbehave in the tests? (They are outside the house: these stand for them.)"""

from collections.abc import Sequence
from smtplib import SMTPServerDisconnected
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

HERE = "tests.mail_servers"
OUT_OF_ORDER = f"{HERE}.OutOfOrder"
REFUSES_ADA = f"{HERE}.RefusesAda"
CUTS_THE_POWER = f"{HERE}.CutsThePower"
WATCHES = f"{HERE}.Watches"


class PowerCut(BaseException):
    """The machine dies: nothing after it is done, and no handler runs."""


class OutOfOrder(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise SMTPServerDisconnected("ada@clinic.example is not served here")


class RefusesAda(BaseEmailBackend):
    """Chokes on one address, and not with an error of the mail library."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if email_messages[0].to[0].startswith("ada"):
            raise LookupError("no such character set")
        return 1


class CutsThePower(BaseEmailBackend):
    """The letter has gone; then the machine dies."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise PowerCut


class Watches(BaseEmailBackend):
    """Looks whether a transaction is open while it is slow."""

    open_transactions: ClassVar[list[bool]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Watches.open_transactions.append(connection.in_atomic_block)
        return 1
