"""Does a tablet get all it needs to open the bedside alone, and nothing else?"""

import json
import re
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, needle_in

LOADED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IMPORTED = re.compile(r'^import .* from "\./([\w-]+\.js)";', re.MULTILINE)


def kept(client: Client) -> dict[str, Any]:
    """What the worker is told to keep."""
    script = client.get(reverse("bedside-worker")).content.decode()
    found: dict[str, Any] = json.loads(script.partition("serve(")[2].rpartition(");")[0])
    return found


def test_everything_the_bedside_page_loads_is_kept(client: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today)
    client.force_login(cast_today.thea.user)
    page = client.get(reverse("bedside", args=[session.key])).content.decode()
    loaded = set(LOADED.findall(page))
    assert len(loaded) > 8
    assert loaded <= set(kept(client)["files"])


def test_everything_a_module_imports_is_kept(client: Client) -> None:
    files = kept(client)["files"]
    modules = [one.removeprefix(static("")) for one in files if "/js/bedside/" in one]
    for module in modules:
        path = finders.find(module)
        assert path
        with open(path, encoding="utf-8") as script:
            imported = IMPORTED.findall(script.read())
        assert {static(f"js/bedside/{name}") for name in imported} <= set(files)


def test_the_worker_is_a_script_of_ours_under_a_strict_policy(client: Client) -> None:
    answer = client.get(reverse("bedside-worker"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    policy = answer.headers["Content-Security-Policy"]
    for rule in ("worker-src 'self'", "manifest-src 'self'", "connect-src 'self'"):
        assert rule in policy
    assert "unsafe" not in policy


def test_the_app_begins_at_the_therapists_day(client: Client, cast_today: Cast) -> None:
    with open(str(finders.find("manifest.webmanifest")), encoding="utf-8") as file:
        manifest = json.load(file)
    assert all(finders.find(icon["src"]) for icon in manifest["icons"])
    assert manifest["start_url"] == reverse("bedside-start")
    client.force_login(cast_today.thea.user)
    assert client.get(manifest["start_url"]).headers["Location"] == reverse("my-day")


def test_only_a_therapists_pages_name_the_app(client: Client, cast_today: Cast) -> None:
    client.force_login(cast_today.otto)
    assert b"manifest" not in client.get(reverse("desk-day")).content
    client.force_login(cast_today.thea.user)
    assert b"manifest.webmanifest" in client.get(reverse("my-day")).content


def test_the_needles_alone_are_shown_to_htmx(client: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today)
    client.force_login(cast_today.thea.user)
    part = client.get(reverse("bedside", args=[session.key]), headers={"HX-Request": "true"})
    assert part.content.lstrip().startswith(b'<section id="needles"')
    assert b"<html" not in part.content
    client.force_login(cast_today.theo.user)
    assert client.get(reverse("bedside", args=[session.key])).status_code == 404
