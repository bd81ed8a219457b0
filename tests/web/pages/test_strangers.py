"""Is a page that was made for strangers sent again, and never a stale or somebody else's one?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filiform.records import site
from filiform.web import context
from filiform.web.pages import imported, strangers
from tests.cast import NOW, Cast

PAGE = "---\ntitle: About\n---\n{}\n"


@pytest.fixture(autouse=True)
def clinic(cast: Cast, tmp_path: Path, settings: Any) -> Iterator[Cast]:
    settings.DATA_DIR, settings.FRAME_SECONDS = tmp_path, 600
    keep("First words.")
    yield cast
    for one in (imported, context):
        one.forget()
    strangers.forget()


def keep(words: str) -> None:
    site.keep("about.md", PAGE.format(words).encode(), why="edited", at=NOW, by=None)
    site.rebuild(at=NOW)
    imported.forget()


def read(client: Client | None = None) -> str:
    answer = (client or Client()).get("/about.html")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_second_stranger_costs_no_question() -> None:
    first = read()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = Client().get("/about.html")
    assert again.content.decode() == first and len(asked) == 0
    assert again.headers["Cache-Control"] == strangers.FOR_STRANGERS
    assert "Cookie" in again.headers["Vary"]
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


def test_a_change_is_read_at_once() -> None:
    assert "First words." in read()
    keep("Other words.")
    assert "Other words." in read() and "First words." not in read()


def test_who_signed_in_gets_a_page_of_their_own_and_leaves_none(clinic: Cast) -> None:
    client = Client()
    client.force_login(clinic.ada.user)
    assert "Sign out" in read(client)
    assert "Sign out" not in read()
    assert "Sign out" in read(client)


def test_what_is_not_there_is_not_kept() -> None:
    assert Client().get("/later.html").status_code == 404
    text = PAGE.format("Now.").encode()
    site.keep("later.md", text, why="edited", at=NOW, by=None)
    site.rebuild(at=NOW)
    imported.forget()
    assert Client().get("/later.html").status_code == 200


def test_a_question_behind_the_address_is_answered_anew() -> None:
    read()
    assert Client().get("/about.html?w=1").status_code == 200
    assert list(strangers._ready) == ["/about.html"]
