"""Is every public page valid HTML, as the Nu HTML checker reads it, with nothing to warn of?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from filiform.knowledge.evidence import CONDITIONS
from tests.cast import Cast
from tools import html_checker

pytestmark = pytest.mark.django_db
needs_the_checker = pytest.mark.skipif(bool(html_checker.missing()), reason=html_checker.missing())
SEED = Path("pages/dry-needling.md")
ADDRESSES = (
    *("/", "/dry-needling/", "/locations/", "/our-staff/", "/contact-us/", "/facts/"),
    *("/book/", "/aftercare/", "/no-such-page/", "/account/login/", "/full/", "/enquiry/"),
)


@pytest.fixture
def full_page(tmp_path: Path, settings: Any) -> None:
    """The clinic's pages, and one with pictures, tables and every box of evidence."""
    ours = Path(settings.CONTENT_DIR)
    for path in (ours / "pages").glob("*.md"):
        copy = tmp_path / "pages" / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text())
    Image.new("RGB", (1000, 400)).save(tmp_path / "a.jpg")
    front = f"title: Full\nimage: /a.jpg\nevidence: [{', '.join(CONDITIONS)}]"
    words = (ours / SEED).read_text().split("---\n", 2)[2]
    table = "| a | b |\n|---|:-:|\n| 1 | ![x](/a.jpg) |"
    old = '<center><font color="red">old</font></center><table border=1><tr><td width=5>x</table>'
    words = f"{words}\n\n{table}\n\n![one](/a.jpg) ![two](/a.jpg)\n\n{old}\n"
    (tmp_path / "pages/full.md").write_text(f"---\n{front}\n---\n{words}")
    settings.CONTENT_DIR = tmp_path


@needs_the_checker
def test_every_public_page_is_valid(cast_today: Cast, full_page: None, tmp_path: Path) -> None:
    pages = {one: Client().get(one).content.decode() for one in ADDRESSES}
    folder = tmp_path / "checked"
    folder.mkdir()
    found = html_checker.complaints(pages, folder)
    assert not found, "\n".join(found)


@needs_the_checker
def test_the_checker_notices_what_is_wrong(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>x</title><p>a<div>b</div></p>"
    (said,) = html_checker.complaints({"a page": page}, tmp_path)
    assert said.startswith("a page:1 error: No “p” element in scope")


def test_no_page_to_read_weighs_more_than_sixty_kilobytes(
    cast_today: Cast, full_page: None, tmp_path: Path
) -> None:
    """Without its pictures, and before anything is compressed; no script is needed to read it."""
    seed = tmp_path / SEED
    named = [one for one in CONDITIONS if one not in ("shoulder_pain", "heel_pain", "jaw_pain")]
    text = seed.read_text().replace("layout: page", f"layout: page\nevidence: {', '.join(named)}")
    seed.write_text(text)
    for address in (one for one in ADDRESSES if one not in ("/full/", "/book/")):
        html = Client().get(address).content.decode()
        sheets = re.findall(r'<link rel="stylesheet" href="/static/(?:\w+/)?(css/[^"]+)">', html)
        found = [str(finders.find(one)) for one in sheets]
        weight = len(html.encode()) + sum(Path(one).stat().st_size for one in found)
        assert weight <= 60_000, f"{address} weighs {weight}"
        assert "<script src" not in html, address
