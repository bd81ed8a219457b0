"""Does a whole Jekyll site answer at every address it ever had?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from filiform.records import site
from filiform.web.pages import imported
from tests.cast import NOW, gather
from tests.sites.visiting import CLINIC, bring
from tools import html_checker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def brought(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The site is brought in once for all these tests; what one does to it is undone after it."""
    place = tmp_path_factory.mktemp("data")
    with override_settings(DATA_DIR=place, OLD_ADDRESSES=["two-rivers.example"]):
        with django_db_blocker.unblock(), transaction.atomic():
            gather()
            bring(CLINIC)
            yield
            transaction.set_rollback(True)
        imported.forget()


def got(address: str) -> tuple[int, str]:
    """Status, and the words of the page or the way."""
    answer = Client().get(address)
    if answer.status_code in (301, 302):
        return answer.status_code, answer.headers["Location"]
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, body.decode(errors="replace")


def prose(address: str) -> str:
    status, html = got(address)
    assert status == 200, address
    return re.sub(r"\s+", " ", html.split('class="prose">')[1].split("</article>")[0])


JEKYLL = {
    "/": "Welcome. We treat people",
    "/services/dry-needling/": "Sciatica",
    "/services/low-back-pain/": "Moving helps",
    "/locations.html": "We are in 2 places",
    "/locations/boulder/": "Beside the creek",
    "/locations/westminster/": "Free parking",
    "/team/ana-ruiz/": "speaks English and Spanish",
    "/team/bo-lund/": "Bo treats runners",
    "/our-staff/": "1 kind review: Kind people.",
    "/contact-us/": "(303) 555-0100",
    "/news/": "Open on leap day",
    "/news/2020/02/29/leap/": "Open.",
    "/advice/2019/04/02/running-again/": "no longer hurts",
    "/2018/01/15/a-new-room/": "We have a",
    "/about/": "still a page",
    "/404.html": "Nothing here",
}
"""Every address that Jekyll itself would have written, and words that belong there."""

OLD = {
    "/dry-needling/": "/services/dry-needling/",
    "/dry-needling": "/services/dry-needling/",
    "/services/needling.html": "/services/dry-needling/",
    "/2016/03/needling/": "/services/dry-needling/",
    "/massage": "/services/dry-needling/",
    "/massage/": "/services/dry-needling/",
    "/blog/2020/02/29/leap": "/news/2020/02/29/leap/",
    "/team/bo-lund/bio": "/team/bo-lund/",
    "/old-home": "/",
    "/prices": "/our-staff/",
    "/prices/": "/our-staff/",
    "/leaflet": "/files/leaflet.pdf",
    "/news/page2/": "/news/",
    "/news/page17": "/news/",
    "/services/portal/": "https://portal.example/login",
}


@pytest.mark.parametrize("address", JEKYLL)
def test_every_page_answers_where_it_was(address: str) -> None:
    assert JEKYLL[address] in prose(address).replace("<strong>", "")


@pytest.mark.parametrize("address", JEKYLL)
def test_every_other_way_to_write_an_address_leads_there(address: str) -> None:
    bare = address.removesuffix("/").removesuffix(".html")
    for old in {f"{bare}/", bare or "/", f"{bare}.html", f"{bare}/index.html"} - {address, ".html"}:
        assert got(old) == (301, address)


@pytest.mark.parametrize("old", OLD)
def test_every_old_address_leads_to_the_page(old: str) -> None:
    status, there = got(old)
    assert (status, there) == (302 if old == "/old-home" else 301, OLD[old])
    assert there.startswith("https://") or got(there)[0] == 200


def test_pictures_and_papers_lie_where_they_lay() -> None:
    for path, kind in (
        ("wp-content/uploads/2017/11/acupuncture.png", "image/png"),
        ("files/leaflet.pdf", "application/pdf"),
        ("assets/logo.svg", "image/svg+xml; charset=utf-8"),
    ):
        answer = Client().get(f"/{path}")
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.headers["Content-Type"] == kind
        assert body == (CLINIC / path).read_bytes()
        assert "max-age=86400" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        *("/a-new-service/", "/services/secret/", "/2099/01/01/in-the-future/", "/etc/passwd"),
        *("/_config.yml", "/_data/prices.csv", "/assets/css/main.scss", "/Gemfile", "/evil"),
        *("/locations/longmont/", "/services/out/", "/services/bad-yaml/", "/internal/rota/"),
        *("/../../etc/passwd", "/api/x", "/nothing", "/nothing/", "/none.png", "/none.pdf"),
        *("/round", "/reviews/one/"),
    ],
)
def test_what_is_not_public_or_not_there_is_not_there(address: str) -> None:
    status, html = got(address)
    assert status == 404
    assert "Nothing is at this address" in html


def test_a_gone_address_shows_a_page_and_says_404() -> None:
    status, html = got("/gone")
    assert status == 404 and "(303) 555-0100" in html


def test_the_seed_of_wordpress_is_clean() -> None:
    html = prose("/services/dry-needling/")
    assert '<h2 id="is-this-acupuncture">' in html
    assert '<a href="/services/low-back-pain/">' in html and '<a href="/our-staff/">' in html
    assert "“Sciatica”" in html and "golfer’s" in html
    assert '<a href="https://www.youtube.com/embed/abc123">Watch the video' in html
    assert "<figcaption>A needle before use</figcaption>" in html
    for never in ("style=", "<iframe", "[gallery", "[caption", "<span", "widgets.example"):
        assert never not in html


def test_kramdown_is_read() -> None:
    html = prose("/services/low-back-pain/")
    assert '<a href="#helps">What helps</a>' in html and '<h2 id="helps">What helps</h2>' in html
    assert "<dt>Load</dt>" in html and 'id="fn1"' in html
    assert '<h3 id="in-a-box">In a <em>box</em></h3>' in html
    assert "<p>Raw HTML stays <b>whole</b>.</p>" in html
    assert "<code>{{ code }}</code>" in html and "{:" not in html and "nobody reads" not in html


def test_the_title_stands_once() -> None:
    _, html = got("/team/ana-ruiz/")
    assert html.count(">Ana Ruiz</h") == 1 and "<h1>Ana Ruiz</h1>" in html


def test_nothing_of_the_page_runs_or_asks_elsewhere() -> None:
    for address in JEKYLL:
        html = prose(address)
        found = re.findall(r"<(?:script|form|iframe|style)|on\w+=|(?:src|action)=\"(?!/)", html)
        assert not found, address


def test_the_menu_of_the_site_is_the_menu() -> None:
    _, html = got("/facts/")
    top = html.split("<header")[1].split("</header>")[0]
    assert '<a href="/services/dry-needling/">Dry needling</a>' in top
    assert "Lost page" not in html and '<a href="/news/">News</a>' in html


def test_filiforms_own_pages_come_first() -> None:
    assert got("/robots.txt")[1].startswith("User-agent: *\nDisallow")
    assert "<feed" in got("/feed.xml")[1] and "running-again" in got("/feed.xml")[1]
    assert got("/book")[0] == 301 and got("/book/")[0] == 200
    assert "/services/low-back-pain/" in got("/sitemap.xml")[1]


def test_what_was_asked_goes_along_with_the_way() -> None:
    assert got("/massage?from=letter") == (301, "/services/dry-needling/?from=letter")


def test_a_change_is_seen_at_once_and_a_preview_changes_nothing() -> None:
    text = "---\ntitle: About\n---\nNew {{ site.title }}.\n"
    shown = imported.current()
    assert shown is not None
    page = shown.preview("about.markdown", text)
    assert "New Two Rivers Physical Therapy." in page.body.html
    assert "still a page" in prose("/about/")
    site.keep("about.markdown", text.encode(), why="edited", at=NOW, by=None)
    site.rebuild(at=NOW)
    assert "New Two Rivers Physical Therapy." in prose("/about/")


def test_a_preview_of_a_broken_text_is_a_sentence() -> None:
    shown = imported.current()
    assert shown is not None
    with pytest.raises(imported.PageUnreadable, match="not closed"):
        shown.preview("about.markdown", "---\ntitle: x\n")


def test_headings_go_down_one_level_at_a_time() -> None:
    shown = imported.current()
    assert shown is not None
    words = "# One\n\n#### Four\n\n##### Five\n\n## Two\n\n#### Four again\n"
    page = shown.preview("about.markdown", f"---\ntitle: About\n---\n{words}")
    assert re.findall(r"<h(\d)", page.body.html) == ["2", "3", "4", "2", "3"]
    assert re.findall(r"</h(\d)", page.body.html) == ["2", "3", "4", "2", "3"]


def test_a_link_within_the_page_finds_its_part() -> None:
    shown = imported.current()
    assert shown is not None
    words = '<section id="prices" class="x"><p>95</p></section>\n\n[prices](#prices)'
    page = shown.preview("about.markdown", f"---\ntitle: About\n---\n{words}")
    assert '<div id="prices"><p>95</p></div>' in page.body.html
    assert '<a href="#prices">' in page.body.html


@pytest.mark.skipif(bool(html_checker.missing()), reason=html_checker.missing())
def test_every_page_is_valid_html(tmp_path: Path) -> None:
    pages = {one: Client().get(one).content.decode() for one in (*JEKYLL, "/nothing/")}
    assert html_checker.complaints(pages, tmp_path) == []


def test_another_method_is_refused() -> None:
    for address in ("/about/", "/about", "/locations.html", "/files/leaflet.pdf"):
        assert Client().post(address).status_code == 405
