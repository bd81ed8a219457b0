"""Which answers are compressed? Those that hold nothing of what was typed."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from filiform.web.middleware import packed
from tests.cast import Cast

READS = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def is_packed(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize("name", ["book", "account_login"])
def test_a_page_is_small_for_a_browser_that_reads_gzip(
    client: Client, cast_today: Cast, name: str
) -> None:
    plain = client.get(reverse(name))
    small = client.get(reverse(name), **READS)
    assert is_packed(small) and not is_packed(plain)
    assert len(small.content) < len(plain.content) / 2
    assert gzip.decompress(small.content).startswith(b"<!doctype html>")
    assert "Accept-Encoding" in small.headers["Vary"]


def test_its_length_tells_nothing_exact(client: Client, cast_today: Cast) -> None:
    lengths = {len(client.get("/dry-needling/", **READS).content) for _ in range(20)}
    assert len(lengths) > 1


def test_what_was_typed_is_never_compressed(client: Client, cast_today: Cast) -> None:
    client.force_login(cast_today.otto)
    found = client.post(reverse("find-patient"), {"words": "Exam"}, **READS)
    assert found.status_code == 200 and not is_packed(found)
    chosen = client.get(reverse("book"), {"center": "boulder"}, **READS)
    assert chosen.status_code == 200 and not is_packed(chosen)


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "text/plain"])
def test_only_text_is_compressed(kind: str) -> None:
    answer = packed(lambda _: HttpResponse(b"x" * 1000, content_type=kind))
    asked = RequestFactory().get("/", **READS)
    assert is_packed(answer(asked)) is (kind == "text/plain")
