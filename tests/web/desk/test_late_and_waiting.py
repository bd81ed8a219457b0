"""What does the desk do about who is late and who waits, and the owner about the policy?"""

from datetime import timedelta

import pytest
from django.test import Client

from filiform.domain.notice import Policy
from filiform.records.late import LateNotice, policy_now
from filiform.records.visits import Visit
from filiform.records.waiting import Waiting
from tests.cast import Cast, booked
from tests.waiting import joined, offered


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


@pytest.fixture
def olive(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.olive)
    return client


def over(cast: Cast) -> Visit:
    """A visit of earlier today to which nobody came."""
    visit = booked(cast)
    Visit.objects.filter(pk=visit.pk).update(starts_at=cast.now - timedelta(hours=1))
    return visit


def test_who_did_not_come_is_noted_and_forgiven_with_a_reason(
    cast_today: Cast, otto: Client
) -> None:
    visit = over(cast_today)
    at = f"/desk/visits/{visit.key}/"
    assert "did not come" in otto.get(at).content.decode()
    otto.post(f"{at}missed/")
    assert LateNotice.objects.get().kind == "missed"
    refused = otto.post(f"{at}waive/", {"waive_because": " "})
    assert refused.status_code == 409
    assert "Write why" in refused.content.decode()
    page = otto.post(f"{at}waive/", {"waive_because": "Snow on US 36"}, follow=True)
    assert "Snow on US 36" in page.content.decode()
    assert LateNotice.objects.get().forgiven


def test_noted_twice_is_told(cast_today: Cast, otto: Client) -> None:
    visit = over(cast_today)
    otto.post(f"/desk/visits/{visit.key}/missed/")
    assert otto.post(f"/desk/visits/{visit.key}/missed/").status_code == 409


def test_nothing_is_forgiven_where_nothing_was_late(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today)
    answer = otto.post(f"/desk/visits/{visit.key}/waive/", {"waive_because": "Snow"})
    assert answer.status_code == 404


def test_the_desk_sees_the_fee_before_it_cancels_and_may_take_the_blame(
    cast_today: Cast, otto: Client
) -> None:
    visit = booked(cast_today, start=cast_today.start(2))
    at = f"/desk/visits/{visit.key}/"
    assert "By the policy the patient owes 0 dollars" in otto.get(at).content.decode()
    otto.post(f"{at}cancel/", {"by_clinic": "1"})
    assert not LateNotice.objects.exists()


def test_the_list_shows_who_waits_for_what_and_who_is_asked(cast_today: Cast, otto: Client) -> None:
    assert "Nobody waits." in otto.get("/desk/waiting/").content.decode()
    offer = offered(cast_today)
    text = otto.get("/desk/waiting/").content.decode()
    assert "Ada Example" in text
    assert "is asked now" in text
    otto.post(f"/desk/waiting/{offer.waiting.pk}/end/")
    assert Waiting.objects.get().ended_because == "left"
    assert otto.post(f"/desk/waiting/{offer.waiting.pk}/end/").status_code == 404


def test_a_patient_is_told_nothing_of_the_list(cast_today: Cast) -> None:
    joined(cast_today)
    client = Client()
    client.force_login(cast_today.ada.user)
    assert client.get("/desk/waiting/").status_code == 403


def test_the_owner_sets_the_policy(olive: Client) -> None:
    assert 'value="0 75 90 100"' in olive.get("/office/policy/").content.decode()
    answer = olive.post("/office/policy/", {"hours": "48", "steps": "$20, $40"}, follow=True)
    assert "Set." in answer.content.decode()
    assert policy_now() == Policy(timedelta(hours=48), (20, 40))


@pytest.mark.parametrize(
    "typed", [{}, {"hours": "soon", "steps": "0"}, {"hours": "24", "steps": "\x00"}]
)
def test_what_cannot_be_meant_is_told_and_kept(olive: Client, typed: dict[str, str]) -> None:
    answer = olive.post("/office/policy/", typed)
    assert answer.status_code == 422
    assert "whole dollars" in answer.content.decode()
    assert policy_now() == Policy()
