"""Where on the body does a target lie? A picture with its places lit, and the same in words."""

import json
from functools import cache

from django import template

from filiform.domain.anatomy import Side
from filiform.knowledge import body
from filiform.knowledge.meshfile import BodyView
from filiform.knowledge.muscles import Detail
from filiform.knowledge.regions import REGIONS
from filiform.web.templatetags.drawing import FIGURE

register = template.Library()

WHOLE_ENOUGH = 0.5
"""Of a place seen on the whole body, or a closer picture shows it."""


@cache
def outlines(picture: str) -> dict[str, str]:
    """Path data of each region in a picture, by 'calf:left'."""
    kept = (body.PATH.parent / f"{FIGURE}-{picture}.json").read_text(encoding="utf-8")
    known: dict[str, str] = json.loads(kept)
    return known


@cache
def best_view(region: str) -> BodyView:
    """The picture that shows most of a place: of the whole body where it shows half of it."""
    views = [one for one in body.load().views.values() if not one.mirrored]
    quads = {face // 2 for side in Side for face in body.faces_of(region, side)}
    left = {face // 2 for face in body.faces_of(region, Side.LEFT)} or quads

    def share(view: BodyView) -> float:
        return len(left & view.seen) / len(left)

    whole = max((one for one in views if one.part == "body"), key=share)
    return whole if share(whole) >= WHOLE_ENOUGH else max(views, key=share)


@register.inclusion_tag("atlas/_picture.html")
def target_picture(detail: Detail) -> dict[str, object]:
    """The view of the place named first, with every place of the target that it shows lit."""
    view = best_view(detail.chart_regions[0])
    known = outlines(view.picture)
    keys = [f"{key}:{side}" for key in detail.chart_regions for side in Side]
    return {
        "view": view,
        "picture": f"img/body/{FIGURE}-{view.picture}.svg",
        "lit": [known[key] for key in keys if key in known],
        "words": "; ".join(REGIONS[key].label for key in detail.chart_regions),
    }
