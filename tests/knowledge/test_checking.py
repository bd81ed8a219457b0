"""Are the shipped tables sound, and would the checker notice if they were not?"""

from pathlib import Path

import pytest

from filiform.knowledge.checking import check, forbidden, judge
from tests.knowledge.shipped import change, copied

READ_AS = {"SA-3": "excerpt", "GOLD": "weak", "background": "ours", "design": "ours"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_the_shipped_tables_have_no_problem() -> None:
    assert check().problems == ()
    assert check().sound


def test_every_table_is_counted_by_tag() -> None:
    report = check()
    assert {"screening", "triage", "consents", "aftercare"} <= set(report.tables)
    for count in report.tables.values():
        assert sum(count.by_tag.values()) == count.rows
        unsure = (tag for tag in count.by_tag if tag not in ("", "[design]"))
        assert count.needs_review >= sum(count.by_tag[tag] for tag in unsure)
    assert report.tables["screening"].rows > 80
    assert sum(c.rows for name, c in report.tables.items() if name.startswith("muscles_")) == 144


def test_the_painted_body_is_counted_and_waits_for_review() -> None:
    count = check().tables["body"]
    assert (count.rows, count.needs_review) == (151 + 24, 151 + 24)
    assert count.by_tag == {"[background]": 175}


def test_the_report_reads_as_lines() -> None:
    lines = check().lines()
    assert lines[0].startswith("sources: ")
    assert any(line.startswith("screening: ") and "need review" in line for line in lines)
    assert "history: no rows with a source" in lines
    assert not any("()" in line or ": 1 rows" in line for line in lines)
    for counted in (
        "targets: 144 (",
        "depths: 47 figures",
        "referral: 117 patterns",
        "atlas: 1631 claims",
    ):
        assert any(line.startswith(counted) for line in lines)
    assert lines[-1] == "No problems found."


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("screening.toml", '["EMG-BOON-REV"]', '["NOBODY-1999"]', "NOBODY-1999"),
        ("screening.toml", '["EMG-BOON-REV"]', "[]", "names no source"),
        ("screening.toml", "needs_review = true", "needs_review = false", "not marked for review"),
        ("screening.toml", 'tag = "[weak]"', 'tag = "[firm]"', "unknown tag [firm]"),
        ("screening.toml", 'tag = "[weak]"', 'tag = ""', "has no tag that says so"),
        ("screening.toml", 'id = "frail"', 'id = "heart"', "rule heart stands twice"),
        ("screening.toml", 'key = "frail"', 'key = "feeble"', "unknown question frail"),
        ("screening.toml", 'key = "numb"', 'key = "seizures"', "question seizures stands twice"),
        ("screening.toml", 'weight = "info"', 'weight = "stop_region"', "names regions exactly"),
        ("screening.toml", 'regions = ["LUNG"]', 'regions = ["MOON"]', "'MOON'"),
        ("screening.toml", 'flag = "emergency"', 'flag = "urgent"', "exactly in an emergency"),
        ("screening.toml", "emergency = true", "emergency = false", "on one side only"),
        ("screening.toml", 'places_from = "numb_places"', 'places_from = "numb"', "asks for none"),
        ("screening.toml", '"FOOT" = ', '"TOE" = ', "'places'"),
        ("screening.toml", "overridable = false", "overidable = false", "nobody reads"),
        ("screening.toml", "Frail, or", "Stop taking your aspirin, or", "must not say"),
        ("triage.toml", "when = []", 'when = [{ question = "bruise", one_of = ["no"] }]', "well"),
        ("triage.toml", "Go to an emergency department now; call 911 if", "Rest if", "to emerg"),
        ("triage.toml", 'one_of = ["worse"]', 'one_of = ["bad"]', "waits for 'bad'"),
        ("aftercare.toml", "Eat and drink", "Flush out toxins and drink", "must not say"),
        ("aftercare.toml", 'do = "Call 911. Say', 'do = "Rest. Say', "nobody to emergency care"),
        ("consents.toml", "needling: {training}", "needling: much", "never names the training"),
        ("muscles_arm.toml", 'zones = ["cubital_fossa"]', "zones = []", "or say 'none known'"),
        ("muscles_arm.toml", '"arm_front"', '"sleeve"', "lies under sleeve"),
        ("hazards.toml", "[eye]", "[nose]", "'nose'"),
        ("depths.toml", 'targets = ["rhomboid_major"]', 'targets = ["wing"]', "target wing"),
        ("referral.toml", "[frontalis]", "[wing]", "referral: wing is no target"),
        ("referral.toml", '"vertex"', '"crown"', "unknown place crown"),
        ("columns.toml", 'sources = ["INNERVATION"]', "sources = []", "names no source"),
        ("sources.toml", "[SA-3]", "[SA-33]", "unknown source SA-3"),
        ("sources.toml", 'read = "ours"', 'read = "skimmed"', "'skimmed'"),
    ],
)
def test_a_bad_row_is_noticed(folder: Path, name: str, old: str, new: str, says: str) -> None:
    change(folder, name, old, new)
    report = check(folder)
    assert not report.sound
    assert any(says in one for one in report.problems)
    assert report.lines()[-1] == f"{len(report.problems)} problems found."


def test_a_broken_file_is_a_problem_and_no_crash(folder: Path) -> None:
    (folder / "triage.toml").write_text("[[rules]\n", encoding="utf-8")
    assert any("triage.toml" in one for one in check(folder).problems)


def test_a_table_without_a_loader_is_noticed(folder: Path) -> None:
    row = '[[row]]\nsays = "x"\nsources = ["SA-3"]\n'
    (folder / "herbs.toml").write_text(row, encoding="utf-8")
    assert "herbs.toml: there is no loader of that name" in check(folder).problems


def test_a_table_that_claims_without_sources_is_noticed(folder: Path) -> None:
    (folder / "herbs.toml").write_text('[[row]]\nsays = "x"\n', encoding="utf-8")
    assert "herbs.toml: no row names a source" in check(folder).problems


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ({"tag": "[weak]", "needs_review": True}, "names no source"),
        ({"sources": ["GOLD"]}, "has no tag"),
        ({"sources": ["background"], "tag": "[design]"}, "has no tag"),
        ({"sources": ["SA-3", "background"]}, "rests partly on background"),
    ],
)
def test_a_claim_is_judged_by_its_sources(claim: dict[str, object], says: str) -> None:
    assert any(says in one for one in judge(claim, READ_AS))


@pytest.mark.parametrize(
    "claim",
    [
        {"sources": ["SA-3"]},
        {"sources": ["SA-3", "GOLD"]},
        {"sources": ["design"], "tag": "[design]"},
        {"sources": ["background"], "tag": "[background]", "needs_review": True},
    ],
)
def test_a_claim_with_its_marks_is_fine(claim: dict[str, object]) -> None:
    assert list(judge(claim, READ_AS)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Stop taking your blood thinner two days before.",
        "Do not stop your aspirin.",
        "Skip the tablet in the morning.",
        "Pause your medicine.",
        "Drink to flush out waste.",
        "This frees toxins.",
        "There is nothing to worry about.",
        "Needling is completely safe.",
    ],
)
def test_words_no_patient_may_read_are_found(said: str) -> None:
    assert list(forbidden({"rows": [{"says": said}]}))


@pytest.mark.parametrize(
    "said",
    [
        "Keep taking your medicines as prescribed.",
        "You may say stop at any moment.",
        "The medicine itself is the prescriber's matter only.",
        "Nothing stops the needle before the spinal canal.",
    ],
)
def test_other_words_may_be_said(said: str) -> None:
    assert list(forbidden(said)) == []
