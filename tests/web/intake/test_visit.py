"""What does the link in the letter show, and what does it refuse?"""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.records import links
from filiform.records.audit import AuditEvent
from filiform.records.visits import Occupancy, Visit
from tests.cast import Cast, booked, consented, history_sent
from tests.web.patient_links import to, token


def test_the_link_opens_the_visit_without_a_sign_in(client: Client, visit: Visit) -> None:
    page = client.get(to("visit", visit))
    text = page.content.decode()
    assert page.status_code == 200
    assert f"{visit.starts_local:%H:%M}" in text
    assert all(words in text for words in ("Boulder, 1 Pearl Street", "Thea", "Ada Example"))
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_address_and_the_title_say_nothing_of_health(client: Client, visit: Visit) -> None:
    address = to("visit", visit)
    text = client.get(address).content.decode()
    title = text[text.index("<title>") : text.index("</title>")]
    assert all(word not in address + title for word in ("needl", "Ada", "ada", "Thea"))


@pytest.mark.parametrize("name", ["visit", "history-start", "history-review", "consent"])
def test_a_broken_link_is_told_the_telephone_number(
    client: Client, visit: Visit, name: str
) -> None:
    page = client.get(to(name, visit).replace(token(visit), token(visit)[:-3] + "xyz"))
    assert page.status_code == 404
    assert "303 555 0100" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_expired_link_is_gone_and_says_whom_to_call(
    client: Client, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(links.LASTS, links.VISIT, timedelta(seconds=-1))
    page = client.get(to("visit", visit))
    assert page.status_code == 410
    assert "This link has expired" in page.content.decode()
    assert "303 555 0100" in page.content.decode()


def test_a_link_of_another_kind_opens_no_visit(client: Client, visit: Visit) -> None:
    other = links.token(links.CHECK_IN, visit.key)
    assert client.get(f"/visit/{other}/").status_code == 404


def test_a_good_link_to_no_visit_is_not_found(client: Client, visit: Visit) -> None:
    nobody = links.token(links.VISIT, uuid.uuid4())
    assert client.get(f"/visit/{nobody}/").status_code == 404


def test_a_link_shows_no_other_patient_and_no_other_visit(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    theirs = booked(cast_today, patient=cast_today.bea)
    text = client.get(to("visit", visit)).content.decode()
    assert "Bea" not in text
    assert f"{theirs.starts_local:%H:%M}" not in text


@pytest.mark.parametrize("name", ["cancel-visit", "save-answers", "send-history"])
def test_a_deed_is_not_done_by_opening_its_address(client: Client, visit: Visit, name: str) -> None:
    assert client.get(to(name, visit)).status_code == 405


def test_the_visit_itself_takes_no_form(client: Client, visit: Visit) -> None:
    assert client.post(to("visit", visit)).status_code == 405


# ---------------------------------------------------------------- what is still to do
def test_the_one_button_leads_to_what_is_next(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    def button() -> str:
        text = client.get(to("visit", visit)).content.decode()
        return text.partition('class="button primary go"')[2].partition("</a>")[0].split(">")[-1]

    assert button() == "Start my history"
    client.post(to("history", visit, "1"), {"asked": "complaint", "complaint": "Neck"})
    assert button() == "Go on with my history"
    history_sent(cast_today, visit)
    assert button() == "Read the consent"
    consented(cast_today, visit, affirmed=False)
    assert button() == ""
    assert "Everything is ready" in client.get(to("visit", visit)).content.decode()


def test_what_was_changed_after_sending_waits_to_be_sent(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit)
    client.post(to("history", visit, "1"), {"asked": "complaint", "complaint": "Shoulder, too"})
    assert "Look and send again" in client.get(to("visit", visit)).content.decode()


def test_a_visit_that_is_over_asks_for_nothing(client: Client, cast_today: Cast) -> None:
    old = booked(cast_today, start=cast_today.start(0))
    Visit.objects.filter(pk=old.pk).update(starts_at=old.starts_at - timedelta(days=2))
    text = client.get(to("visit", old)).content.decode()
    assert "Before you come" not in text
    assert "Cancel my visit" not in text


# ---------------------------------------------------------------- cancelled
def test_cancelling_frees_the_time_and_says_so(client: Client, visit: Visit) -> None:
    answer = client.post(to("cancel-visit", visit), {"because": "I am <b>ill</b>"}, follow=True)
    assert answer.redirect_chain[-1][0] == to("visit", visit)
    assert "is cancelled" in answer.content.decode()
    assert "Choose another time" in answer.content.decode()
    assert not Occupancy.objects.filter(visit=visit).exists()
    assert AuditEvent.objects.get(deed="cancel_visit").who == "link"


def test_a_signed_in_patient_cancels_under_their_own_name(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    client.force_login(cast_today.ada.user)
    client.post(to("cancel-visit", visit))
    visit.refresh_from_db()
    assert visit.cancelled_by == cast_today.ada.user


def test_a_visit_is_cancelled_once(client: Client, cast_today: Cast, visit: Visit) -> None:
    cancel_visit(visit=visit, because="first", at=cast_today.now, by=None)
    answer = client.post(to("cancel-visit", visit), {"because": "second"})
    assert answer.status_code == 409
    assert "already cancelled" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.cancelled_because == "first"


def test_a_reason_too_long_is_kept_on_the_page(client: Client, visit: Visit) -> None:
    because = "'; drop table visits; -- \x00" + "x" * 400
    answer = client.post(to("cancel-visit", visit), {"because": because})
    assert answer.status_code == 409
    assert "x" * 400 in answer.content.decode()
    visit.refresh_from_db()
    assert not visit.cancelled


def test_a_visit_that_has_begun_is_not_cancelled_by_link(client: Client, cast_today: Cast) -> None:
    begun = booked(cast_today, start=cast_today.start(0))
    assert client.post(to("cancel-visit", begun)).status_code == 409
    begun.refresh_from_db()
    assert not begun.cancelled


def test_a_form_from_elsewhere_is_refused(visit: Visit) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(to("cancel-visit", visit)).status_code == 403
    visit.refresh_from_db()
    assert not visit.cancelled


def test_a_link_of_one_visit_does_not_open_another(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, booked(cast_today, patient=cast_today.bea, start=cast_today.start(2)))
    page = client.get(to("visit", visit))
    assert page.status_code == 200
    assert "Bea" not in page.content.decode()
