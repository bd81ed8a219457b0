"""Can the history be looked at, sent, changed and sent again?"""

import pytest
from django.test import Client

from filiform.records.intake import HistorySent
from filiform.records.visits import Visit
from tests.cast import Cast, booked, history_sent
from tests.web.intake.test_history import answer, number
from tests.web.patient_links import to


def test_what_is_missing_is_marked_and_can_be_answered(client: Client, visit: Visit) -> None:
    answer(client, visit, "complaint", "Neck")
    page = client.get(to("history-review", visit))
    text = page.content.decode()
    assert "Neck" in text
    assert text.count("Still to answer") == len(page.context["way"].missing) > 30
    assert f"{to('history', visit, number('since'))}?then=review" in text


def test_an_unfinished_history_is_not_sent(client: Client, visit: Visit) -> None:
    answer(client, visit, "complaint", "Neck")
    page = client.post(to("send-history", visit))
    assert page.status_code == 409
    assert "questions still need an answer" in page.content.decode()
    assert "Neck" in page.content.decode()
    assert not HistorySent.objects.exists()


def test_an_empty_history_is_not_sent(client: Client, visit: Visit) -> None:
    assert client.post(to("send-history", visit)).status_code == 409


def test_a_change_leads_back_to_all_answers(client: Client, cast_today: Cast, visit: Visit) -> None:
    history_sent(cast_today, visit)
    page = answer(client, visit, "complaint", "Neck and arm", then="review")
    assert page.url == to("history", visit, "review")


def test_a_change_that_opens_a_question_leads_there_first(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit)
    page = answer(client, visit, "pregnant", "yes", then="review")
    assert page.url == f"{to('history', visit, number('pregnancy_stage'))}?then=review"


def test_pressed_twice_it_is_sent_once(client: Client, cast_today: Cast, visit: Visit) -> None:
    history_sent(cast_today, visit)
    for _ in range(2):
        assert client.post(to("send-history", visit)).url == to("history-sent", visit)
    assert HistorySent.objects.count() == 1


def test_a_sent_history_is_changed_and_sent_again(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit)
    assert "Anything new?" in client.get(to("history-review", visit)).content.decode()
    answer(client, visit, "anticoagulant", "yes")
    answer(client, visit, "warfarin_inr", "unsure")
    client.post(to("send-history", visit))
    first, second = HistorySent.objects.order_by("pk")
    assert (first.answers["anticoagulant"], second.answers["anticoagulant"]) == ("no", "yes")


def test_the_sender_is_kept(client: Client, cast_today: Cast, visit: Visit) -> None:
    history_sent(cast_today, visit)
    answer(client, visit, "goals", "Ski")
    client.force_login(cast_today.ada.user)
    client.post(to("send-history", visit))
    assert HistorySent.objects.last().sent_by == cast_today.ada.user


@pytest.mark.parametrize("name", ["history-review", "history-sent", "history-emergency"])
def test_a_page_to_read_takes_no_form(client: Client, visit: Visit, name: str) -> None:
    assert client.post(to(name, visit)).status_code in (404, 405)


def test_before_it_is_sent_there_is_no_page_that_says_so(client: Client, visit: Visit) -> None:
    assert client.get(to("history-sent", visit)).url == to("history-review", visit)


def test_an_emergency_is_still_told_when_it_is_sent(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit, cauda_equina="yes")
    assert 'href="tel:911"' in client.get(to("history-sent", visit)).content.decode()


def test_another_link_sees_nothing_of_it(client: Client, cast_today: Cast, visit: Visit) -> None:
    history_sent(cast_today, visit, complaint="A secret of Ada's")
    theirs = booked(cast_today, patient=cast_today.bea)
    assert "secret" not in client.get(to("history-review", theirs)).content.decode()
    assert "secret" in client.get(to("history-review", visit)).content.decode()
