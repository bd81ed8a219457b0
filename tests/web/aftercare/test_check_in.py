"""Is a patient after needling asked, told what to do first, and never held back?"""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from filiform.knowledge import triage
from filiform.records import links
from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.alerts import Alert
from filiform.web.aftercare import ALARMS
from tests.cast import Cast, all_out
from tests.web.patient_links import to, token

FINE = {one.key: "no" for one in triage.QUESTIONS if one.kind == "yes_no"} | {
    "soreness": "2",
    "feeling": "better",
    "other_text": "",
}


@pytest.fixture
def check_in(cast_today: Cast) -> CheckIn:
    """The question of the day after, for Ada."""
    return all_out(cast_today).check_ins.get(hours=24)


def send(client: Client, check_in: CheckIn, **changes: Any) -> HttpResponse:
    wanted = {key: word for key, word in (FINE | changes).items() if word is not None}
    return client.post(to("record-aftercare-check-in", check_in), wanted)


def told(client: Client, check_in: CheckIn) -> str:
    page = client.get(to("aftercare-answer", check_in))
    assert page.status_code == 200
    return page.content.decode()


def heading(text: str) -> str:
    return text.partition("<h1>")[2].partition("</h1>")[0]


# ---------------------------------------------------------------- the questions
def test_the_link_asks_everything_on_one_page(client: Client, check_in: CheckIn) -> None:
    page = client.get(to("aftercare-check-in", check_in))
    text = page.content.decode()
    assert page.status_code == 200
    assert all(f'name="{one.key}"' in text for one in triage.QUESTIONS)
    assert text.index('href="tel:911"') < text.index("<form")
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_broken_link_is_told_the_telephone_number(client: Client, check_in: CheckIn) -> None:
    page = client.get(to("aftercare-check-in", check_in).replace(token(check_in), "x:y:z"))
    assert page.status_code == 404
    assert "303 555 0100" in page.content.decode()


@pytest.mark.parametrize("name", ["aftercare-check-in", "aftercare-answer"])
def test_an_expired_link_still_says_what_an_emergency_needs(
    client: Client, check_in: CheckIn, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(links.LASTS, links.CHECK_IN, timedelta(seconds=-1))
    page = client.get(to(name, check_in))
    assert page.status_code == 410
    assert 'href="tel:911"' in page.content.decode()


def test_a_link_to_a_visit_opens_no_check_in(client: Client, check_in: CheckIn) -> None:
    visit = links.token(links.VISIT, check_in.session.visit.key)
    assert client.get(f"/how-are-you/{visit}/").status_code == 404


def test_the_wrong_method_is_refused(client: Client, check_in: CheckIn) -> None:
    assert client.post(to("aftercare-check-in", check_in)).status_code == 405
    assert client.get(to("record-aftercare-check-in", check_in)).status_code == 405
    assert client.post(to("aftercare-answer", check_in)).status_code == 405


def test_without_an_answer_there_is_nothing_to_be_told(client: Client, check_in: CheckIn) -> None:
    page = client.get(to("aftercare-answer", check_in))
    assert page.url == to("aftercare-check-in", check_in)


# ---------------------------------------------------------------- what they are told
@pytest.mark.parametrize("said", ["yes", "unsure"])
@pytest.mark.parametrize("key", sorted(ALARMS))
def test_an_alarm_alone_is_enough(client: Client, check_in: CheckIn, key: str, said: str) -> None:
    page = client.post(to("record-aftercare-check-in", check_in), {key: said})
    assert page.url == to("aftercare-answer", check_in)
    text = told(client, check_in)
    assert heading(text) == "Go to the emergency department now"
    assert 'href="tel:911"' in text
    assert Alert.objects.get().level == "emergency"


@pytest.mark.parametrize("key", ["breathless", "chest_pain"])
def test_breath_and_chest_come_first_whatever_else_was_answered(
    client: Client, check_in: CheckIn, key: str
) -> None:
    worst = {one.key: "yes" for one in triage.QUESTIONS if one.kind == "yes_no"}
    send(client, check_in, **{key: "yes", "feeling": "better", "soreness": "0"})
    send(client, check_in, **worst, feeling="worse", soreness="10")
    for answered in CheckInAnswered.objects.all():
        assert answered.urgency == "emergency"
        assert any("A needle was used near my chest" in one for one in answered.told)
    text = told(client, check_in)
    assert heading(text) == "Go to the emergency department now"
    assert text.index("A needle was used near my chest") < text.index("What to expect and do")


@pytest.mark.parametrize("nonsense", ["x" * 4001, "maybe", "\x00", "-3", "<b>"])
@pytest.mark.parametrize("field", ["other_text", "soreness", "feeling", "bruise"])
def test_nonsense_beside_it_holds_no_emergency_back(
    client: Client, check_in: CheckIn, field: str, nonsense: str
) -> None:
    page = send(client, check_in, breathless="yes", **{field: nonsense})
    text = page.content.decode() if page.status_code == 422 else told(client, check_in)
    assert heading(text) == "Go to the emergency department now"
    assert Alert.objects.get().level == "emergency"


def test_words_too_long_stay_on_the_page(client: Client, check_in: CheckIn) -> None:
    page = send(client, check_in, other_text="sore " * 801)
    assert page.status_code == 422
    assert ("sore " * 801).strip() in page.content.decode()
    assert "This holds 4,000 letters" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"infection": "yes"}, "See a doctor today"),
        ({"headache": "unsure"}, "See a doctor today"),
        ({"feeling": "worse"}, "Call the clinic"),
        ({"soreness": "9"}, "Call the clinic"),
        ({}, "What to do now"),
    ],
)
def test_the_most_urgent_thing_is_the_heading(
    client: Client, check_in: CheckIn, changes: dict[str, str], says: str
) -> None:
    send(client, check_in, **changes)
    text = told(client, check_in)
    assert heading(text) == says
    assert "Trouble breathing, or chest pain, now or in the next three days" in text


def test_what_to_expect_and_when_to_get_help_follow_with_their_sources(
    client: Client, check_in: CheckIn
) -> None:
    send(client, check_in)
    text = told(client, check_in)
    assert text.index("What to do now") < text.index("What to expect and do")
    assert "When to get help" in text
    assert text.count('<details class="source">') > 15


# ---------------------------------------------------------------- missing, again, kept
def test_what_is_missing_is_asked_for_and_the_rest_stays(client: Client, check_in: CheckIn) -> None:
    page = send(client, check_in, swelling=None, soreness=None)
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count("Please answer this, too.") == 2
    assert 'name="feeling" value="better" autocomplete="off" checked' in text
    assert not CheckInAnswered.objects.exists()


def test_nothing_at_all_is_asked_for_again(client: Client, check_in: CheckIn) -> None:
    assert client.post(to("record-aftercare-check-in", check_in)).status_code == 422


def test_answering_again_is_kept_beside_the_first(client: Client, check_in: CheckIn) -> None:
    send(client, check_in)
    text = client.get(to("aftercare-check-in", check_in)).content.decode()
    assert "What you were told on" in text
    send(client, check_in, chest_pain="yes")
    assert CheckInAnswered.objects.count() == 2
    assert heading(told(client, check_in)) == "Go to the emergency department now"


def test_an_emergency_is_told_again_when_the_link_is_opened_again(
    client: Client, check_in: CheckIn
) -> None:
    send(client, check_in, breathless="unsure")
    text = client.get(to("aftercare-check-in", check_in)).content.decode()
    assert text.index("Go to the emergency department now") < text.index("How are you today?</h1>")


def test_html_in_the_answers_is_text(client: Client, check_in: CheckIn) -> None:
    page = send(client, check_in, other_text="<script>x</script>", swelling=None)
    assert "&lt;script&gt;x" in page.content.decode()


def test_a_form_from_elsewhere_is_refused(check_in: CheckIn) -> None:
    assert send(Client(enforce_csrf_checks=True), check_in).status_code == 403


# ---------------------------------------------------------------- the advice for everybody
def test_the_advice_is_open_to_everybody(client: Client, db: None) -> None:
    page = client.get(reverse("aftercare"))
    assert page.status_code == 200
    text = page.content.decode()
    assert text.index("tel:911") < text.index('id="expect-title"')
    assert "warm or a cold pack, whichever is comfortable" in text


def test_the_advice_takes_no_form(client: Client, db: None) -> None:
    assert client.post(reverse("aftercare")).status_code == 405
