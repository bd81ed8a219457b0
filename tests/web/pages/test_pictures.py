"""Does every screen get a picture of its own size, and does no picture break the page?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from filiform.records.pictures import made, measured, narrower

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.CONTENT_DIR, settings.DATA_DIR = tmp_path / "content", tmp_path / "data"
    (tmp_path / "content/pages").mkdir(parents=True)
    return tmp_path / "content"


def paint(folder: Path, name: str, size: tuple[int, int], **more: Any) -> Path:
    path = folder / name
    Image.effect_noise(size, 60).convert("RGB").save(path, **more)
    return path


def write(folder: Path, words: str, front: str = "") -> None:
    (folder / "pages/a.md").write_text(f"---\ntitle: A\n{front}\n---\n{words}\n")


def images() -> list[dict[str, str]]:
    html = Client().get("/a/").content.decode().split("<main")[1]
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', one)) for one in re.findall("<img[^>]*>", html)]


def test_a_wide_picture_comes_in_several_widths(folder: Path) -> None:
    paint(folder, "wide.jpg", (1000, 500))
    write(folder, "![Wide](/wide.jpg)")
    (image,) = images()
    assert (image["width"], image["height"], image["alt"]) == ("1000", "500", "Wide")
    assert image["srcset"] == "/wide.jpg?w=480 480w, /wide.jpg?w=800 800w, /wide.jpg 1000w"
    answer = Client().get("/wide.jpg?w=480")
    assert answer.headers["Content-Type"] == "image/webp"
    small = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert small[8:12] == b"WEBP"
    assert len(small) < (folder / "wide.jpg").stat().st_size


def test_a_narrower_one_is_made_once(folder: Path) -> None:
    path = paint(folder, "wide.png", (900, 300))
    first = made(path, 480)
    assert first is not None
    changed = first.stat().st_mtime_ns
    assert made(path, 480) == first
    assert first.stat().st_mtime_ns == changed
    with Image.open(first) as small:
        assert small.size == (480, 160)


@pytest.mark.parametrize("wanted", ["1200", "481", "0", "-1", "x", "٤٨٠", "99999999999999999999"])
def test_only_the_widths_there_are_can_be_had(folder: Path, wanted: str) -> None:
    paint(folder, "wide.jpg", (1000, 500))
    assert Client().get("/wide.jpg", {"w": wanted}).status_code == 404


def test_the_first_picture_comes_at_once_and_the_others_wait(folder: Path) -> None:
    paint(folder, "hero.jpg", (600, 300))
    write(folder, "![b](/hero.jpg) ![c](/hero.jpg)", "image: /hero.jpg")
    hero, *others = images()
    assert hero["fetchpriority"] == "high"
    assert "loading" not in hero
    assert [one["loading"] for one in others] == ["lazy", "lazy"]


def test_a_photograph_that_lies_on_its_side_is_measured_as_it_is_shown(folder: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    path = paint(folder, "phone.jpg", (1000, 500), exif=turned)
    assert measured(path) == (500, 1000)
    kept = made(path, 480)
    assert kept is not None
    with Image.open(kept) as small:
        assert small.size == (480, 960)


def test_a_width_that_the_page_asks_for_is_kept_in_proportion(folder: Path) -> None:
    paint(folder, "wide.jpg", (1000, 500))
    write(folder, '<img src="/wide.jpg" width="200"> <img src="/wide.jpg" width="9e9">')
    assert [(one["width"], one["height"]) for one in images()] == [("200", "100"), ("1000", "500")]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"x" * 4000])
def test_a_broken_picture_breaks_nothing(folder: Path, content: bytes) -> None:
    (folder / "broken.png").write_bytes(content)
    write(folder, "![words](/broken.png)")
    (image,) = images()
    assert "srcset" not in image
    assert narrower(folder / "broken.png") == ()
    assert Client().get("/broken.png?w=480").status_code == 404


def test_a_picture_cut_off_half_way_is_served_whole_only(folder: Path) -> None:
    path = paint(folder, "cut.jpg", (1000, 500))
    path.write_bytes(path.read_bytes()[:20_000])
    write(folder, "![words](/cut.jpg)")
    assert images()[0]["width"] == "1000"
    assert Client().get("/cut.jpg?w=480").status_code == 404
    assert not list((folder.parent / "data/pictures").iterdir())


def test_a_picture_that_would_fill_the_memory_is_not_unpacked(folder: Path) -> None:
    path = folder / "bomb.png"
    Image.new("1", (30_000, 30_000)).save(path)
    assert measured(path) is None
    assert Client().get("/bomb.png?w=480").status_code == 404


def test_what_stands_in_an_attribute_stays_there(folder: Path) -> None:
    write(folder, "![a \"b\" <c> & d](/none.png) <img src='/none.png' alt='&quot;&gt;'>")
    assert images() == []
    paint(folder, "ok.png", (40, 40))
    write(folder, '![a "b" <c> & d](/ok.png \'"t"\')')
    (image,) = images()
    assert image["alt"] == "a &quot;b&quot; &lt;c&gt; &amp; d"
    assert image["title"] == "&quot;t&quot;"
