"""Does the owner read what came in with the clinic's site?"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.sites.visiting import bring, copied

PAGE = "/office/site/imports/"


@pytest.fixture
def owner(cast: Cast, tmp_path: Path, settings: Any) -> Client:
    settings.DATA_DIR = tmp_path / "data"
    client = Client()
    client.force_login(cast.olive)
    return client


def read(client: Client, page: str = "") -> str:
    answer = client.get(f"{PAGE}{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_an_import_it_says_what_to_do(owner: Client) -> None:
    assert "filiform site import" in read(owner)


def test_the_report_is_shown_whole(owner: Client, tmp_path: Path) -> None:
    bring(copied(tmp_path))
    html = read(owner)
    assert "A form that posts to formspree.io is left out" in html
    assert "<br>page at /services/dry-needling/</li>" in html
    assert "52 new, 0 changed" in html


def test_earlier_reports_stay(owner: Client, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    bring(folder)
    (folder / "about.markdown").unlink()
    bring(folder)
    assert "0 new, 0 changed, 1 gone" in read(owner)
    assert "52 new" in read(owner, "?page=2")
    assert "52 new" in read(owner, "?page=99")
    assert "1 gone" in read(owner, "?page=<nonsense>")


def test_the_office_leads_there(owner: Client) -> None:
    assert PAGE in owner.get("/office/").content.decode()
