"""Can the owner change a page in the browser, look before saving, and go back?"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from filiform.records import access
from filiform.records.site import SiteFileVersion
from filiform.web.pages import imported
from tests.cast import Cast

pytestmark = pytest.mark.django_db
EDIT = "/office/pages/edit/dry-needling.md/"
SAVE = "/office/pages/save/dry-needling.md/"
LOOK = "/office/pages/preview/dry-needling.md/"
SAID = {"settings": "title: Dry Needling\nlayout: page", "words": "Shorter.", "was": "0"}


@pytest.fixture(autouse=True)
def _anew(settings: Any, tmp_path: Path) -> Any:
    settings.DATA_DIR = tmp_path
    imported.forget()
    yield
    imported.forget()


@pytest.fixture
def olive(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.olive)
    return client


def newest(cast: Cast) -> SiteFileVersion:
    found = access.site.versions(cast.olive, "dry-needling.md").first()
    assert found is not None
    return found


def text(answer: Any) -> str:
    return answer.content.decode()


def test_the_pages_that_came_with_filiform_can_be_edited(olive: Client) -> None:
    listed = text(olive.get("/office/pages/"))
    for address in ("/dry-needling/", "/our-staff/", "/contact-us/"):
        assert address in listed
    html = text(olive.get(EDIT))
    assert "It is used in a variety of musculoskeletal problems" in html
    assert 'name="was" value="0"' in html


def test_conditions_are_proposed_and_none_is_attached_by_itself(olive: Client) -> None:
    html = text(olive.get(EDIT))
    assert html.count("named here") == 16
    assert "checked" not in html.split("What the evidence says, below")[1].split("</fieldset>")[0]
    assert "How sure:" not in html


def test_the_first_save_keeps_every_other_page_at_its_address(olive: Client) -> None:
    before = {one: Client().get(one).status_code for one in ("/", "/locations/", "/our-staff/")}
    answer = olive.post(SAVE, SAID)
    assert answer.status_code == 302
    assert "<p>Shorter.</p>" in text(Client().get("/dry-needling/"))
    assert {one: Client().get(one).status_code for one in before} == before
    assert b"One therapist, forty minutes" in Client().get("/").content
    assert b"Saved." in olive.get(EDIT).content


def test_confirmed_conditions_stand_below_the_page(olive: Client) -> None:
    olive.post(SAVE, SAID | {"evidence": ["neck_pain", "nonsense"]})
    html = text(Client().get("/dry-needling/"))
    assert "What the evidence says" in html
    assert html.count('class="condition"') == 1


def test_the_preview_shows_it_and_keeps_nothing(olive: Client) -> None:
    said = SAID | {"words": "**Really?**\n\nYes <script>x</script>", "evidence": "hip_pain"}
    html = text(olive.post(LOOK, said, headers={"HX-Request": "true"}))
    assert 'id="really"' in html
    assert "<script" not in html
    assert "Hip pain" in html
    assert "<html" not in html
    assert not SiteFileVersion.objects.exists()


def test_without_a_script_the_preview_comes_with_the_editor(olive: Client) -> None:
    html = text(olive.post(LOOK, SAID))
    assert "<p>Shorter.</p>" in html
    assert 'name="words"' in html
    assert not SiteFileVersion.objects.exists()


def test_settings_that_cannot_be_read_are_said_and_kept_on_the_page(olive: Client) -> None:
    bad = SAID | {"settings": "title: [never"}
    look = olive.post(LOOK, bad, headers={"HX-Request": "true"})
    assert (look.status_code, b"bad YAML" in look.content) == (422, True)
    answer = olive.post(SAVE, bad)
    assert answer.status_code == 422
    assert "title: [never" in text(answer)
    assert "Shorter." in text(answer)
    assert not SiteFileVersion.objects.exists()


def test_the_second_of_two_is_told_shown_and_loses_nothing(cast: Cast, olive: Client) -> None:
    olive.post(SAVE, SAID)
    opened = newest(cast).pk
    olive.post(SAVE, SAID | {"words": "Olive was first.", "was": str(opened)})
    answer = olive.post(SAVE, SAID | {"words": "Mine & only mine.", "was": str(opened)})
    html = text(answer)
    assert answer.status_code == 409
    assert "Somebody else saved this page" in html
    assert "<ins>Olive was first.</ins>" in html
    assert "Mine &amp; only mine." in html
    assert f'name="was" value="{newest(cast).pk}"' in html
    olive.post(SAVE, SAID | {"words": "Mine & only mine.", "was": str(newest(cast).pk)})
    assert "Mine &amp; only mine." in text(Client().get("/dry-needling/"))


def test_versions_are_compared_and_brought_back(cast: Cast, olive: Client) -> None:
    olive.post(SAVE, SAID)
    first = access.site.versions(cast.olive, "dry-needling.md")[1]
    html = text(olive.get("/office/pages/versions/dry-needling.md/"))
    assert "<ins>Shorter.</ins>" in html
    said = {"was": str(newest(cast).pk)}
    answer = olive.post(f"/office/pages/restore/{first.pk}/", said)
    assert answer.status_code == 302
    assert b"What is Dry Needling?" in Client().get("/dry-needling/").content
    assert newest(cast).text == first.text


def test_going_back_over_somebody_elses_save_is_refused(cast: Cast, olive: Client) -> None:
    olive.post(SAVE, SAID)
    first = access.site.versions(cast.olive, "dry-needling.md")[1]
    answer = olive.post(f"/office/pages/restore/{first.pk}/", {"was": str(first.pk)})
    assert answer.status_code == 409


def test_a_new_page_is_not_public_before_it_is_published(cast: Cast, olive: Client) -> None:
    answer = olive.post("/office/pages/new/", {"title": 'Neck "pain"'})
    assert answer.url == "/office/pages/edit/neck-pain.md/"  # type: ignore[attr-defined]
    assert Client().get("/neck-pain/").status_code == 404
    assert b"Not public" in olive.get("/office/pages/edit/neck-pain.md/").content
    was = access.site.versions(cast.olive, "neck-pain.md")[0].pk
    said = {"settings": "title: Neck pain", "words": "Hello.", "was": str(was)}
    olive.post("/office/pages/save/neck-pain.md/", said)
    assert Client().get("/neck-pain/").status_code == 200
    again = olive.post("/office/pages/new/", {"title": "Neck pain"}, follow=True)
    assert b"there already" in again.content


def test_the_way_to_the_editor_stands_on_the_page_for_those_who_may(
    cast: Cast, olive: Client
) -> None:
    way = f'href="{EDIT}"'
    assert way in text(olive.get("/dry-needling/"))
    olive.post(SAVE, SAID)
    assert way in text(olive.get("/dry-needling/"))
    otto = Client()
    otto.force_login(cast.otto)
    for client in (otto, Client()):
        assert "Edit this page" not in text(client.get("/dry-needling/"))


def test_an_address_that_is_left_is_said(cast: Cast, olive: Client) -> None:
    moved = SAID | {"settings": "title: T\npermalink: /needles/"}
    html = text(olive.post(SAVE, moved, follow=True))
    assert "redirect_from: /dry-needling/" in html


def test_the_desk_edits_only_where_the_clinic_wants_it(cast: Cast, settings: Any) -> None:
    client = Client()
    client.force_login(cast.otto)
    assert client.get(EDIT).status_code == 403
    settings.DESK_EDITS = True
    assert client.get(EDIT).status_code == 200
    client.post(SAVE, SAID)
    assert newest(cast).kept_by == cast.otto


@pytest.mark.parametrize("path", ["none.md", "_config.yml", "../x.md", "a%00.md"])
def test_what_is_no_page_is_not_there(olive: Client, path: str) -> None:
    for where in ("edit", "versions"):
        assert olive.get(f"/office/pages/{where}/{path}/").status_code == 404
    assert olive.post(f"/office/pages/save/{path}/", SAID).status_code == 404
