"""Does every old address lead where it should, and never round in a circle?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.jekyll.addresses import Address, Directory, stem, variants
from filiform.domain.jekyll.reading import Site
from tests.domain.jekyll.folders import CONFIG, folder, leads, page, said

PAGES = {"index.md": page(), "a.md": page(), "news/b.md": page()}


def ruled(*rules: str, **more: str) -> Site:
    return folder(**{**PAGES, **more, "_redirects": "\n".join(rules)})


@pytest.mark.parametrize(
    ("rule", "old", "answer"),
    [
        ("/x /a/", "/x", "to /a/ 301"),
        ("/x /a/", "/x/", "to /a/ 301"),
        ("/x /a/", "/x.html", "to /a/ 301"),
        ("/x /a 302", "/x", "to /a/ 302"),
        ("/x /a/#part", "/x", "to /a/#part 301"),
        ("/x https://two-rivers.example/a", "/x", "to /a/ 301"),
        ("https://old.example/x /a/", "/x", "to /a/ 301"),
        ("/x https://other.example/y", "/x", "to https://other.example/y 301"),
        ("/old/* /news/:splat", "/old/b", "to /news/b/ 301"),
        ("/old/* /a/", "/old", "to /a/ 301"),
        ("/t/:name/bio /news/:name/", "/t/b/bio", "to /news/b/ 301"),
        ("/x /y\n/y /a/", "/x", "to /a/ 301"),
        ("/gone/* /a/ 404", "/gone/x", "file a.md"),
        ("/alias /a/ 200", "/alias", "file a.md"),
        ("/a /news/b/ 301!", "/a/", "to /news/b/ 301"),
        ("/* /a/", "/anything/at/all", "to /a/ 301"),
        ("/* /a/", "/news/b/", "file news/b.md"),
        ("# only a remark", "/x", ""),
    ],
)
def test_a_rule_answers(rule: str, old: str, answer: str) -> None:
    assert leads(ruled(rule), old) == answer


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("/x //evil.example/", "no address that a visitor may be sent to"),
        ("/x javascript:alert(1)", "no address that a visitor may be sent to"),
        ("/x https://:splat/", "no address that a visitor may be sent to"),
        ("/x /../y", "leads out of the site"),
        ("/x id=:id /y 301", "a condition or a query"),
        ("/x /y 301 Country=de", "a condition or a query"),
        ("/x", "write the old address, the new one"),
        ("/x /y soon", "no status such as 301"),
        ("/api/* https://api.example/:splat 200", "asks another service"),
        ("/a*b /y", "a '*' stands at the end only"),
        ("/:x/:x /y", "each ':name' once"),
        ("https://stranger.example/x /y", "no address of this site"),
    ],
)
def test_a_rule_that_is_not_understood_is_named(rule: str, says: str) -> None:
    site = ruled(rule)
    assert says in said(site)
    assert leads(site, "/x") == ""


def test_a_page_comes_before_a_rule_and_it_is_said() -> None:
    site = ruled("/a /news/b/")
    assert leads(site, "/a/") == "file a.md"
    assert "skipped: a.md: /a is a page itself" in said(site)


def test_ways_round_in_a_circle_are_left_out_and_named() -> None:
    site = ruled("/x /y", "/y /z", "/z /x", "/self /self/", "/w /a/")
    assert [leads(site, one) for one in ("/x", "/y", "/z", "/self")] == ["", "", "", ""]
    assert leads(site, "/w") == "to /a/ 301"
    assert said(site).count("and back again") == 4


def test_a_splat_that_grows_without_end_answers_nothing() -> None:
    assert leads(ruled("/g/* /g/:splat/more"), "/g/x") == ""


def test_a_splat_never_leads_to_another_host_or_outside() -> None:
    site = ruled("/s/* /:splat")
    assert leads(site, "/s//evil.example/") == ""
    assert leads(site, "/s/../../etc") == ""


def test_redirect_from_leads_to_the_page_and_redirect_to_away_from_it() -> None:
    texts = {
        "c.md": page(redirect_from="[/c1/, /deep/c2.html, https://www.two-rivers.example/c3]"),
        "d.md": page(redirect_to="https://portal.example/"),
        "e.md": page(redirect_from="/../e"),
    }
    site = ruled("", **texts)
    assert [leads(site, one) for one in ("/c1", "/deep/c2.html", "/c3/")] == ["to /c/ 301"] * 3
    assert leads(site, "/d/") == "to https://portal.example/ 301"
    assert "skipped: e.md: redirect_from" in said(site)


def test_pages_of_a_paged_list_and_addresses_below_a_baseurl_answer() -> None:
    config = CONFIG + "paginate: 5\npaginate_path: /news/page:num/\nbaseurl: /clinic\n"
    site = folder(config=config, **PAGES, **{"news/index.html": page()})
    assert leads(site, "/news/page7/") == "to /news/ 301"
    assert leads(site, "/clinic/a/") == "to /a/ 301"
    assert "changed: _config.yml: lists are shown whole" in said(site)


PARTS = st.sampled_from(["a", "b", "c", "*", ":x", "splat", ":splat", "..", "", "x.html", "index"])
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))
RULES = st.lists(st.tuples(PATHS, PATHS, st.sampled_from(["", "301", "302!", "200", "404"])))


@given(RULES, PATHS)
def test_no_rules_whatever_send_a_visitor_round(rules: list, first: str) -> None:
    site = ruled(*(" ".join(rule) for rule in rules))
    directory = Directory.of(site.addresses)
    seen, here = set(), first
    for _ in range(30):
        found = directory.answer(here)
        if found is None or not found.leads_to:
            return
        assert found.leads_to.startswith("/") and not found.leads_to.startswith("//")
        assert ".." not in found.leads_to.split("/")
        assert here not in seen
        seen.add(here)
        here = found.leads_to
    raise AssertionError(f"{first} never ends")


@given(PATHS)
def test_every_variant_of_an_address_has_the_same_stem(path: str) -> None:
    assert {stem(one) for one in variants(path)} >= {stem(path)}
    assert Directory.of([Address(path, file="f")]).answer(path) == Address(path, file="f")
