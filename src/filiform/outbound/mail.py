"""How does a letter leave the house? Through Django's mail backends."""

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from filiform.outbound.calendar import method_of


def send(*, to: str, subject: str, body: str, calendar: str = "") -> None:
    """Sends one plain letter, with its invitation. Raises OSError, ValueError for a bad address."""
    plain = (subject, body, settings.DEFAULT_FROM_EMAIL, [to])
    if not calendar:
        EmailMessage(*plain).send()
        return
    message = EmailMultiAlternatives(*plain)
    method = method_of(calendar)
    message.attach_alternative(calendar, f"text/calendar; charset=utf-8; method={method}")
    message.send()
