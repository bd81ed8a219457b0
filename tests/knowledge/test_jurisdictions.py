"""Does the table say no wherever the law was not confirmed, and the right hours in Colorado?"""

from pathlib import Path

import pytest

from filiform.domain.credentials import Jurisdiction
from filiform.knowledge import jurisdictions, reading, sources
from filiform.knowledge.jurisdictions import JURISDICTIONS, TEXTS, law_of

STATES = """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ
    NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
""".split()

EVERY = pytest.mark.parametrize("law", JURISDICTIONS.values(), ids=JURISDICTIONS.keys())


def a_state(**changes: object) -> dict[str, object]:
    return {
        "name": "Elsewhere",
        "status": "needs_verification",
        "says": "Nothing yet.",
        "sources": ["design"],
    } | changes


def a_text(**changes: object) -> dict[str, object]:
    return {
        "state": "EW",
        "edition": "newer",
        "reported_for": "2026",
        "hours": 10,
        "in_person_hours": 10,
        "years_licensed": 0,
        "says": "Ten hours.",
        "sources": ["design"],
    } | changes


def load(state: dict[str, object], text: dict[str, object]) -> dict[str, Jurisdiction]:
    return jurisdictions.laws_of(reading.Row({"state": {"EW": state}, "text": [text]}, "t"))[0]


def test_every_state_and_the_capital_has_a_row() -> None:
    assert sorted(JURISDICTIONS) == sorted(STATES)
    assert len({law.name for law in JURISDICTIONS.values()}) == 51


def test_colorado_works_by_the_newer_text() -> None:
    colorado = law_of("CO")
    assert colorado is not None
    assert colorado.status == "allowed"
    assert (colorado.hours, colorado.in_person_hours, colorado.limited_at_hours) == (50, 40, 30)


def test_colorado_waits_for_review_because_the_date_of_the_change_is_unknown() -> None:
    colorado = JURISDICTIONS["CO"]
    assert colorado.needs_review
    assert colorado.tag == "[unconfirmed]"
    assert "unconfirmed" in colorado.says


def test_both_texts_of_colorado_are_kept() -> None:
    figures = [(t.edition, t.hours, t.in_person_hours, t.years_licensed) for t in TEXTS]
    assert figures == [("newer", 50, 40, 0), ("older", 46, 46, 2)]
    assert {text.state for text in TEXTS} == {"CO"}
    assert [(t.limited_at_hours, t.years_to_finish) for t in TEXTS] == [(30, 4), (None, None)]
    assert all(text.needs_review and text.reported_for for text in TEXTS)


def test_no_other_state_is_allowed_before_someone_confirmed_its_law() -> None:
    others = {law.status for state, law in JURISDICTIONS.items() if state != "CO"}
    assert others == {"needs_verification"}


@EVERY
def test_every_state_says_something_from_a_known_source_and_waits_for_review(
    law: Jurisdiction,
) -> None:
    assert law.says.endswith(".")
    assert sources.unknown_sources(law.sources) == ()
    assert law.sources
    assert law.tag == "[unconfirmed]"
    assert law.needs_review


@pytest.mark.parametrize("state", ["", "XX", "co", "Colorado"])
def test_a_state_nobody_wrote_down_has_no_law(state: str) -> None:
    assert law_of(state) is None


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (a_state(status="maybe"), a_text()),
        (a_state(status="allowed"), a_text()),
        (a_state(sources=[]), a_text()),
        (a_state(hour=3), a_text()),
        (a_state(), a_text(state="CO")),
        (a_state(), a_text(hours="ten")),
        (a_state(), a_text(year=2)),
    ],
)
def test_a_slip_in_the_table_is_named(state: dict[str, object], text: dict[str, object]) -> None:
    with pytest.raises(reading.TableUnreadable, match="t, "):
        load(state, text)


def test_a_state_where_needling_is_allowed_carries_its_hours() -> None:
    assert load(a_state(status="allowed", hours=10), a_text())["EW"].hours == 10


def test_an_unconfirmed_law_that_hides_it_is_a_problem(tmp_path: Path) -> None:
    row = a_state(status="allowed", hours=10) | {"needs_review": "true"}
    lines = "\n".join(f"{key} = {value!r}" for key, value in row.items())
    lines = lines.replace("'true'", "true")
    (tmp_path / "jurisdictions.toml").write_text(f"[state.EW]\n{lines}\n", encoding="utf-8")
    assert jurisdictions.problems(tmp_path) == (
        "jurisdictions: Elsewhere does not say what is unconfirmed",
    )
    assert jurisdictions.problems() == ()
