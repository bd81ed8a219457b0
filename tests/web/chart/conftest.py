"""Who sits at the tablet in these tests? Thea, signed in."""

from typing import Any

import pytest
from django.test import Client

from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, session_open


@pytest.fixture
def thea(cast_today: Cast) -> Client:
    """Thea's browser."""
    client = Client()
    client.force_login(cast_today.thea.user)
    return client


@pytest.fixture
def needle() -> dict[str, Any]:
    """The form of a needle that goes in without a word; give it an id."""
    return {
        "target": "Deltoid, middle part",
        "side": "left",
        "gauge_mm": "0.25",
        "length_mm": "30",
        "site": "",
        "lot": "A1",
        "override": "",
    }


@pytest.fixture
def session(cast_today: Cast) -> NeedlingSession:
    """Ada's, open, without a needle."""
    return session_open(cast_today)
