"""Do search engines, feed readers and link previews learn what the clinic itself says, no more?"""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db
SEED = "/dry-needling/"
SITE = "https://clinic.example"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.SITE_ADDRESS = SITE


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def graph(address: str) -> dict[str, Any]:
    """The parts of the page's JSON-LD by type; a part of two types is under the first."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(address))
    assert len(blocks) == 1
    parts = json.loads(blocks[0])["@graph"]
    kinds = (one["@type"] if isinstance(one["@type"], list) else [one["@type"]] for one in parts)
    return {kind[0]: one for kind, one in zip(kinds, parts, strict=True)}


def meta(html: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)
    assert found is not None, name
    return found[1]


def test_the_seed_page_is_about_a_therapy_and_answers_its_questions() -> None:
    parts = graph(SEED)
    assert parts["MedicalWebPage"]["about"]["@type"] == "MedicalTherapy"
    asked = parts["FAQPage"]["mainEntity"]
    assert [one["name"] for one in asked][-1] == "Is Dry Needling Painful?"
    assert len(asked) == 4
    assert asked[0]["acceptedAnswer"]["text"].startswith("Dry Needling is a treatment technique")


def test_every_center_is_a_clinic_with_its_hours(cast: Cast) -> None:
    html = read("/locations/")
    assert html.count('"MedicalClinic","Physiotherapy"') == 2
    clinic = graph("/locations/")["MedicalClinic"]
    assert clinic["address"]["addressRegion"] == "CO"
    assert clinic["telephone"] == cast.boulder.phone
    hours = clinic["openingHoursSpecification"]
    assert [one["opens"] for one in hours] == ["08:00"]
    assert hours[0]["dayOfWeek"][0] == "Monday"


def test_a_page_about_something_else_is_only_a_page(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: Parking\n---\nBehind the house.\n")
    assert set(graph("/a/")) == {"MedicalOrganization", "WebPage"}


def test_words_cannot_break_out_of_the_data(folder: Path) -> None:
    words = "---\ntitle: a</script><b>\ndescription: x & <!-- y\n---\n## </script>why?\n\nSo.\n"
    (folder / "a.md").write_text(words)
    assert read("/a/").count("</script>") == 1
    assert graph("/a/")["WebPage"]["name"] == "a</script><b>"


def test_a_link_preview_has_what_it_needs() -> None:
    html = read(SEED)
    assert meta(html, "og:title") == "Dry Needling"
    assert meta(html, "og:url") == f"{SITE}{SEED}"
    assert meta(html, "og:image").startswith(f"{SITE}/")
    assert meta(html, "description") == meta(html, "og:description")
    assert 100 < len(meta(html, "description")) <= 155
    assert f'<link rel="canonical" href="{SITE}{SEED}">' in html


def test_the_canonical_address_is_the_same_with_a_query() -> None:
    assert f'<link rel="canonical" href="{SITE}/facts/">' in read("/facts/?utm=x")


def test_the_sitemap_lists_what_is_published(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: A\n---\n")
    (folder / "b & c.md").write_text("---\ntitle: B\n---\n")
    (folder / "draft.md").write_text("---\ntitle: D\npublished: false\n---\n")
    (folder / "broken.md").write_text("no front matter")
    answer = Client().get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    places = [one.text for one in ElementTree.fromstring(answer.content).iter(f"{MAP}loc")]
    assert places[:2] == [f"{SITE}/a/", f"{SITE}/b%20&%20c/"]
    assert set(places[2:]) == {f"{SITE}{one}" for one in ("/facts/", "/book/", "/aftercare/")}


def test_robots_are_told_where_the_map_is_and_what_is_private() -> None:
    said = Client().get("/robots.txt")
    assert said.headers["Content-Type"].startswith("text/plain")
    lines = said.content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /visit/" in lines
    assert "Disallow: /" not in lines


def test_the_feed_holds_the_posts_the_latest_first(folder: Path) -> None:
    for name, day in (("old", "2023-01-02"), ("new", "2024-05-23 10:00 -0600")):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name} <b>\ndate: {day}\n---\nWords.\n")
    (folder / "page.md").write_text("---\ntitle: no post\ndate: soon\n---\n")
    answer = Client().get("/feed.xml")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    entries = list(ElementTree.fromstring(answer.content).iter(f"{ATOM}entry"))
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["new <b>", "old <b>"]
    assert entries[0].findtext(f"{ATOM}published") == "2024-05-23T00:00:00+00:00"


def test_the_feed_without_posts_is_whole() -> None:
    assert b"</feed>" in Client().get("/feed.xml").content


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/feed.xml", SEED])
def test_machines_get_no_cookie_and_may_keep_a_copy(address: str) -> None:
    answer = Client().get(address)
    assert not answer.cookies
    assert "public" in answer.headers["Cache-Control"]


def test_a_wrong_address_is_404_and_offers_what_reads_like_it(cast: Cast) -> None:
    answer = Client().get("/services/dry-needeling/")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "Did you look for one of these?" in html
    assert 'href="/dry-needling/"' in html.split("<main")[1].split("Everything")[0]
    assert "tel:3035550100" in html
    assert 'name="robots" content="noindex"' in html
