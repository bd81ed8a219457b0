"""Does a folder full of half-written, odd and hostile files still give pages and sentences?"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from filiform.web.pages import problems

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def pages(tmp_path: Path, settings: Any) -> Path:
    """The `pages` folder of a test's own clinic."""
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


def write(pages: Path, name: str, front: str, words: str = "Words.") -> None:
    path = pages / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(f"---\n{front}\n---\n{words}\n".encode())


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def prose(address: str) -> str:
    return read(address).split('class="prose">')[1].split("</article>")[0]


def named(file: str) -> str:
    return "\n".join(one for one in problems() if one.startswith(file))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("huge.md", b"x" * 20_000_000),
        ("front.md", b"---\ntitle: " + b"x" * 100_000 + b"\n---\n"),
        ("deep.md", b"---\ntitle: " + b"[" * 9000 + b"\n---\n"),
        ("bomb.md", b"---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\n"),
        ("nul.md", b"---\ntitle: a\x00b\n---\n"),
        ("list.md", b"---\ntitle: [a, b]\n---\n"),
        ("untitled.md", b"---\nsubtitle: only\n---\n"),
        ("empty.md", b""),
        ("bad.md", b"---\ntitle: \xff\xfe\n---\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(pages: Path, file: str, content: bytes) -> None:
    (pages / file).write_bytes(content)
    answer = Client().get(f"/{file.removesuffix('.md')}/")
    assert answer.status_code == 503
    assert b"being worked on" in answer.content
    assert named(file)


def test_links_and_folders_and_pipes_are_no_pages(pages: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\nsecret words\n")
    (pages / "out.md").symlink_to(secret)
    (pages / "loop.md").symlink_to("loop.md")
    (pages / "gone.md").symlink_to("nowhere.md")
    (pages / "folder.md").mkdir()
    os.mkfifo(pages / "pipe.md")
    for name in ("out", "loop", "gone", "folder", "pipe"):
        answer = Client().get(f"/{name}/")
        assert answer.status_code == 503
        assert b"secret words" not in answer.content
        assert named(f"{name}.md")


def test_a_picture_link_that_leads_out_shows_nothing(pages: Path, tmp_path: Path) -> None:
    (tmp_path.parent / "outside.png").write_bytes(PNG)
    (tmp_path / "in.png").symlink_to(tmp_path.parent / "outside.png")
    assert Client().get("/in.png").status_code == 404


def test_front_matter_is_read_as_it_is_written(pages: Path) -> None:
    front = "title: No\nsubtitle: ~\nsidebar: 'false'\nlayout: weird\nflavour: 1\ndate: 2024-13-45"
    write(pages, "odd.md", front)
    html = read("/odd/")
    assert "<h1>No</h1>" in html
    assert 'class="lead"' not in html
    assert '<aside class="side"' not in html
    assert "nobody reads 'flavour'" in named("odd.md")
    assert "layout 'weird' is unknown" in named("odd.md")


def test_the_sidebar_stands_beside_the_text_when_it_is_asked_for(pages: Path) -> None:
    write(pages, "beside.md", "title: T\nsidebar: true")
    assert '<aside class="side"' in read("/beside/")


def test_entities_in_a_title_are_signs(pages: Path) -> None:
    write(pages, "hips.md", "title: Low back &#038; hips\nsubtitle: Golfer&#8217;s elbow <b>")
    html = read("/hips/")
    assert "<h1>Low back &amp; hips</h1>" in html
    assert "Golfer’s elbow &lt;b&gt;" in html


def test_a_page_of_another_system_is_read(pages: Path) -> None:
    (pages / "windows.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nline\r\n")
    assert "line" in prose("/windows/")


def test_a_page_in_a_folder_has_its_folders_address(pages: Path) -> None:
    write(pages, "services/low-back-pain.md", "title: Backs")
    write(pages, "services/index.md", "title: Services")
    link = "<a href='https://bodywisept.com/services/low-back-pain/?from=old#q'>b</a>"
    write(pages, "a.md", "title: A", link)
    assert "<h1>Backs</h1>" in read("/services/low-back-pain/")
    assert "<h1>Services</h1>" in read("/services/")
    assert 'href="/services/low-back-pain/?from=old#q"' in prose("/a/")


def test_old_addresses_of_our_own_pages_lead_here(pages: Path) -> None:
    old = ["https://bodywisept.com/book", "//www.bodywisept.com/facts/", "HTTP://BodywisePT.com/"]
    write(pages, "a.md", "title: A", " ".join(f'<a href="{one}">x</a>' for one in old))
    html = prose("/a/")
    assert [f'href="{one}"' in html for one in ("/book/", "/facts/", "/")] == [True] * 3
    assert "bodywise" not in html.lower()


def test_an_old_address_with_nothing_behind_it_stays(pages: Path) -> None:
    write(pages, "a.md", "title: A", "[gone](https://bodywisept.com/gone/) [b](http://[bad/)")
    assert 'href="https://bodywisept.com/gone/"' in prose("/a/")


@pytest.mark.parametrize("asked", ["/../../etc/", "//evil.example/", "a b", "https://x.example/"])
def test_a_permalink_that_is_no_address_is_not_followed(pages: Path, asked: str) -> None:
    write(pages, "mine.md", f"title: T\npermalink: {asked}")
    assert "Words." in prose("/mine/")


def test_a_permalink_is_the_address_and_two_of_one_are_named(pages: Path) -> None:
    write(pages, "a.md", "title: First\npermalink: /here/")
    write(pages, "b.md", "title: Second\npermalink: here")
    write(pages, "c.md", "title: Third\npermalink: /book/")
    assert "<h1>First</h1>" in read("/here/")
    assert Client().get("/a/").status_code == 404
    assert "a.md and b.md both want /here/" in named("a.md")
    assert "/book/ is a page of filiform itself" in named("c.md")


def test_a_page_kept_back_is_not_there(pages: Path) -> None:
    write(pages, "draft.md", "title: T\npublished: false")
    assert Client().get("/draft/").status_code == 404


def test_a_picture_that_is_missing_is_its_words(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(PNG)
    words = (
        '![Hand & <b>](/none.png) <img src="https://x.example/y.png" alt="far"> ![ok](there.png)'
    )
    write(
        pages, "a.md", "title: A\nimage: https://bodywisept.com/wp-content/uploads/gone.jpg", words
    )
    html = prose("/a/")
    assert html.count("<img") == 1
    assert 'src="/there.png"' in html
    assert "Hand &amp; &lt;b&gt;" in html
    assert "far" in html
    for missing in ("/none.png", "https://x.example/y.png", "/wp-content/uploads/gone.jpg"):
        assert f"the image {missing} is not" in named("a.md")


def test_a_picture_that_comes_later_is_shown(pages: Path, tmp_path: Path) -> None:
    write(pages, "a.md", "title: A\nimage: /late.webp")
    assert "<figure" not in read("/a/")
    (tmp_path / "late.webp").write_bytes(PNG)
    assert '<figure class="picture"><img src="/late.webp" alt=""' in read("/a/")
    answer: Any = Client().get("/late.webp")
    assert answer.headers["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content) == PNG


def test_words_of_neighbours_do_not_run_together(pages: Path) -> None:
    write(pages, "a.md", "title: A", "<div>One</div><div>Two</div>\n\n<h1>Three</h1>Four")
    html = prose("/a/")
    assert "<div>One</div><div>Two</div>" in html
    assert "<h2>Three</h2>" in html
    assert read("/a/").count("<h1") == 1


def test_what_a_page_may_not_hold_is_named(pages: Path) -> None:
    write(pages, "a.md", "title: A", "<iframe src='//x'></iframe><form><b>kept</b></form>")
    assert "<b>kept</b>" in prose("/a/")
    assert "a <iframe> is not shown" in named("a.md")
    assert "a <form> is not shown" in named("a.md")


def test_two_questions_of_one_name_have_two_anchors(pages: Path) -> None:
    write(pages, "a.md", "title: A", "**Why?**\n\nx\n\n**Why?**\n\ny\n\n## main")
    html = prose("/a/")
    assert 'id="why"' in html
    assert 'id="why-2"' in html
    assert 'id="main"' not in html


def test_a_changed_page_is_read_again(pages: Path) -> None:
    write(pages, "a.md", "title: Before")
    assert "<h1>Before</h1>" in read("/a/")
    write(pages, "a.md", "title: And after")
    assert "<h1>And after</h1>" in read("/a/")


def test_without_a_first_page_the_visitor_can_still_book(pages: Path) -> None:
    assert Client().get("/").url == "/book/"  # type: ignore[attr-defined]
    assert any("No page is served at /," in one for one in problems())


def test_without_a_folder_there_is_a_sentence(tmp_path: Path, settings: Any) -> None:
    settings.CONTENT_DIR = tmp_path / "nowhere"
    assert "has no 'pages' folder" in problems()[0]
    assert Client().get("/dry-needling/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/%00/", "/a%0d%0ab/", "/" + "x" * 3000 + "/", "/..%2f..%2fetc/passwd/", "/%ff/"]
)
def test_an_address_that_is_nonsense_is_not_there(pages: Path, address: str) -> None:
    assert Client().get(address).status_code == 404
