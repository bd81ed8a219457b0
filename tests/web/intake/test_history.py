"""Can the whole history be written, is every answer kept, and what is refused?"""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.records.alerts import Alert
from filiform.records.intake import HistorySent, Intake
from filiform.records.visits import Visit
from filiform.web.intake.papers import way_of
from filiform.web.intake.steps import STEPS
from tests.calm import calm
from tests.cast import DAY, Cast, history_sent
from tests.web.patient_links import to

HOSTILE = "<script>alert('x')</script> '; DROP TABLE records_visit; -- \U0001f4a5"


def number(key: str) -> str:
    """The word in the address of the screen that asks this."""
    return next(step.name for step in STEPS if key in {one.key for one in step.questions})


def answer(client: Client, visit: Visit, key: str, value: Any, **more: Any) -> HttpResponse:
    """Answers one screen as the form without a script does."""
    return client.post(to("history", visit, number(key)), {"asked": key, key: value, **more})


def kept(visit: Visit) -> dict[str, Any]:
    return Intake.objects.get(visit=visit).answers


# ---------------------------------------------------------------- the whole of it
def test_the_whole_history_is_written_without_a_script(client: Client, visit: Visit) -> None:
    said = calm(way_of(visit).answers["age_years"], medicines="Ibuprofen\r\n200 mg")
    page = client.get(to("history-start", visit), follow=True)
    screens = 0
    while page.request["PATH_INFO"] != to("history", visit, "review"):
        step = page.context["step"]
        keys = [one.key for one in step.questions]
        sent = {"asked": keys, **{key: said.get(key, "") for key in keys}}
        page = client.post(page.request["PATH_INFO"], sent, follow=True)
        assert page.status_code == 200
        screens += 1
    assert screens == len(page.context["way"].steps)
    page = client.post(to("send-history", visit), follow=True)
    assert "What happens next" in page.content.decode()
    sent = HistorySent.objects.get().answers
    assert sent["medicines"] == "Ibuprofen\n200 mg"
    assert sent["pain_now"] == 4
    assert sent["cauda_equina"] == "no"


@pytest.mark.parametrize("key", ["complaint", "pain_now", "diagnoses", "cauda_equina"])
def test_a_screen_shows_what_was_answered_before(
    client: Client, cast_today: Cast, visit: Visit, key: str
) -> None:
    history_sent(cast_today, visit, diagnoses=["asthma"], complaint="Knee & hip")
    text = client.get(to("history", visit, number(key))).content.decode()
    shown = {
        "complaint": "Knee &amp; hip</textarea>",
        "pain_now": 'name="pain_now" value="4" checked',
        "diagnoses": 'value="asthma" autocomplete="off" checked',
        "cauda_equina": 'name="cauda_equina" value="no" aria-pressed="true"',
    }
    assert shown[key] in text


def test_every_screen_can_be_opened(client: Client, cast_today: Cast, visit: Visit) -> None:
    history_sent(cast_today, visit)
    for step in way_of(Visit.objects.get(pk=visit.pk)).steps:
        page = client.get(to("history", visit, step.name))
        assert page.status_code == 200
        assert "<title>Before your visit" in page.content.decode()


def test_a_yes_opens_the_question_behind_it(client: Client, visit: Visit) -> None:
    assert answer(client, visit, "pregnant", "no").url == to(
        "history", visit, number("bleeding_disorder")
    )
    assert answer(client, visit, "pregnant", "yes").url == to(
        "history", visit, number("pregnancy_stage")
    )


def test_a_question_that_is_not_asked_leads_to_one_that_is(client: Client, visit: Visit) -> None:
    page = client.get(to("history", visit, number("pregnancy_stage")))
    assert page.url == to("history-start", visit)


@pytest.mark.parametrize("step", ["999", "0", "complaint", "nonsense"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_other_screen(client: Client, visit: Visit, step: str, method: str) -> None:
    assert getattr(client, method)(to("history", visit, step)).status_code == 404


def test_a_screen_takes_no_other_method(client: Client, visit: Visit) -> None:
    assert client.delete(to("history", visit, "1")).status_code == 405


# ---------------------------------------------------------------- kept, changed, taken back
def test_words_are_kept_as_they_were_typed(client: Client, visit: Visit) -> None:
    answer(client, visit, "complaint", f"\x00{HOSTILE}")
    assert kept(visit)["complaint"] == HOSTILE
    text = client.get(to("history", visit, "1")).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_an_emptied_answer_is_taken_back(client: Client, visit: Visit) -> None:
    answer(client, visit, "medicines", "Aspirin")
    answer(client, visit, "medicines", "")
    assert "medicines" not in kept(visit)


def test_going_on_without_a_tap_takes_no_answer_back(client: Client, visit: Visit) -> None:
    answer(client, visit, "pregnant", "yes")
    client.post(to("history", visit, number("pregnant")), {"asked": "pregnant"})
    assert kept(visit)["pregnant"] == "yes"


def test_unticking_every_box_takes_the_answer_back(client: Client, visit: Visit) -> None:
    answer(client, visit, "diagnoses", ["asthma", "heart"])
    client.post(to("history", visit, number("diagnoses")), {"asked": "diagnoses"})
    assert "diagnoses" not in kept(visit)


def test_none_of_these_gives_way_to_one_of_these(client: Client, visit: Visit) -> None:
    answer(client, visit, "after_visit", ["none", "fly"])
    assert kept(visit)["after_visit"] == ["fly"]
    answer(client, visit, "after_visit", ["none"])
    assert kept(visit)["after_visit"] == ["none"]


def test_places_are_kept_with_their_sides(client: Client, visit: Visit) -> None:
    answer(client, visit, "skin_problem", "yes")
    answer(client, visit, "skin_places", ["ARM:left", "STERNUM"])
    assert kept(visit)["skin_places"] == ["ARM:left", "STERNUM"]
    text = client.get(to("history", visit, number("skin_places"))).content.decode()
    assert 'value="ARM:left" autocomplete="off" checked' in text
    assert 'value="ARM:right" autocomplete="off">' in text


def test_an_old_screen_in_another_tab_takes_nothing_back(client: Client, visit: Visit) -> None:
    old = client.get(to("history", visit, "1")).context["fields"][0]
    answer(client, visit, "complaint", "Written in the newer tab")
    answer(client, visit, "complaint", old.value, **{"was-complaint": old.was})
    assert kept(visit)["complaint"] == "Written in the newer tab"


def test_two_tabs_with_two_questions_keep_both(client: Client, visit: Visit) -> None:
    answer(client, visit, "complaint", "Neck")
    answer(client, visit, "since", "May")
    assert (kept(visit)["complaint"], kept(visit)["since"]) == ("Neck", "May")


def test_an_answer_to_a_branch_that_just_closed_is_not_lost(client: Client, visit: Visit) -> None:
    answer(client, visit, "skin_problem", "yes")
    answer(client, visit, "skin_problem", "no")
    assert answer(client, visit, "skin_places", ["ARM:left"]).status_code == 302
    assert kept(visit)["skin_places"] == ["ARM:left"]


# ---------------------------------------------------------------- refused
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("complaint", "long " * 801),
        ("cauda_equina", "maybe"),
        ("pain_now", "-1"),
        ("pain_now", "11"),
        ("pain_now", "٣"),
        ("diagnoses", ["asthma", "<b>"]),
        ("after_visit", ["fly:left"]),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_on_the_page(
    client: Client, visit: Visit, key: str, value: Any
) -> None:
    page = answer(client, visit, key, value)
    assert page.status_code == 422
    assert "What you wrote is still here" in page.content.decode()
    assert not Intake.objects.exists()
    if isinstance(value, str) and key == "complaint":
        assert value.strip() in page.content.decode()


def test_an_unknown_question_is_refused(client: Client, visit: Visit) -> None:
    sent = {"asked": "is_admin", "is_admin": "yes"}
    assert client.post(to("history", visit, "1"), sent).status_code == 422


def test_ten_megabytes_are_refused_with_a_sentence(client: Client, visit: Visit) -> None:
    page = answer(client, visit, "complaint", "x" * 10_000_000)
    assert page.status_code == 413
    assert "too long" in page.content.decode()


def test_nothing_is_written_for_a_cancelled_visit(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    cancel_visit(visit=visit, at=cast_today.now, by=None)
    page = answer(client, visit, "complaint", "Neck")
    assert page.status_code == 409
    assert "Neck</textarea>" in page.content.decode()
    assert not Intake.objects.exists()


def test_nothing_is_changed_after_the_day_of_the_visit(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit)
    Visit.objects.filter(pk=visit.pk).update(starts_at=visit.starts_at - 5 * DAY)
    assert answer(client, visit, "complaint", "Later").status_code == 409
    assert client.post(to("send-history", visit)).status_code == 409
    assert kept(visit)["complaint"] == "Neck pain"


# ---------------------------------------------------------------- emergencies
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_an_emergency_is_told_at_once_and_again_on_every_screen(
    client: Client, visit: Visit, said: str
) -> None:
    first = answer(client, visit, "chest_signs", said)
    assert first.url == to("history", visit, "emergency")
    for address in (first.url, to("history", visit, number("medicines")), to("visit", visit)):
        text = client.get(address).content.decode()
        assert "Call 911 now, sit down and do not drive yourself." in text
        assert 'href="tel:911"' in text
        assert 'href="tel:3035550100"' in text
    alert = Alert.objects.get()
    assert (alert.level, alert.visit) == ("emergency", visit)


def test_the_history_goes_on_after_an_emergency(client: Client, visit: Visit) -> None:
    answer(client, visit, "chest_signs", "yes")
    assert answer(client, visit, "tearing_pain", "no").status_code == 302
    assert answer(client, visit, "chest_signs", "yes").url == to(
        "history", visit, number("tearing_pain")
    )


def test_a_wrong_tap_taken_back_ends_the_alarm_on_the_page(client: Client, visit: Visit) -> None:
    answer(client, visit, "chest_signs", "yes")
    answer(client, visit, "chest_signs", "no")
    assert "emergency-now" not in client.get(to("history", visit, "1")).content.decode()
    assert client.get(to("history", visit, "emergency")).status_code == 302
    assert Alert.objects.count() == 1
