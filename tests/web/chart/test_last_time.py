"""The plan of the last visit: offered whole, placed one by one, checked today."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from filiform.actions.needling.plan_retention import plan_retention
from filiform.actions.needling.set_stimulation import set_stimulation
from filiform.domain.anatomy import Side
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Angle, Technique
from filiform.knowledge import body
from filiform.records.sessions import NeedlingSession
from tests.cast import SIZE, Cast, booked, needle_in, new_id, session_open, signed

POINT = BodyPoint(min(body.faces_of("calf", Side.LEFT)), 300_000, 500_000)
COMPACT = (",", ":")
ALONG = Technique(Angle.TANGENTIAL)


def earlier(cast: Cast) -> NeedlingSession:
    """Signed before: a needle in the calf, one over the lung with a reason, a current between."""
    session = session_open(cast)
    needle_in(cast, session, target="soleus", technique=Technique(Angle.OBLIQUE), point=POINT)
    needle_in(cast, session, target="rhomboid_major", technique=ALONG, override="Fold lifted.")
    clock: dict[str, Any] = {"session": session, "at": cast.now, "by": cast.thea.user}
    plan_retention(id=new_id(), minutes=10, **clock)
    figures: dict[str, Any] = {"channel": 1, "width_us": 200, "intensity": "4 mA", "minutes": 10}
    set_stimulation(id=new_id(), needles=(1, 2), hz=SIZE.gauge_mm * 8, **figures, **clock)
    return signed(cast, session)


def today(cast: Cast) -> NeedlingSession:
    return session_open(cast, booked(cast, start=cast.start(1)))


def page_of(client: Client, session: NeedlingSession) -> str:
    return client.get(reverse("bedside", args=[session.key])).content.decode()


def later(cast: Cast) -> NeedlingSession:
    """The next session, opened after the other."""
    session = today(cast)
    NeedlingSession.objects.filter(pk=session.pk).update(opened_at=cast.now.replace(year=2099))
    return NeedlingSession.objects.get(pk=session.pk)


def test_the_whole_plan_is_offered_and_nothing_counts(thea: Client, cast_today: Cast) -> None:
    earlier(cast_today)
    session = later(cast_today)
    page = page_of(thea, session)
    assert "2 needles" in page[page.index("As last time,") :][:80]
    assert "<strong>Soleus</strong> left" in page
    assert "0.25×30 mm, oblique" in page
    assert f'name="point" value="{json.dumps(POINT.plain(), separators=COMPACT)}"' in page
    assert "Plan 10 minutes again" in page
    assert "Current 1 and 2: channel 1, 2 Hz, 200 µs, 4 mA, 10 min" in page
    assert session.entries.count() == 0


def test_one_tap_opens_the_place_with_todays_check(thea: Client, cast_today: Cast) -> None:
    earlier(cast_today)
    session = later(cast_today)
    row = {"look": "", "target": "Soleus", "side": "left", "gauge_mm": "0.25", "length_mm": "30"}
    row |= {"angle": "oblique", "how_for": "soleus", "point": json.dumps(POINT.plain())}
    page = thea.post(reverse("insert-needle", args=[session.key]), row).content.decode()
    assert "Soleus, left" in page
    assert 'id="angle-oblique" value="oblique" checked' in page
    assert session.entries.count() == 0


def test_what_is_placed_is_marked_and_what_is_held_says_why(thea: Client, cast_today: Cast) -> None:
    earlier(cast_today)
    session = later(cast_today)
    needle_in(cast_today, session, target="soleus")
    page = page_of(thea, session)
    assert 'data-where="soleus:left" class="clear placed"' in page
    assert 'data-where="rhomboid_major:left" class="reason"' in page
    assert "Wants a reason today: " in page


def test_the_first_visit_has_no_last_time(thea: Client, cast_today: Cast) -> None:
    assert "As last time" not in page_of(thea, session_open(cast_today))


def test_a_plan_is_gone_when_the_session_is_closed(thea: Client, cast_today: Cast) -> None:
    earlier(cast_today)
    session = later(cast_today)
    thea.post(reverse("close-session", args=[session.key]))
    assert "As last time" not in page_of(thea, session)
