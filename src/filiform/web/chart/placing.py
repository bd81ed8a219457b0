"""What does the chart at the bedside know: targets under a tap, what is blocked, what hurts?"""

import json
from typing import Any

from django import forms

from filiform.domain.anatomy import Side
from filiform.domain.drawing import figure_of
from filiform.domain.surface import BodyPoint, PointUnreadable, read_point
from filiform.knowledge import atlas, places
from filiform.knowledge.hazards import HAZARDS
from filiform.knowledge.muscles import DETAILS
from filiform.knowledge.regions import REGIONS
from filiform.web.templatetags.drawing import strokes_in

Kept = Any


class PointField(forms.CharField):
    """Where the chart was tapped, as '[face,first,second]'; empty where nobody tapped it."""

    def clean(self, value: Any) -> BodyPoint | None:
        words = str(value or "").strip()
        if not words:
            return None
        try:
            return read_point(json.loads(words[:60]))
        except (ValueError, RecursionError):
            raise forms.ValidationError(PointUnreadable.says) from None
        except PointUnreadable as refusal:
            raise forms.ValidationError(refusal.says) from None


class PlaceForm(forms.Form):
    point = PointField(required=False)


UNDER_A_TAP = {
    key: [target.key for target in atlas.targets_at(key, Side.MIDDLE)] for key in REGIONS
}
HOME = {key: one.chart_regions[0] for key, one in DETAILS.items()}
"""The place that a target's row names first: there it is placed until somebody moves it."""


def known_places(session: Kept) -> dict[str, Any]:
    """What the chart is told when the page is made; needles it learns from the facts."""
    visit = session.visit
    screening, history = visit.screenings.last(), visit.histories.last()
    blocked = screening.to_domain().blocked if screening else ()
    drawing = history.drawing if history else []
    return {
        "targets": UNDER_A_TAP,
        "home": HOME,
        "labels": {key: one.label for key, one in REGIONS.items()},
        "zones": {zone.value: one.name for zone, one in HAZARDS.items()},
        "blocked": places.on_the_chart(blocked),
        "strokes": drawing,
        "figure": figure_of(strokes_in(drawing)),
    }
