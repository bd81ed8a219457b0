"""Is a center opened once, on a clock that exists?"""

import pytest

from filiform.actions.clinic.open_center import CenterKnown, ZoneUnknown, open_center
from tests.actions.proofs import line, untouched
from tests.cast import Cast

GOLDEN = {
    "slug": "golden",
    "name": "Golden",
    "street": "3 Ridge Road",
    "city": "Golden",
    "state": "CO",
    "postcode": "80401",
    "phone": "303-555-0107",
    "time_zone": "America/Denver",
}


def test_a_center_is_opened(cast: Cast) -> None:
    center = open_center(**GOLDEN, at=cast.now, by=cast.olive)
    assert (center.city, center.zone.key) == ("Golden", "America/Denver")
    assert line("open_center").subject == "golden"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"slug": "boulder"}, CenterKnown),
        ({"time_zone": "Mars/Olympus"}, ZoneUnknown),
        ({"time_zone": "../../etc/passwd"}, ZoneUnknown),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, change: dict[str, str], refusal: type[Exception]
) -> None:
    with untouched(), pytest.raises(refusal):
        open_center(**GOLDEN | change, at=cast.now, by=cast.olive)
