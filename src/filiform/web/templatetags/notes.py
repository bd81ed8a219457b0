"""How is a note shown, before it is signed and for ever after? From its content alone."""

import json
from typing import Any

from django import template

from filiform.knowledge.sources import SOURCES

register = template.Library()


def read(content: str) -> dict[str, Any]:
    """The note as it was written (`domain.note.Note.content`), ready to be shown."""
    whole = json.loads(content)
    sections = [{"heading": heading, "lines": lines} for heading, lines in whole["sections"]]
    return {**whole, "sections": sections}


@register.inclusion_tag("chart/_noted.html")
def noted(content: str) -> dict[str, Any]:
    return {**read(content), "source": SOURCES["STRICTA"]}
