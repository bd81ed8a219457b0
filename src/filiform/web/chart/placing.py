"""What does the chart at the bedside know: targets under a tap, what is blocked, what hurts?"""

import json
from typing import Any

from django import forms

from filiform.domain.anatomy import Side
from filiform.domain.surface import BodyPoint, PointUnreadable, read_point
from filiform.knowledge import atlas, places
from filiform.knowledge.regions import REGIONS

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


def known_places(session: Kept) -> dict[str, Any]:
    """What the chart is told when the page is made; needles it learns from the facts."""
    visit = session.visit
    screening, history = visit.screenings.last(), visit.histories.last()
    blocked = screening.to_domain().blocked if screening else ()
    return {
        "targets": UNDER_A_TAP,
        "labels": {key: one.label for key, one in REGIONS.items()},
        "blocked": places.on_the_chart(blocked),
        "strokes": history.drawing if history else [],
    }
