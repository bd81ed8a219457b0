"""Does a kept screening say the same as the screening that was made, also after years?"""

import json
from dataclasses import replace

import pytest

from filiform.domain.anatomy import Place, Region, Side
from filiform.domain.answers import Answer, Condition
from filiform.domain.screening import Decision, Finding, Rule, Screening, Weight, screen
from filiform.knowledge import screening
from filiform.records import access
from filiform.records.intake import (
    ScreeningDone,
    answers_from_plain,
    finding_from_plain,
    finding_to_plain,
)
from tests.cast import Cast, history_sent

RULES = screening.RULES


def spoken(rule: Rule) -> Finding:
    """That rule, made to speak, with a place where it asks for one."""
    said: dict[str, Answer] = {one.question: _meeting(one) for one in rule.when}
    if rule.places_from:
        said[rule.places_from] = ("HAND:left", "NECK-POST")
    found = screen([rule], screening.for_rules(said)).findings
    assert len(found) == 1, f"{rule.id} does not speak"
    return found[0]


def _meeting(condition: Condition) -> Answer:
    """An answer that meets it."""
    if condition.one_of:
        return min(condition.one_of)
    return condition.at_least if condition.at_least is not None else (condition.below or 0) - 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_survives_being_kept(rule: Rule) -> None:
    finding = spoken(rule)
    plain = finding_to_plain(finding)
    again = finding_from_plain(json.loads(json.dumps(plain)))
    assert finding_to_plain(again) == plain
    assert (again.blocks, again.choices) == (finding.blocks, finding.choices)
    assert again.needs_decision == finding.needs_decision
    assert dict(again.because) == dict(finding.because)
    forgotten = {"when": (), "places_from": "", "whole_limb": False}
    assert again.rule == replace(rule, **forgotten)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", [one for one in RULES if one.weight is Weight.STOP_REGION])
def test_what_a_kept_finding_blocks_is_still_blocked(rule: Rule) -> None:
    finding = spoken(rule)
    kept = finding_from_plain(json.loads(json.dumps(finding_to_plain(finding))))
    assert Screening((kept,)).blocked == Screening((finding,)).blocked != frozenset()


def test_all_findings_at_once_lead_to_the_same_state() -> None:
    findings = tuple(spoken(rule) for rule in RULES)
    kept = tuple(finding_from_plain(finding_to_plain(one)) for one in findings)
    decisions: list[Decision] = []
    assert Screening(kept).state(decisions) is Screening(findings).state(decisions)
    waiting = [one.rule.id for one in Screening(findings).undecided(decisions)]
    assert [one.rule.id for one in Screening(kept).undecided(decisions)] == waiting


def test_lists_of_an_answer_come_back_as_the_domain_wants_them() -> None:
    plain = {"a": ["x", "y"], "b": "yes", "c": 4}
    assert answers_from_plain(plain) == {"a": ("x", "y"), "b": "yes", "c": 4}


def test_the_side_of_a_place_is_kept() -> None:
    rule = next(one for one in RULES if one.id == "skin-at-site")
    finding = finding_from_plain(finding_to_plain(spoken(rule)))
    assert finding.blocks == {Place(Region.HAND, Side.LEFT), Place(Region.NECK_POST)}


def test_a_kept_screening_does_not_change_with_the_table(cast: Cast) -> None:
    """What is kept names a rule, a tag and a source that no table knows."""
    done = history_sent(cast, anticoagulant="yes", warfarin_inr="up_to_3").screenings.get()
    old = [
        finding | {"id": f"old-{finding['id']}", "sources": ["GONE"]} for finding in done.findings
    ]
    kept = ScreeningDone.objects.create(
        visit=done.visit,
        history=done.history,
        version="1998-01",
        findings=old,
        screened_at=cast.now,
    )
    again = access.screening_of(done.visit)
    assert again == kept
    assert again is not None
    found = again.to_domain()
    assert [one.rule.id for one in found.findings] == [one["id"] for one in old]
    assert {one.rule.sources for one in found.findings} == {("GONE",)}
    assert found.blocked == done.to_domain().blocked
