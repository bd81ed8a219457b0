"""What does a patient's link show to somebody who works here?"""

from typing import Any

import pytest
from django.test import Client

from filiform.records.audit import AuditEvent
from filiform.records.visits import Visit
from tests.cast import Cast, history_sent
from tests.web.patient_links import to


def staff(cast_today: Cast) -> list[Any]:
    return [cast_today.thea.user, cast_today.otto, cast_today.olive]


def test_staff_read_no_answer_through_a_patients_link(cast_today: Cast, visit: Visit) -> None:
    history_sent(cast_today, visit, complaint="Numb since the fall")
    for user in staff(cast_today):
        client = Client()
        client.force_login(user)
        for name in ("visit", "history-review", "consent"):
            page = client.get(to(name, visit))
            assert page.status_code == 403
            assert "Sign out and hand over" in page.content.decode()
            assert "Numb" not in page.content.decode()
            assert page.headers["Cache-Control"] == "private, no-store"


def test_staff_sign_no_patients_consent(client: Client, cast_today: Cast, visit: Visit) -> None:
    client.force_login(cast_today.thea.user)
    assert client.post(to("record-consent", visit), {"who": "patient"}).status_code == 403
    assert client.post(to("withdraw-consent", visit)).status_code == 403
    assert not AuditEvent.objects.filter(deed="withdraw_consent").exists()


@pytest.mark.parametrize("name", ["visit", "history-review", "consent"])
def test_handing_over_signs_out_and_leads_to_the_page(
    client: Client, cast_today: Cast, visit: Visit, name: str
) -> None:
    client.force_login(cast_today.otto)
    address = to(name, visit)
    assert f'value="{address}"' in client.get(address).content.decode()
    assert client.post("/account/logout/", {"next": address}).headers["Location"] == address
    assert client.get(address).status_code == 200
    assert client.get("/desk/").status_code == 302


def test_a_signed_in_patient_opens_the_link(client: Client, cast_today: Cast, visit: Visit) -> None:
    client.force_login(cast_today.ada.user)
    assert client.get(to("visit", visit)).status_code == 200
