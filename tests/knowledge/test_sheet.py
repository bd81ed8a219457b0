"""Can a clinician sign the atlas, row by row, from a sheet of paper?"""

import pytest

from filiform.knowledge import sheet
from filiform.knowledge.columns import COLUMNS
from filiform.knowledge.depths import FIGURES
from filiform.knowledge.hazards import HAZARDS
from filiform.knowledge.muscles import AREAS, DETAILS
from filiform.knowledge.sources import SOURCES

WHOLE = "\n".join(sheet.lines())
ROWS = [row for rows in sheet.sections().values() for row in rows]


def row(start: str) -> str:
    """The printed row that begins with a heading."""
    (one,) = [one for one in ROWS if one.heading.startswith(start)]
    return "\n".join(sheet.printed(one))


def test_every_row_of_the_atlas_is_on_the_sheet_once() -> None:
    assert len(ROWS) == len(COLUMNS) + len(DETAILS) + len(HAZARDS) + len(FIGURES)
    headings = [one.heading for one in ROWS]
    assert len(set(headings)) == len(headings)


def test_every_row_that_waits_has_a_line_to_sign_and_no_other_has() -> None:
    waiting = [one for one in ROWS if one.waits]
    assert WHOLE.count(sheet.SIGN) == len(waiting)
    assert all(word in sheet.SIGN for word in ("agree", "change", "name", "date"))
    settled = {one.heading for one in ROWS if not one.waits}
    assert {"innervation", "sides", "popliteus-21"} <= settled
    assert sheet.SIGN not in row("innervation")


def test_every_target_and_every_zone_waits() -> None:
    waiting = {one.heading.partition(" [")[0] for one in ROWS if one.waits}
    assert {one.target.name for one in DETAILS.values()} <= waiting
    assert {one.name for one in HAZARDS.values()} <= waiting


def test_a_row_shows_its_facts_what_they_rest_on_and_why_they_wait() -> None:
    shown = row("Soleus")
    assert shown.startswith("\nSoleus [soleus, muscle]\n-----")
    assert "  Near it: Tibial nerve and posterior tibial vessels in the middle line." in shown
    assert "    <- SOL-20, BS-P · [weak] · needs review" in shown
    assert "  Hazard zones: none known" in shown
    assert "  Read at (for you only):" in shown
    assert "http://check.myofascialtherapy.org/symptomcheck/symptom_leg_soleus.html" in shown
    assert shown.endswith(sheet.SIGN)


def test_facts_that_rest_on_the_same_are_told_together() -> None:
    claims = next(one for one in ROWS if one.heading.startswith("Soleus")).claims
    assert len({claim.marks for claim in claims}) == len(claims)


def test_a_zone_and_a_figure_show_all_they_say() -> None:
    zone = row("Jaw joint")
    assert all(f"  {word}: " in zone for word in ("There", "Goes wrong", "Avoid"))
    figure = row("rhomboid-rib-14")
    assert "Targets: Rhomboid major" in figure
    assert "Lowest: 21 mm from skin to rib, BMI under 23. A mean: about half" in figure
    assert "RHOM-14 · needs review" in figure


def test_the_sources_at_the_end_are_those_that_were_cited() -> None:
    listed = WHOLE.partition("SOURCES\n")[2]
    assert all(f"  {key} ({SOURCES[key].read}):" in listed for key in ("SOL-20", "RAYS"))
    assert "LAW-" not in listed


def test_the_sheet_fits_the_page_but_for_what_cannot_be_broken() -> None:
    too_wide = [line for line in WHOLE.splitlines() if len(line) > sheet.WIDTH + 4]
    assert [line for line in too_wide if "http" not in line and "<-" not in line] == []


def test_the_sheet_never_calls_a_depth_safe() -> None:
    assert "none of them is a safe depth" in WHOLE
    assert "Nothing here is settled until it is signed" in WHOLE


@pytest.mark.parametrize("area", AREAS)
def test_the_sheet_of_one_area_holds_its_targets_and_their_depths_only(area: str) -> None:
    shown = sheet.sections(area)
    mine = {key for key, one in DETAILS.items() if one.area == area}
    assert len(shown[AREAS[area]]) == len(mine)
    assert not set(AREAS.values()) - {AREAS[area]} & set(shown)
    figures = {one.key for one in FIGURES if mine & set(one.targets)}
    assert {one.heading for one in shown["Published depths (mm)"]} == figures


def test_the_areas_of_the_whole_sheet_run_from_head_to_foot() -> None:
    assert [title for title in sheet.sections() if title in AREAS.values()] == [*AREAS.values()]


def test_an_unknown_area_has_no_sheet() -> None:
    with pytest.raises(KeyError):
        list(sheet.lines("nose"))
