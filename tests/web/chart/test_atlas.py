"""Can whoever works here find a target, and read its sheet with sources and review marks?"""

import pytest
from django.test import Client

from filiform.domain.anatomy import Side
from filiform.knowledge.atlas import claims_about
from filiform.knowledge.muscles import DETAILS, MUSCLES
from filiform.knowledge.sources import SOURCES
from filiform.web.templatetags.places import best_view, outlines, target_picture
from tests.cast import Cast


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


def test_every_target_is_listed_from_head_to_foot(thea: Client) -> None:
    whole = page(thea, "/atlas/")
    assert f"{len(MUSCLES)} targets." in whole
    assert all(f'href="/atlas/{key}/"' in whole for key in MUSCLES)
    assert whole.index("Head and face") < whole.index("Leg and foot")


def test_a_target_is_found_by_name_by_place_and_by_both(thea: Client) -> None:
    assert "2 targets." in page(thea, "/atlas/", name="rhomb")
    under = page(thea, "/atlas/", place="calf")
    assert "under: calf, the likeliest first" in under
    assert under.index("Soleus") < under.index("Popliteus")
    both = page(thea, "/atlas/", name="soleus", place="calf")
    assert "1 target " in both


@pytest.mark.parametrize("asked", [{"name": "zzz"}, {"name": "soleus", "place": "temple"}])
def test_where_nothing_is_found_the_page_says_what_to_do(
    thea: Client, asked: dict[str, str]
) -> None:
    assert "Show all of them" in page(thea, "/atlas/", **asked)


def test_an_unknown_place_is_the_whole_body(thea: Client) -> None:
    assert f"{len(MUSCLES)} targets." in page(thea, "/atlas/", place="moon\x00", name="\x00")


@pytest.mark.parametrize("key", ["rhomboid_major", "near_sciatic_nerve", "plantar_fascia"])
def test_a_sheet_holds_every_claim_with_its_sources(thea: Client, key: str) -> None:
    sheet = page(thea, f"/atlas/{key}/").replace("&quot;", '"').replace("&amp;", "&")
    for claim in claims_about(key):
        for name, says in claim.facts:
            assert f"<dt>{name}</dt><dd>{says}</dd>" in sheet, says
        assert all(SOURCES[one].says in sheet for one in claim.marks.sources)
    assert "claims need review" in sheet
    assert "needs review" in sheet


def test_no_page_for_a_reviewer_only_is_shown(thea: Client) -> None:
    """The referral table's pages are commercial; only the review sheet names them."""
    assert "tripod.com" not in page(thea, "/atlas/frontalis/")


def test_a_target_nobody_knows_is_not_there(thea: Client) -> None:
    assert thea.get("/atlas/of-the-moon/").status_code == 404


def test_the_desk_and_the_owner_may_read_it_too(cast_today: Cast) -> None:
    for user in (cast_today.otto, cast_today.olive):
        client = Client()
        client.force_login(user)
        assert "The atlas" in page(client, "/atlas/soleus/")


@pytest.mark.parametrize("key", sorted(DETAILS))
def test_every_target_is_seen_on_its_picture(key: str) -> None:
    shown = target_picture(DETAILS[key])
    assert shown["lit"]
    first = DETAILS[key].chart_regions[0]
    known = outlines(best_view(first).picture)
    assert any(f"{first}:{side}" in known for side in Side)
