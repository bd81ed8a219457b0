"""Do the desk and the therapist see that a person may have a second record?"""

import pytest
from django.test import Client

from filiform.actions.office.settle_double import settle_double
from filiform.records.doubles import DoubleSettled
from filiform.records.people import Patient, User
from tests.cast import Cast, again, booked

HINT = "One person, two records?"


@pytest.fixture
def twin(cast_today: Cast) -> Patient:
    return again(cast_today, cast_today.ada, email="other@clinic.example")


def page(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_desk_is_told_at_the_visit_and_at_the_patient(cast_today: Cast, twin: Patient) -> None:
    visit = booked(cast_today, patient=twin)
    for address in (f"/desk/visits/{visit.key}/", f"/desk/patients/{twin.key}/"):
        html = page(cast_today.otto, address)
        assert HINT in html
        assert "the same name and date of birth" in html
        assert f'href="/desk/patients/{cast_today.ada.key}/"' in html


def test_nobody_is_told_where_nobody_is_alike(cast_today: Cast) -> None:
    visit = booked(cast_today)
    assert HINT not in page(cast_today.otto, f"/desk/visits/{visit.key}/")
    assert HINT not in page(cast_today.thea.user, f"/visits/{visit.key}/")


def test_the_therapist_opens_the_other_chart_only_with_access(
    cast_today: Cast, twin: Patient
) -> None:
    visit = booked(cast_today, patient=twin)
    html = page(cast_today.thea.user, f"/visits/{visit.key}/")
    assert html.index(HINT) < html.index('class="opening"')
    assert "ask the front desk whether it is one person, before you needle" in html
    assert f"/chart/{cast_today.ada.key}/" not in html
    booked(cast_today, start=cast_today.start(35))
    html = page(cast_today.thea.user, f"/visits/{visit.key}/")
    assert f'href="/chart/{cast_today.ada.key}/">Open the other chart' in html


def test_the_desk_answers_and_the_therapist_sees_it(cast_today: Cast, twin: Patient) -> None:
    visit, otto = booked(cast_today, patient=twin), Client()
    otto.force_login(cast_today.otto)
    address, said = f"/desk/patients/{twin.key}/double/", {"other": cast_today.ada.key}
    answer = otto.post(address, {**said, "same": "yes"}, follow=True)
    assert "it is one person. Book from now on in the other record" in answer.content.decode()
    chart = f"/chart/{cast_today.ada.key}/"
    assert f'href="{chart}"' in page(cast_today.thea.user, f"/visits/{visit.key}/")
    assert "Ada Example" in page(cast_today.thea.user, chart)
    answer = otto.post(address, {**said, "same": "no"}, follow=True)
    assert "Not the same person as" in answer.content.decode()
    assert "two records" not in page(cast_today.thea.user, f"/visits/{visit.key}/")


@pytest.mark.parametrize(
    ("other", "same", "status"),
    [
        ("", "yes", 404),
        ("\x00", "yes", 404),
        ("00000000-0000-4000-8000-000000000000", "yes", 404),
        ("ada", "perhaps", 404),
        ("bea", "yes", 409),
        ("twin", "yes", 409),
    ],
)
def test_nonsense_settles_nothing(
    cast_today: Cast, twin: Patient, other: str, same: str, status: int
) -> None:
    keys = {"ada": cast_today.ada.key, "bea": cast_today.bea.key, "twin": twin.key}
    otto = Client()
    otto.force_login(cast_today.otto)
    said = {"other": keys.get(other, other), "same": same}
    assert otto.post(f"/desk/patients/{twin.key}/double/", said).status_code == status
    assert not DoubleSettled.objects.exists()


def test_two_people_of_one_name_are_shown_quietly(cast_today: Cast, twin: Patient) -> None:
    told = {"at": cast_today.now, "by": cast_today.otto}
    settle_double(patient=twin, other=cast_today.ada, same=False, **told)
    html = page(cast_today.otto, f"/desk/patients/{twin.key}/")
    assert "Not the same person as" in html
    assert HINT not in html
