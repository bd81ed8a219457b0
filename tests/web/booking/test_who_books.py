"""Who can book what in whose name, and what becomes of odd names and hurried thumbs?"""

import re
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from filiform.records.outbox import OutboxMessage
from filiform.records.people import Patient, User
from filiform.records.visits import Visit
from tests.cast import Cast, booked

WHO = {
    "given_name": "Paloma",
    "family_name": "Quill",
    "born_on": "1990-04-02",
    "email": "paloma@example.org",
    "phone": "303-555-0142",
}


def path(cast: Cast, number: int = 35, *, center: str = "boulder", therapist: str = "thea") -> str:
    start: datetime = cast.start(number)
    return f"/book/{center}/{therapist}/{start.astimezone(UTC):%Y%m%dT%H%MZ}/"


def said(**changes: str) -> dict[str, str]:
    return {**WHO, "key": str(uuid.uuid4()), **changes}


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("x" * 80, "y" * 80),
        ("👩‍⚕️ Zoë", "O'Quill-Ærø"),
        ("יוסף", "كريم"),
        ("<b>Bold</b>", "{{ settings.SECRET_KEY }}"),
        ("Robert'); DROP TABLE records_visit;--", "%s %(x)s"),
        ("  two   words ", "line\nbreak"),
    ],
)
def test_a_name_is_kept_as_it_is_written(cast_today: Cast, given: str, family: str) -> None:
    answer = Client().post(path(cast_today), said(given_name=given, family_name=family))
    assert answer.status_code == 302
    patient = Visit.objects.get().patient
    assert patient.given_name == " ".join(given.split())
    assert patient.family_name == " ".join(family.split())
    otto = Client()
    otto.force_login(cast_today.otto)
    shown = otto.get(f"/desk/patients/{patient.key}/").content.decode()
    assert "<b>Bold" not in shown


def test_marks_that_turn_the_words_of_others_around_are_left_out(cast_today: Cast) -> None:
    Client().post(path(cast_today), said(family_name="\u202eQu\u2066ill"))
    assert Visit.objects.get().patient.family_name == "Quill"
    only = Client().post(path(cast_today, 36), said(family_name="\u202e\u2066"))
    assert only.status_code == 422


@pytest.mark.parametrize("who", ["thea", "otto", "olive"])
def test_staff_are_sent_to_the_desk(cast_today: Cast, who: str) -> None:
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@clinic.example"))
    for answer in (client.get(path(cast_today)), client.post(path(cast_today), said())):
        assert answer.status_code == 403
        assert b"The desk books for patients" in answer.content
    page = client.get("/book/").content.decode()
    assert "You are signed in as staff" in page
    assert 'href="/book/boulder' not in page
    assert not Visit.objects.exists()


def test_the_address_of_somebody_on_the_staff_opens_no_sign_in(cast_today: Cast) -> None:
    before = User.objects.count()
    assert Client().post(path(cast_today), said(email="THEA@clinic.example")).status_code == 302
    assert Visit.objects.get().patient.user is None
    assert User.objects.count() == before


def test_a_known_address_opens_nobodys_record(cast_today: Cast) -> None:
    Client().post(path(cast_today), said(email="ada@clinic.example"))
    patient = Visit.objects.get().patient
    assert patient != cast_today.ada
    assert patient.user is None


def test_another_time_is_booked_with_one_tap(cast_today: Cast) -> None:
    taken = booked(cast_today, start=cast_today.start(35))
    words = said()
    late = Client().post(path(cast_today), words)
    html = late.content.decode()
    instead = re.findall(r'name="instead" value="([\w/]+)"', html)
    key = re.findall(r'name="key" value="([\w-]+)"', html)[0]
    assert len(instead) == len(set(instead)) == 6
    assert instead[:3] == sorted(instead[:3])
    assert instead[3:] == sorted(instead[3:])
    again = Client().post(path(cast_today), words | {"key": key, "instead": instead[0]})
    assert again.status_code == 302
    assert Visit.objects.exclude(pk=taken.pk).count() == 1


def test_a_form_that_comes_back_books_the_time_it_shows(cast_today: Cast) -> None:
    other = f"boulder/thea/{cast_today.start(36).astimezone(UTC):%Y%m%dT%H%MZ}"
    answer = Client().post(path(cast_today), said(email="", instead=other))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'action="{path(cast_today, 36)}"' in html


def test_a_time_that_is_gone_is_said_before_anybody_types(cast_today: Cast) -> None:
    booked(cast_today, start=cast_today.start(35))
    answer = Client().get(path(cast_today))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "not free any more" in html
    assert f'href="{path(cast_today, 36)}"' in html
    assert 'name="given_name"' not in html


def test_in_two_tabs_a_patient_holds_one_visit_at_a_time(cast_today: Cast) -> None:
    client = Client()
    client.force_login(cast_today.ada.user)
    answers = [client.post(path(cast_today), {"key": str(uuid.uuid4())}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 409]
    assert b"You already have a visit at this time" in answers[1].content
    assert Visit.objects.count() == 1


def test_a_key_that_was_used_for_somebody_else_is_refused(cast_today: Cast) -> None:
    words = said()
    Client().post(path(cast_today), words)
    answer = Client().post(path(cast_today, 36), words)
    assert answer.status_code == 409
    assert b"Start again" in answer.content
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("center", "therapist", "status"),
    [
        ("westminster", "thea", 409),
        ("boulder", "theo", 409),
        ("x", "thea", 404),
        ("boulder", "x", 404),
    ],
)
def test_a_therapist_is_booked_where_they_work(
    cast_today: Cast, center: str, therapist: str, status: int
) -> None:
    answer = Client().post(path(cast_today, center=center, therapist=therapist), said())
    assert answer.status_code == status
    assert not Visit.objects.exists()


def test_a_signed_in_patient_is_asked_nothing_again(cast_today: Cast) -> None:
    client = Client()
    client.force_login(cast_today.ada.user)
    html = client.get(path(cast_today)).content.decode()
    assert "Ada Example" in html
    assert 'name="email"' not in html


def test_an_empty_form_names_every_place(cast_today: Cast) -> None:
    html = Client().post(path(cast_today), {}).content.decode()
    assert "5 places" in html
    assert html.count('class="error"') == 5
    assert not Patient.objects.filter(email="").exists()


def test_the_letter_says_nothing_of_health_and_leads_to_the_visit(cast_today: Cast) -> None:
    answer = Client().post(path(cast_today), said())
    letter: Any = OutboxMessage.objects.get()
    assert answer.url in letter.body
    assert letter.to == WHO["email"]
    assert "needl" not in letter.body.lower() + letter.subject.lower()
