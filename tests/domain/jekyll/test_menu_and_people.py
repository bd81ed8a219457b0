"""Are the menu, the centers and the therapists of a site found, and never guessed?"""

import pytest

from filiform.domain.jekyll import people
from tests.domain.jekyll.folders import CONFIG, folder, page, said

PAGES = {"a.md": page(title="A"), "b.md": page(title="B"), "c/index.md": page(title="C")}
LINES = "- {title: A, url: /a}\n- {name: Bee, link: b.html}\n- {text: Out, href: 'https://o.example/'}\n"


@pytest.mark.parametrize("name", ["navigation", "menu", "nav"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_menu_lies_in_the_data(name: str, wrapped: bool) -> None:
    lines = "main:\n" + LINES.replace("- ", "  - ") if wrapped else LINES
    site = folder(**PAGES, **{f"_data/{name}.yml": lines})
    wanted = [("A", "/a/"), ("Bee", "/b/"), ("Out", "https://o.example/")]
    assert [(one.title, one.leads_to) for one in site.menu] == wanted
    assert site.menu_from == f"{name} in _data"


def test_lines_below_a_line_come_last_and_what_leads_nowhere_is_named() -> None:
    below = "- title: More\n  children:\n  - {title: A, url: /a/}\n  - {title: Lost, url: /lost/}\n"
    site = folder(**PAGES, **{"_data/menu.yml": below + "- {title: B, url: /b/}\n"})
    assert [one.title for one in site.menu] == ["B", "A"]
    assert "missing: the menu (menu in _data): 'Lost' leads to /lost/" in said(site)


def test_a_menu_lies_in_the_settings_or_the_front_matter() -> None:
    config = CONFIG + "header_pages: [b.md, none.md, a.md]\n"
    assert [one.title for one in folder(config=config, **PAGES).menu] == ["B", "A"]
    marked = {
        "a.md": page(title="A", menu="main", weight="2"),
        "b.md": page(title="B", nav_title="Bee", menu="main", weight="1"),
        "c.md": page(title="C"),
    }
    site = folder(**marked)
    assert [one.title for one in site.menu] == ["Bee", "A"]
    assert site.menu_from == "the front matter of the pages"


def test_a_center_is_read_from_its_parts_or_from_one_line() -> None:
    config = CONFIG + "timezone: America/Denver\ncollections: {locations: {output: true}}\n"
    one_line = "address: 20 Orchard Pkwy, Suite 5, Golden, CO 80401-1234\nphone: (303) 555-0102\n"
    texts = {
        "_locations/a.md": page(
            title="Boulder", street="1 Pearl", city="Boulder", state="CO", zip="'80302'", phone="1"
        ),
        "_locations/b.md": f"---\ntitle: Golden\n{one_line}---\n",
        "_locations/c.md": page(title="Bare"),
        "_locations/d.md": page(title="Held", published="false"),
    }
    first, second, bare = people.centers(folder(config=config, **texts), "Europe/Berlin")
    assert first.words == "Boulder: 1 Pearl, Boulder, CO 80302; 1; clock of America/Denver"
    assert (second.street, second.city) == ("20 Orchard Pkwy, Suite 5", "Golden")
    assert second.postcode == "80401-1234" and not second.missing
    assert bare.missing == ["street", "city", "state", "postcode", "phone"]


def test_a_therapist_is_read_and_who_works_at_the_desk_is_none() -> None:
    data = (
        "- {name: 'Ana Ruiz, PT, DPT', email: ANA@x.example, bio: Necks.}\n"
        "- {name: Bo Lund, credentials: PT}\n"
        "- {name: Cy Marsh, position: Front Desk, email: cy@x.example}\n"
    )
    ana, bo, cy = people.therapists(folder(**{"_data/team.yml": data}))
    assert (ana.name, ana.letters, ana.email) == ("Ana Ruiz", "PT, DPT", "ana@x.example")
    assert bo.missing == ["email"]
    assert (ana.treats, cy.treats) == (True, False)


def test_pages_that_are_no_collection_of_people_make_nobody() -> None:
    site = folder(**PAGES, **{"team.md": page(title="Team"), "_data/prices.yml": "- {name: x}\n"})
    assert people.centers(site, "UTC") == people.therapists(site) == []
