"""How does a test send what the bedside sends? As a plain form, as htmx, as a device."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from filiform.records.sessions import NeedlingSession

JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true"}


def to(name: str, session: NeedlingSession) -> str:
    return reverse(name, args=[session.key])


def send(
    client: Client, name: str, session: NeedlingSession, headers: Any = None, **typed: Any
) -> Any:
    return client.post(to(name, session), {"id": str(uuid4()), **typed}, headers=headers or {})
