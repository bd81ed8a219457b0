"""How is a finding shown: a colour, a shape, a word, and its source one tap away?"""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filiform.domain.safety import SiteFinding
from filiform.domain.site_rules import Figure
from filiform.knowledge.sources import SOURCES

register = template.Library()

OCTAGON = "M8 2h8l6 6v8l-6 6H8l-6-6V8z"
DIAMOND = "M12 2l10 10-10 10L2 12z"
SQUARE = "M4 4h16v16H4z"
CIRCLE = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z"
TICK = "M9.5 16.6 4.8 12 3 13.8l6.5 6.4L21.5 7 19.7 5.2z"
SHAPES = {
    "stop": (OCTAGON, "Stop"),
    "emergency": (OCTAGON, "Emergency"),
    "stop_region": (OCTAGON, "Not here"),
    "decide": (DIAMOND, "Your decision"),
    "urgent": (DIAMOND, "Urgent"),
    "today": (DIAMOND, "Today"),
    "modify": (SQUARE, "Adapt"),
    "caution": (SQUARE, "Take care"),
    "contact": (SQUARE, "Contact"),
    "stop_stimulation": (SQUARE, "No electrical stimulation"),
    "info": (CIRCLE, "Know"),
    "watch": (CIRCLE, "Watch"),
    "clear": (TICK, "Clear"),
    "self_care": (TICK, "At home"),
}


@register.simple_tag
def shape(weight: str) -> SafeString:
    path, _ = SHAPES.get(str(weight), SHAPES["info"])
    return format_html(
        '<svg class="shape" viewBox="0 0 24 24" aria-hidden="true">'
        '<path fill="currentColor" d="{}"/></svg>',
        path,
    )


@register.simple_tag
def weight_word(weight: str) -> str:
    return SHAPES.get(str(weight), SHAPES["info"])[1]


@register.inclusion_tag("_components/sources.html")
def sources_of(
    keys: Iterable[str], tag: str = "", needs_review: bool = False, disagreement: str = ""
) -> dict[str, object]:
    """The sources behind one tap, with what they disagree on. An unknown key stands as it is."""
    known = [SOURCES.get(key) or {"says": key, "url": ""} for key in keys]
    return {
        "sources": known,
        "tag": tag,
        "needs_review": needs_review,
        "disagreement": disagreement,
    }


@register.inclusion_tag("_components/source_list.html")
def reason_of(one: SiteFinding) -> dict[str, object]:
    """Why a place is judged so, and who says it."""
    listed = sources_of(one.sources, one.tag, one.needs_review, one.disagreement)
    return listed | {"why": one.why}


@register.simple_tag
def figure_marks(figure: Figure) -> tuple[str, bool]:
    """Its tag, and whether it waits for review; of a rule's own figure, what its source says."""
    known = [SOURCES[key] for key in figure.sources if key in SOURCES]
    weak = "[weak]" if any(one.read == "weak" for one in known) else ""
    return figure.tag or weak, figure.needs_review or bool(weak)


@register.inclusion_tag("_components/finding.html")
def finding(one: object) -> dict[str, object]:
    """A domain `Finding` (its flag, where it has one, is the word that is shown)."""
    rule = one.rule  # type: ignore[attr-defined]
    urgent = rule.flag is not None and rule.flag.value == "emergency"
    return {
        "weight": "emergency" if urgent else rule.weight.value,
        "says": rule.says,
        "why": rule.why,
        "disagreement": rule.disagreement,
        "sources": rule.sources,
        "tag": rule.tag,
        "needs_review": rule.needs_review,
    }
