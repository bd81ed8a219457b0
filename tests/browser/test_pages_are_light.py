"""Does a page stay light for somebody who comes for the first time? Bytes do not depend on time."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.pages import Asked, Weighed, weigh
from tests.processes import Running, free_port, own_database, said

A_CLINIC = """
import json
import django
django.setup()
from dataclasses import asdict
from django.utils import timezone
from bench.pages import asked
from tests.cast import booked, gather, needle_in
cast = gather(timezone.now(), all_hours=True)
needle_in(cast)
booked(cast, patient=cast.bea, therapist=cast.tara)
print(json.dumps([asdict(one) for one in asked()]))
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[list[Weighed]]:
    """Each page as `filiform run` sends it, weighed."""
    port = free_port()
    with own_database(tmp_path_factory.mktemp("light")) as env:
        env |= {"FILIFORM_DEMO": "0", "PORT": str(port)}
        with Running(["run"], env) as clinic:
            clinic.until("Stop with Ctrl-C")
            asked = [Asked(**one) for one in json.loads(said(A_CLINIC, env))]
            yield [weigh(browser, f"http://127.0.0.1:{port}", one) for one in asked]


def test_each_page_stays_under_its_limit(pages: list[Weighed]) -> None:
    for page in pages:
        print("\n".join(page.lines))
    assert [page.asked.name for page in pages if page.size > page.asked.limit * 1000] == []


def test_no_page_asks_a_third_party(pages: list[Weighed]) -> None:
    """An address of another host would not begin with a slash."""
    addresses = [one.address for page in pages for one in page.resources]
    assert len(addresses) > 40
    assert [one for one in addresses if not one.startswith("/")] == []
