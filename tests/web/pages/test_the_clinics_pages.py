"""Are the clinic's own words served whole, safe and at home?"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from filiform.web.pages import problems

SEED = "/dry-needling/"
PNG = bytes.fromhex("89504e470d0a1a0a")
PAGE = "---\ntitle: {title}\nlayout: page\n---\n{words}\n"

pytestmark = pytest.mark.django_db


class Words(HTMLParser):
    """The words of a page, as a reader sees them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def all(self) -> list[str]:
        return re.sub(r"[*\s\u00a0]+", " ", "".join(self.said)).split()


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A content folder of a test's own."""
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "pages").mkdir()
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / "pages" / name).write_text(text)


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_word_of_the_real_page_is_lost(settings: Any) -> None:
    source = (Path(settings.CONTENT_DIR) / "pages/dry-needling.md").read_text()
    wanted = Words(source.split("---\n", 2)[2]).all
    shown = Words(read(SEED).split("<main")[1]).all
    begin = shown.index("medical") - wanted.index("medical")
    assert shown[begin : begin + len(wanted)] == wanted


def test_the_real_pages_front_matter_is_honoured() -> None:
    html = read(SEED)
    assert html.count("<h1") == 1
    assert ">Dry Needling</h1>" in html
    assert "None" not in html
    assert "acupuncture.jpg" not in html
    assert '<aside class="side"' not in html
    assert any("acupuncture.jpg" in problem for problem in problems())


def test_the_real_pages_old_addresses_lead_home() -> None:
    html = read(SEED)
    assert 'href="/our-staff/"' in html
    assert 'href="/contact-us/"' in html
    assert 'href="https://bodywisept.com/services/low-back-pain/"' in html
    assert "style=" not in html
    assert "“Sciatica”" in html
    assert 'id="is-dry-needling-painful"' in html


def test_what_could_do_harm_is_taken_out_and_the_words_stay(folder: Path) -> None:
    bad = "<script>alert(1)</script><p onclick='x()'>Kept <b>bold</b></p>"
    bad += "<a href='javascript:1'>go</a>"
    write(folder, "a.md", PAGE.format(title="A", words=bad))
    html = read("/a/")
    assert "alert(1)" not in html
    assert "onclick" not in html
    assert "javascript:" not in html
    assert "Kept <b>bold</b>" in html


def test_a_picture_that_is_there_is_shown(folder: Path) -> None:
    (folder / "wp-content").mkdir()
    (folder / "wp-content/one.png").write_bytes(PNG)
    write(folder, "a.md", "---\ntitle: A\nimage: /wp-content/one.png\n---\nWords\n")
    assert 'src="/wp-content/one.png"' in read("/a/")
    picture = Client().get("/wp-content/one.png")
    assert b"".join(picture.streaming_content) == PNG  # type: ignore[attr-defined]
    assert not any("one.png" in problem for problem in problems())


@pytest.mark.parametrize(
    "address",
    ["/wp-content/../pages/a.md", "/wp-content/%2e%2e/pages/a.md", "/wp-content/secret.txt"],
)
def test_nothing_else_of_the_disk_is_shown(folder: Path, address: str) -> None:
    (folder / "wp-content").mkdir()
    (folder / "wp-content/secret.txt").write_text("secret")
    write(folder, "a.md", PAGE.format(title="A", words="secret"))
    assert Client().get(address, follow=True).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter",
        "---\ntitle: half",
        "---\ntitle: [never\n---\nwords",
        "---\n- a list\n---\nwords",
        "---\na: &a [x]\nb: [*a, *a]\ntitle: t\n---\nwords",
    ],
)
def test_a_half_written_page_gets_a_sentence_and_is_named(folder: Path, text: str) -> None:
    write(folder, "half.md", text)
    answer = Client().get("/half/")
    assert answer.status_code == 503
    assert b"being worked on" in answer.content
    assert any(problem.startswith("half.md") for problem in problems())


def test_a_page_in_another_code_is_named(folder: Path) -> None:
    (folder / "pages/latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    assert Client().get("/latin/").status_code == 503
    assert any("UTF-8" in problem for problem in problems())


def test_nothing_is_at_an_unknown_address() -> None:
    answer = Client().get("/no-such-page/")
    assert answer.status_code == 404
    assert b"Nothing is at this address" in answer.content


def test_a_public_page_sets_no_cookie_and_is_strict() -> None:
    answer = Client().get(SEED)
    assert not answer.cookies
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
