"""Is a tapped place read, shown, kept, or refused in a sentence?"""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filiform.domain.anatomy import Side, Zone
from filiform.domain.surface import MESH
from filiform.knowledge import body
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import Cast, history_sent, ready
from tests.web.chart.sending import send, to

Needle = dict[str, Any]


def known(page: str) -> dict[str, Any]:
    """What the chart is told."""
    begin = page.index('<script id="places" type="application/json">') + 43
    told: dict[str, Any] = json.loads(page[begin : page.index("</script>", begin)].lstrip(">"))
    return told


def test_the_chart_knows_targets_and_where_it_hurts(thea: Client, session: NeedlingSession) -> None:
    told = known(thea.get(to("bedside", session)).content.decode())
    assert "infraspinatus" in told["targets"]["scapula"]
    assert told["labels"]["calf"]
    assert [one["kind"] for one in told["strokes"]] == ["dull"]
    assert told["blocked"] == []


def test_what_the_screening_blocks_is_hatched(thea: Client, cast_today: Cast) -> None:
    visit = ready(cast_today)
    history_sent(cast_today, visit, skin_problem="yes", skin_places=["ARM:left"])
    thea.post(reverse("open-session", args=[visit.key]))
    session = NeedlingSession.objects.get()
    told = known(thea.get(to("bedside", session)).content.decode())
    assert "arm_front:left" in told["blocked"]
    assert not any(one.endswith(":right") for one in told["blocked"])


def test_the_point_is_kept_with_the_needle(
    thea: Client, session: NeedlingSession, needle: Needle
) -> None:
    face = next(one for one in body.faces_of("calf", Side.LEFT) if not body.zones_at(one))
    tapped = needle | {"target": "Soleus", "point": f"[{face},250000,500000]"}
    assert send(thea, "insert-needle", session, **tapped).status_code == 302
    kept = LedgerEntry.objects.get()
    assert (kept.mesh, kept.face, kept.first, kept.second) == (MESH, face, 250_000, 500_000)


def test_the_zone_under_the_tap_speaks_in_the_panel(thea: Client, session: NeedlingSession) -> None:
    eye = min(body.faces_in(Zone.EYE))
    place = {"target": "temporalis", "side": "left", "gauge_mm": "0.25", "length_mm": "13"}
    away = thea.get(to("site-check", session), place).content.decode()
    there = thea.get(to("site-check", session), place | {"point": f"[{eye},1,1]"}).content.decode()
    assert "eye socket" not in away
    assert "Never into the eye socket" in there
    assert 'data-holds="never"' in there


@pytest.mark.parametrize(
    "point", ["x", "[1]", "[-1,0,0]", "[1,2,3,4]", '{"a":1}', "[" * 50, "[1,900000,900000]"]
)
def test_a_place_that_cannot_be_read_is_said_and_nothing_is_kept(
    thea: Client, session: NeedlingSession, needle: Needle, point: str
) -> None:
    answer = send(thea, "insert-needle", session, **needle, point=point)
    assert answer.status_code == 422
    assert "could not be read from the chart" in answer.content.decode()
    assert not LedgerEntry.objects.exists()
    assert thea.get(to("site-check", session), needle | {"point": point}).status_code == 422
