"""Which of the links in the frame is the page one is on?"""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], place: str) -> SafeString | str:
    """`aria-current` when the page's URL has that name, or that very address ('/locations/')."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    named = match is not None and match.url_name == place
    current = named or getattr(request, "path", "") == place
    return mark_safe(' aria-current="page"') if current else ""
