"""Which visit do the tests of a patient's pages look at?"""

import pytest

from filiform.records.visits import Visit
from tests.cast import Cast
from tests.web.patient_links import coming


@pytest.fixture
def visit(cast_today: Cast) -> Visit:
    """Ada's visit with Thea, tomorrow."""
    return coming(cast_today)
