"""Does a tablet get all it needs to check a place by itself, and nothing else of the patient?"""

import gzip
import json
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from filiform.actions.needling.insert_needle import site_check
from filiform.domain.anatomy import Side, Zone
from filiform.domain.ledger import Inserted, NeedleSize
from filiform.domain.technique import Angle, Posture, Technique
from filiform.knowledge.atlas import told_of
from filiform.knowledge.depths import PUBLISHED
from filiform.knowledge.muscles import MUSCLES
from filiform.records.sessions import NeedlingSession
from filiform.web.chart.known import ASKED, known_table
from tests.cast import Cast, history_sent, session_open
from tests.web.chart.sending import to
from tools import node

RUN = Path(__file__).parents[2] / "vectors" / "run.js"
TARGETS = ("rhomboid_major", "infraspinatus", "biceps_brachii", "psoas_major")
PLACES: list[dict[str, Any]] = [
    {"target": target, "side": side, "gauge_mm": "0.25", "length_mm": length, "posture": posture}
    | {"technique": {"angle": angle, "tilt": None, "grip": None}}
    for target in TARGETS
    for side in ("left", "right")
    for length, angle in ((25, None), (40, "perpendicular"), (40, "tangential"))
    for posture in (None, "sitting", "lying")
]
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
SIZE = NeedleSize(Decimal("0.25"), 25)
INSIDE = [
    Inserted(UUID(int=1), 1, "rhomboid_major", Side.RIGHT, SIZE, AT),
    Inserted(UUID(int=2), 2, "of_an_older_table", Side.LEFT, SIZE, AT),
]


def known(thea: Client, session: NeedlingSession) -> dict[str, Any]:
    """What it says of the patient, with the table that it names."""
    said: dict[str, Any] = thea.get(to("site-known", session)).json()
    return {"patient": said["patient"], "table": Client().get(said["table"]).json()}


def screened(cast: Cast, **said: Any) -> NeedlingSession:
    """An open session, and then a history with these answers."""
    session = session_open(cast)
    history_sent(cast, session.visit, **said)
    return session


def test_the_table_is_named_by_its_version_and_kept_for_good(
    thea: Client, session: NeedlingSession
) -> None:
    version, table = known_table()
    address = thea.get(to("site-known", session)).json()["table"]
    assert address == reverse("bedside-rules", args=[version])
    answer = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert not answer.cookies
    assert json.loads(gzip.decompress(answer.content)) == json.loads(json.dumps(table))


def test_of_another_version_there_is_nothing(thea: Client) -> None:
    assert thea.get(reverse("bedside-rules", args=["of-yesterday"])).status_code == 404


def test_of_the_patient_no_copy_is_kept_on_the_way(thea: Client, session: NeedlingSession) -> None:
    answer = thea.get(to("site-known", session))
    assert "no-store" in answer.headers["Cache-Control"]


def test_of_the_patient_only_what_a_rule_asks_for_leaves_the_clinic(
    thea: Client, cast_today: Cast
) -> None:
    skin = {"skin_problem": "yes", "skin_places": ["ARM:left"]}
    session = screened(cast_today, fainted="yes", **skin)
    patient = known(thea, session)["patient"]
    assert set(patient) == {"first_visit", "screening", "answers", "unanswered"}
    assert set(patient["answers"]) <= ASKED
    assert patient["answers"]["fainted"] == "yes"
    assert patient["answers"]["age_years"] == cast_today.ada.age_on(
        session.visit.starts_local.date()
    )
    assert "skin_problem" not in patient["answers"]
    assert {one["weight"] for one in patient["screening"]} == {"stop_region"}
    words = json.dumps(patient)
    assert cast_today.ada.family_name not in words


def test_every_target_and_every_source_of_a_rule_is_there(
    thea: Client, session: NeedlingSession
) -> None:
    table = known(thea, session)["table"]
    assert set(table["targets"]) == set(MUSCLES)
    cited = {key for one in table["rules"]["rules"] for key in one["sources"]}
    cited |= {figure["source"] for one in table["rules"]["rules"] for figure in one["figures"]}
    cited |= {key for one in table["figures"] for key in (one["source"], *one["also"])}
    rests = (*table["marks"], *table["hazards"].values())
    cited |= {key for one in rests for key in one["sources"]}
    assert cited <= set(table["sources"])


def test_every_claim_of_the_clinics_panel_is_there(thea: Client, session: NeedlingSession) -> None:
    """The same facts with the same marks, target by target."""
    table = known(thea, session)["table"]
    for key, target in table["targets"].items():
        told = told_of(key)
        for part in ("near", "how", "more"):
            held = [[one["facts"], table["marks"][one["marks"]]] for one in target[part]]
            claims = getattr(told, part)
            assert held == json.loads(json.dumps([(c.facts, vars(c.marks)) for c in claims])), key
        figures = [table["figures"][number] for number in target["figures"]]
        assert figures == json.loads(json.dumps(list(map(asdict, PUBLISHED.get(key, ()))))), key
    assert set(table["hazards"]) == set(Zone)


@pytest.mark.parametrize("said", [{}, {"fainted": "unsure", "anticoagulant": "yes"}])
def test_the_tablet_alone_says_of_every_place_what_the_clinic_says(
    cast_today: Cast, thea: Client, said: dict[str, str]
) -> None:
    """tests/vectors asks about the evaluation; here, whether the site is put together alike."""
    skin = {"skin_problem": "yes", "skin_places": ["ARM:left"]}
    session = screened(cast_today, **skin, **said)
    told = known(thea, session)
    targets = {key: told["table"]["targets"][key] for key in TARGETS}
    small = {"patient": told["patient"], "table": {"targets": targets}}
    figures = told["table"]["figures"]
    inside = [{"target": one.target, "side": one.side, "zones": []} for one in INSIDE]
    sites = by_node("place-check", "siteOf", [(small, place, inside) for place in PLACES])
    own = [[figures[n] for n in targets[place["target"]]["figures"]] for place in PLACES]
    rules = told["table"]["rules"]
    both = zip(sites, own, strict=True)
    checks = by_node("safety", "check", [(site, rules, figures) for site, figures in both])
    assert checks == [by_clinic(session, **place) for place in PLACES]


def by_node(module: str, asks: str, cases: list[Any]) -> list[Any]:
    """What a module of the bedside answers to each list of arguments."""
    asked = json.dumps([{"module": f"bedside/{module}.js", "asks": asks, "cases": cases}])
    command = [node.find(), RUN]
    said = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    (answers,) = json.loads(said.stdout)
    return list(answers)


def by_clinic(session: NeedlingSession, **place: Any) -> dict[str, Any]:
    how = Technique(**{**place["technique"], "angle": _said(Angle, place["technique"]["angle"])})
    check = site_check(
        visit=session.visit,
        target=place["target"],
        side=Side(place["side"]),
        size=NeedleSize(Decimal(place["gauge_mm"]), place["length_mm"]),
        technique=how,
        posture=_said(Posture, place["posture"]),
        inside=INSIDE,
    )
    plain: dict[str, Any] = json.loads(json.dumps(check.plain()))
    return plain


def _said(kind: Any, word: str | None) -> Any:
    return None if word is None else kind(word)
