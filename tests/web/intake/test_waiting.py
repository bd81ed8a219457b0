"""How does a patient wait for an earlier time, and answer when one is offered?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from filiform.records import links
from filiform.records.visits import Visit
from filiform.records.waiting import Offer, Waiting
from tests.cast import Cast
from tests.waiting import offered
from tests.web.patient_links import to


def test_they_wait_and_leave_again(client: Client, visit: Visit) -> None:
    page = client.post(to("join-waiting-list", visit), {"part": "morning"}, follow=True)
    assert "You are on the list." in page.content.decode()
    waiting = Waiting.objects.get()
    assert (waiting.visit, waiting.part, waiting.therapist) == (visit, "morning", visit.therapist)
    page = client.post(to("leave-waiting-list", visit), follow=True)
    assert "not on the waiting list any more" in page.content.decode()
    assert Waiting.objects.get().ended_because == "left"


def test_twice_is_told_and_once(client: Client, visit: Visit) -> None:
    for _ in range(2):
        page = client.post(
            to("join-waiting-list", visit), {"part": "\x00", "anyone": "1"}, follow=True
        )
    assert "already" in page.content.decode()
    assert Waiting.objects.get().therapist is None


@pytest.fixture
def offer(cast_today: Cast) -> Offer:
    return offered(cast_today)


def link(offer: Offer, name: str = "offer") -> str:
    return reverse(name, args=[links.token(links.OFFER, offer.key)])


def test_the_offer_says_what_until_when_and_instead_of_what(client: Client, offer: Offer) -> None:
    page = client.get(link(offer))
    text = page.content.decode()
    assert f"{offer.starts_local:%H:%M}" in text
    assert "Kept for you until" in text
    assert "Instead of" in text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Ada" not in text


def test_yes_moves_the_visit(client: Client, offer: Offer) -> None:
    page = client.post(link(offer, "take-offer"), follow=True)
    assert "It is yours" in page.content.decode()
    visit = offer.waiting.visit
    assert visit is not None
    visit.refresh_from_db()
    assert visit.starts_at == offer.starts_at


def test_no_is_thanked_and_yes_comes_too_late_then(client: Client, offer: Offer) -> None:
    assert (
        "stay on the list"
        in client.post(link(offer, "decline-offer"), follow=True).content.decode()
    )
    answer = client.post(link(offer, "take-offer"))
    assert answer.status_code == 409
    assert "answered already" in answer.content.decode()
    assert client.post(link(offer, "decline-offer")).status_code == 409


def test_an_offer_whose_time_is_over_has_no_button(client: Client, offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(until=offer.offered_at - timedelta(minutes=1))
    text = client.get(link(offer)).content.decode()
    assert "This offer is over" in text
    assert "<button" not in text.partition("<h1>")[2]
    assert client.post(link(offer, "take-offer")).status_code == 409


def test_the_link_of_a_visit_opens_no_offer(client: Client, offer: Offer) -> None:
    assert (
        client.get(reverse("offer", args=[links.token(links.VISIT, offer.key)])).status_code == 404
    )
