"""Do styles, scripts and pictures go out small, and only once to each browser?"""

import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.templatetags.static import static
from whitenoise.middleware import WhiteNoiseMiddleware

from filiform.environment import fingerprint
from filiform.ops.packing import KEPT, pack

Settings = Any
STYLE = b"body { color: teal; }\n" * 40
OPENED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture
def installed(tmp_path: Path, settings: Settings) -> Path:
    """An installation with one style; where its packed files lie."""
    source = tmp_path / "source"
    (source / "css").mkdir(parents=True)
    (source / "css" / "base.css").write_bytes(STYLE)
    settings.STATICFILES_DIRS = [source]
    settings.DATA_DIR = tmp_path
    settings.WHITENOISE_ROOT = tmp_path / "packed"
    settings.WHITENOISE_USE_FINDERS = False
    return tmp_path / "packed"


def asked(path: str, accepts: str) -> tuple[dict[str, str], bytes]:
    """The headers and the body of what is sent."""
    server = WhiteNoiseMiddleware(lambda _: None)
    answer = server.files[path].get_response("GET", {"HTTP_ACCEPT_ENCODING": accepts})
    with answer.file as body:
        return dict(answer.headers), body.read()


@pytest.mark.parametrize("encoding", OPENED)
def test_a_file_goes_out_as_small_as_the_browser_reads_it(installed: Path, encoding: str) -> None:
    pack()
    headers, body = asked(static("css/base.css"), encoding)
    assert headers.get("Content-Encoding", "") == encoding
    assert OPENED[encoding](body) == STYLE
    assert headers["Content-Type"].startswith("text/css")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_browser_keeps_it_for_good(installed: Path) -> None:
    pack()
    kept = asked(static("css/base.css"), "br")[0]["Cache-Control"]
    assert "immutable" in kept
    assert "max-age=315360000" in kept


def test_a_page_that_is_open_goes_on_with_its_own_files(
    installed: Path, settings: Settings
) -> None:
    pack()
    before = static("css/base.css")
    settings.STATIC_URL = "static/0123456789abcdef/"
    pack()
    assert static("css/base.css") != before
    assert asked(before, "")[1] == asked(static("css/base.css"), "")[1] == STYLE


def test_only_the_last_versions_are_kept(installed: Path, settings: Settings) -> None:
    for number in range(KEPT + 2):
        settings.STATIC_URL = f"static/{number:016}/"
        pack()
    pack()  # again: it is there
    there = sorted(int(one.name) for one in (installed / "static").iterdir())
    assert len(there) == KEPT
    assert there[-1] == KEPT + 1
    assert not list(installed.parent.glob("packing-*"))


def test_another_byte_or_name_is_another_address(tmp_path: Path) -> None:
    style = tmp_path / "base.css"
    style.write_text("body { color: black }")
    before = fingerprint(tmp_path)
    style.write_text("body { color: teal }")
    after = fingerprint(tmp_path)
    style.rename(tmp_path / "other.css")
    assert len({before, after, fingerprint(tmp_path)}) == 3
