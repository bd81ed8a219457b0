"""How does a text message leave the house? Through Apprise, where the clinic set up a way."""

from typing import Any
from urllib.parse import quote

from django.conf import settings

MOST = 160
"""Characters of one text message, and the most that the FCC's health-care exemption allows."""


class NotSent(OSError):
    """The provider took the message not; nothing is said of its text."""


def is_set_up() -> bool:
    """Whether the clinic named a way (`FILIFORM_TEXT_URL`)."""
    return bool(settings.TEXT_URL)


def send(*, to: str, body: str) -> None:
    """Sends one message to a telephone number. Raises NotSent."""
    if not is_set_up():
        raise NotSent("no way to send texts is set up")
    way = _way(settings.TEXT_URL.replace("{to}", quote(to, safe="")))
    if not way.notify(body=body[:MOST]):
        raise NotSent("the provider did not take it")


def _way(url: str) -> Any:
    from apprise import Apprise  # large: only where a text is really sent

    way = Apprise()
    if not way.add(url):
        raise NotSent("FILIFORM_TEXT_URL cannot be read")
    return way
