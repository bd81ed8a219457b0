"""Does the repository name no registry and no machine, and do its pages obey their own policy?"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, nothing, plant

# In two halves, so that this file does not name them either.
HOSTS = [
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("yarnpkg", ".com"),
    ("debian", ".org/debian"),
    ("deb.debian", ".org"),
    ("jsdelivr", ".net"),
    ("unpkg", ".com"),
    ("cdnjs", ".cloudflare.com"),
    ("crates", ".io"),
    ("ghcr", ".io"),
    ("docker", ".io"),
    ("proxy.golang", ".org"),
    ("packagist", ".org"),
    ("rubygems", ".org"),
]
REGISTRY = re.compile("|".join(re.escape(a + b) for a, b in HOSTS), re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w./>}:-])/(?:work|root|home|Users)/[\w.-]")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
DATA = {"application/json", "application/ld+json", "text/template"}


def named_places(root: Path) -> list[str]:
    """Every line of a kept text file that names a package registry or somebody's machine."""
    found = []
    for path in files(root):
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue  # a picture
        for number, line in enumerate(lines, 1):
            named = REGISTRY.search(line) or MACHINE.search(line)
            if named:
                found.append(f"{path.relative_to(root)}:{number} names {named.group()}")
    return found


class Inline(HTMLParser):
    """Gathers what a strict Content-Security-Policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style":
            self.found.append("<style>")
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.found.append("<script> without src")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"{name}=")
            if (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{name}=javascript:")


def inline_things(root: Path) -> list[str]:
    found = []
    for path in files(root, "src", ending=".html"):
        page = Inline()
        page.feed(TAGS.sub("x", path.read_text()))
        found += [f"{path.relative_to(root)}: {thing}" for thing in page.found]
    return found


def test_no_registry_and_no_machine_is_named() -> None:
    nothing(named_places(ROOT))


def test_no_template_holds_a_script_or_a_style() -> None:
    nothing(inline_things(ROOT))


@pytest.mark.parametrize("host", ["".join(pair) for pair in HOSTS])
def test_a_registry_is_found(tmp_path: Path, host: str) -> None:
    plant(tmp_path, **{"requirements.txt": f"\n--index-url https://{host}/simple\n"})
    assert named_places(tmp_path) == [f"requirements.txt:2 names {host}"]


@pytest.mark.parametrize("place", ["work/main", "root/.venv", "home/ada", "Users/ada"])
def test_a_machine_is_found(tmp_path: Path, place: str) -> None:
    plant(tmp_path, **{"README.md": f"Run `/{place}/filiform`.\n"})
    assert len(named_places(tmp_path)) == 1


def test_addresses_of_our_own_pages_are_no_machine(tmp_path: Path) -> None:
    plant(tmp_path, **{"web/urls.py": 'path("desk/work/today/")\nhref="/homework/"\n'})
    assert named_places(tmp_path) == []


@pytest.mark.parametrize(
    "page",
    [
        "<script>start()</script>",
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<button onclick="book()">',
        '<button {% if a > 1 %}disabled{% endif %} onclick="book()">',
        '<div hx-on:click="book()">',
        '<a href="javascript:book()">',
    ],
)
def test_what_the_policy_would_refuse_is_found(tmp_path: Path, page: str) -> None:
    plant(tmp_path, **{"src/filiform/templates/a.html": page})
    assert len(inline_things(tmp_path)) == 1


def test_what_the_policy_allows_is_left_alone(tmp_path: Path) -> None:
    page = (
        '{% load static %}<script src="{% static "js/htmx.min.js" %}" defer></script>'
        '<script type="application/json">{"a": 1}</script><option value="on"><p class="once">'
    )
    plant(tmp_path, **{"src/filiform/templates/a.html": page})
    assert inline_things(tmp_path) == []
