"""How does a letter leave the house? Through Django's mail backends."""

from django.conf import settings
from django.core.mail import EmailMessage


def send(*, to: str, subject: str, body: str) -> None:
    """Sends one plain letter. Raises OSError, or ValueError for a bad address."""
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()
