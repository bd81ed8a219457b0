"""Does an open day learn of every change of it, and of nothing else, at little cost?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.mark_missed import mark_missed
from filiform.actions.booking.move_visit import move_visit
from filiform.actions.needling.open_session import open_session
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.records import access
from filiform.records.visits import Visit
from tests.cast import DAY, Cast, arrived, booked, closed, consented, history_sent, ready

Change = Callable[[Cast, Visit], Any]


def edition(cast: Cast) -> str:
    day = cast.now.astimezone(cast.boulder.zone).date()
    return access.edition_of_day(cast.otto, cast.boulder, day, at=cast.now)


def missed(cast: Cast, visit: Visit) -> None:
    mark_missed(visit=visit, at=cast.now, by=cast.otto)


def moved(cast: Cast, visit: Visit) -> None:
    move_visit(visit=visit, starts_at=cast.start(5), at=cast.now, by=cast.otto)


@pytest.mark.parametrize(
    "change",
    [
        moved,
        missed,
        lambda cast, visit: arrived(cast, visit),
        lambda cast, visit: history_sent(cast, visit),
        lambda cast, visit: consented(cast, visit),
        lambda cast, visit: cancel_visit(visit=visit, at=cast.now, by=cast.otto),
        lambda cast, visit: booked(cast, patient=cast.bea, start=cast.start(5)),
    ],
)
def test_whatever_the_day_shows_makes_a_new_edition(cast: Cast, change: Change) -> None:
    visit = booked(cast)
    before = edition(cast)
    assert edition(cast) == before
    change(cast, visit)
    assert edition(cast) != before


def test_a_session_and_a_consent_taken_back_make_new_editions(cast: Cast) -> None:
    visit, words = ready(cast), []
    words.append(edition(cast))
    session = open_session(visit=visit, at=cast.now, by=cast.thea.user)
    words.append(edition(cast))
    closed(cast, session)
    words.append(edition(cast))
    signed = access.consent_of(visit)
    assert signed is not None
    withdraw_consent(consent=signed, at=cast.now, by=cast.ada.user)
    words.append(edition(cast))
    assert len(set(words)) == 4


def test_another_day_or_center_changes_nothing_here(cast: Cast) -> None:
    before = edition(cast)
    booked(cast, start=cast.start() + DAY)
    booked(cast, patient=cast.bea, therapist=cast.theo, start=cast.start(5))
    assert edition(cast) == before


def test_an_open_page_is_told_the_edition_it_shows(cast_today: Cast) -> None:
    client = Client()
    client.force_login(cast_today.otto)
    booked(cast_today)
    client.get("/desk/changes/?center=boulder")
    with CaptureQueriesContext(connection) as asked:
        said = client.get("/desk/changes/?center=boulder&day=no").json()["edition"]
    assert len(asked) <= 5
    assert f'data-edition="{said}"' in client.get("/desk/?center=boulder").content.decode()
