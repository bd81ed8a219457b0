"""Who sits at the tablet in these tests? Thea, signed in."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast


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
