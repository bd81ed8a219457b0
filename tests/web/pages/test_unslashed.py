"""Where does an address without its last '/' lead, while the folder is served?"""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/dry-needling", "/dry-needling/"),
        ("/book", "/book/"),
        ("/book?center=boulder", "/book/?center=boulder"),
        ("/account/login", "/account/login/"),
    ],
)
def test_it_leads_to_the_one_with_it(asked: str, there: str) -> None:
    answer = Client().get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, there)


@pytest.mark.parametrize("asked", ["/nothing", "/a.html", "/dry-needling.html", "/x/y.pdf", "/%00"])
def test_where_nothing_is_nothing_is_promised(asked: str) -> None:
    answer = Client().get(asked)
    assert answer.status_code == 404
    assert b"Nothing is at this address" in answer.content


def test_a_form_sent_there_is_refused() -> None:
    assert Client().post("/dry-needling").status_code == 405
