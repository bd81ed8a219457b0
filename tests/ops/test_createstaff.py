"""Can a real clinic make a sign-in for its people?"""

import io

import pytest
from django.test import Client
from django.urls import reverse

from filiform.__main__ import main
from filiform.records.people import Role, Therapist, User
from tests.actions.proofs import line, untouched

pytestmark = pytest.mark.django_db
GOOD = "a-long-word-of-mine"


def create(
    monkeypatch: pytest.MonkeyPatch, *more: str, password: str = GOOD, role: str = "desk"
) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    given = ["--name", "Otto Real", "--email", "Otto@Clinic.example", "--role", role]
    return main(["createstaff", *given, *more])


@pytest.mark.parametrize("role", ["therapist", "desk", "owner"])
def test_somebody_signs_in_with_what_was_typed(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    assert create(monkeypatch, role=role) == 0
    user = User.objects.get()
    assert (user.email, user.name, user.role) == ("otto@clinic.example", "Otto Real", Role(role))
    sent = {"login": "otto@clinic.example", "password": GOOD}
    answer = Client().post(reverse("account_login"), sent)
    assert (answer.status_code, answer["Location"]) == (302, reverse("after-sign-in"))
    assert line("add_staff").who == "console"


def test_a_therapist_gets_a_page_to_be_chosen_from(monkeypatch: pytest.MonkeyPatch) -> None:
    assert create(monkeypatch, "--letters", "PT, DPT", role="therapist") == 0
    therapist = Therapist.objects.get()
    assert (therapist.slug, therapist.letters) == ("otto-real", "PT, DPT")


def test_the_password_itself_is_kept_nowhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    create(monkeypatch)
    said = capsys.readouterr()
    assert GOOD not in said.out + said.err
    assert GOOD not in str(list(User.objects.values()))


def test_a_weak_password_adds_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with untouched():
        assert create(monkeypatch, password="short") == 1
    assert "Nobody was added. This password is too short." in capsys.readouterr().err


def test_an_address_is_used_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(monkeypatch) == 0
    with untouched():
        assert create(monkeypatch) == 1
    assert "Use another one." in capsys.readouterr().err


def test_something_else_than_an_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with untouched():
        assert create(monkeypatch, "--email", "otto at clinic") == 1
    assert "Write it like name@clinic.example." in capsys.readouterr().err
