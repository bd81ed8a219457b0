"""Does every page answer where Jekyll put it, and never outside?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.jekyll import permalinks
from filiform.domain.jekyll.remarks import Unreadable
from tests.domain.jekyll.folders import CONFIG, folder, leads, page, said

POST = "_posts/2019-04-02-Running-again.md"


@pytest.mark.parametrize(
    ("style", "address"),
    [
        ("date", "/advice/2019/04/02/Running-again.html"),
        ("pretty", "/advice/2019/04/02/Running-again/"),
        ("ordinal", "/advice/2019/092/Running-again.html"),
        ("weekdate", "/advice/2019/W14/Tue/Running-again.html"),
        ("none", "/advice/Running-again.html"),
        ("/:title/", "/Running-again/"),
        ("/n/:year-:month-:i_day/:slug", "/n/2019-04-2/running-again"),
        ("/:short_year/:categories/:title:output_ext", "/19/advice/Running-again.html"),
    ],
)
def test_a_post_lies_where_its_style_says(style: str, address: str) -> None:
    site = folder(config=f"permalink: {style}\n", **{POST: page(categories="advice")})
    assert leads(site, address) == f"file {POST}"


@pytest.mark.parametrize(
    ("style", "address"),
    [
        ("pretty", "/about/us/"),
        ("date", "/about/us.html"),
        ("/:title/", "/about/us/"),
        ("/:title", "/about/us"),
        ("/:title:output_ext", "/about/us.html"),
    ],
)
def test_a_page_ends_as_the_sites_style_says(style: str, address: str) -> None:
    site = folder(config=f"permalink: {style}\n", **{"about/us.md": page()})
    assert leads(site, address) == "file about/us.md"


@pytest.mark.parametrize("path", ["index.md", "about/index.html", "about.md"])
def test_every_way_to_write_an_address_leads_to_the_page(path: str) -> None:
    site = folder(config="title: x\n", **{path: page()})
    bare = "" if path == "index.md" else "/about"
    for old in (f"{bare}/", bare or "/", f"{bare}.html", f"{bare}/index.html", f"{bare}/index"):
        if old != ".html":
            found = leads(site, old)
            assert found == f"file {path}" or found.endswith(" 301"), old


def test_an_html_file_without_front_matter_stays_where_it_lies() -> None:
    text = "<!doctype html><title>Old &amp; gold</title><body><nav>x</nav><p>a</p></body>"
    site = folder(**{"old/a.html": text, "old/index.html": text, "b.htm": "<p>b</p>"})
    found = [leads(site, one) for one in ("/old/a.html", "/old/", "/b.htm", "/old/a/")]
    assert found == ["file old/a.html", "file old/index.html", "file b.htm", "to /old/a.html 301"]
    assert [one.title for one in site.documents] == ["B", "Old & gold", "Old & gold"]


def test_documents_of_a_collection_have_a_page_only_if_they_should() -> None:
    config = CONFIG + (
        "collections:\n  team: {output: true}\n  reviews:\n"
        "  rooms: {output: true, permalink: /our-:collection/:name/}\n"
    )
    texts = {"_team/Jo.md": page(), "_reviews/a.md": page(), "_rooms/big_one.md": page()}
    site = folder(config=config, **texts)
    assert leads(site, "/team/Jo/") == "file _team/Jo.md"
    assert leads(site, "/our-rooms/big-one/") == "file _rooms/big_one.md"
    assert leads(site, "/reviews/a/") == ""


def test_collections_and_posts_may_lie_in_a_folder_of_their_own() -> None:
    config = CONFIG + "collections_dir: all\ncollections: {team: {output: true}}\n"
    texts = {"all/_team/a.md": page(), "all/_posts/2020-01-02-b.md": page()}
    site = folder(config=config, **texts, **{"all/news/_posts/2020-01-02-c.md": page()})
    found = [leads(site, one) for one in ("/team/a/", "/2020/01/02/b/", "/news/2020/01/02/c/")]
    assert found == ["file " + one for one in (*texts, "all/news/_posts/2020-01-02-c.md")]


def test_a_folder_is_included_or_excluded_by_its_name() -> None:
    config = CONFIG + "include: [_pages, .well-known]\nexclude: [internal/, '*.draft.md']\n"
    texts = {"_pages/a.md": page(), "_other/b.md": page(), "c.draft.md": page()}
    site = folder(config=config, **texts, **{"internal/d.md": page(), "README.md": "# Read\n"})
    assert {one.file for one in site.addresses} == {"_pages/a.md"}


def test_defaults_count_by_scope_and_a_page_itself_counts_most() -> None:
    config = CONFIG + (
        "defaults:\n"
        "  - {scope: {path: ''}, values: {permalink: '/all/:basename/'}}\n"
        "  - {scope: {path: services, type: pages}, values: {permalink: '/s/:basename/'}}\n"
    )
    own = page(permalink="/own/")
    texts = {"a.md": page(), "services/b.md": page(), "services/c.md": own}
    site = folder(config=config, **texts)
    found = [leads(site, one) for one in ("/all/a/", "/s/b/", "/own/")]
    assert found == ["file a.md", "file services/b.md", "file services/c.md"]


@pytest.mark.parametrize(
    "wish", ["/../x/", "a/../../x", "/./x", "/a\\b/", "https://evil.example/", "/:never/", "/a?b/"]
)
def test_a_permalink_that_leads_astray_is_named_and_skipped(wish: str) -> None:
    site = folder(**{"a.md": page(permalink=f"'{wish}'"), "b.md": page()})
    assert "skipped: a.md: the permalink" in said(site)
    assert {one.file for one in site.addresses} == {"b.md"}


def test_of_two_files_with_one_address_the_second_is_named() -> None:
    site = folder(**{"a.md": page(permalink="/x/"), "b.md": page(permalink="/x")})
    assert leads(site, "/x/") == "file a.md"
    twice = folder(**{"a.md": page(permalink="/x/"), "b.md": page(permalink="/x/")})
    assert "skipped: b.md: wants /x/, which a.md has already" in said(twice)


WORDS = st.text(st.sampled_from("ab/.:_- %\\?#~é\n") | st.characters(), max_size=30)


@given(WORDS)
def test_no_permalink_ever_leads_outside(wish: str) -> None:
    try:
        address = permalinks.filled(wish, {"title": "t", "a": ".."})
    except Unreadable:
        return
    assert address.startswith("/")
    assert not {".", ".."} & set(address.split("/"))
    assert "//" not in address and "\\" not in address and "?" not in address
