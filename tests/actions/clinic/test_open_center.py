"""What holds when the clinic opens a center."""

from typing import Any

import pytest

from filiform.actions.clinic.open_center import CenterKnown, ZoneUnknown, open_center
from filiform.records.people import Center
from tests.actions.proofs import line, untouched
from tests.cast import Cast


def open_one(cast: Cast, **changes: Any) -> Center:
    place = {
        "slug": "durango",
        "name": "Durango",
        "street": "2 Main Avenue",
        "city": "Durango",
        "state": "CO",
        "postcode": "81301",
        "phone": "970 555 0100",
        "time_zone": "America/Denver",
    }
    return open_center(**place | {"at": cast.now, "by": cast.olive} | changes)


def test_a_center_is_kept_with_its_clock(cast: Cast) -> None:
    open_one(cast, time_zone="America/Los_Angeles")
    kept = Center.objects.get(slug="durango")
    assert (kept.name, kept.city, kept.state) == ("Durango", "Durango", "CO")
    assert kept.zone.key == "America/Los_Angeles"
    assert (line("open_center").by, line("open_center").subject) == (cast.olive, "durango")


def test_from_the_console_it_says_so(cast: Cast) -> None:
    open_one(cast, by=None)
    assert line("open_center").who == "console"


def test_a_short_name_is_used_once(cast: Cast) -> None:
    with untouched(), pytest.raises(CenterKnown):
        open_one(cast, slug="boulder")


@pytest.mark.parametrize("zone", ["", "Denver", "America/Nowhere", "../../etc/passwd", "/"])
def test_a_clock_nobody_knows_is_refused(cast: Cast, zone: str) -> None:
    with untouched(), pytest.raises(ZoneUnknown):
        open_one(cast, time_zone=zone)
