"""Which words did somebody send that were not kept? The page gives them back to copy.

They go back to who sent them and nowhere else: nothing here writes them down.
"""

import contextlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

SECRET = re.compile("password|token|secret|code", re.IGNORECASE)
OURS = re.compile(
    "(was|region)[-_].*|(add|remove)_region|next|id|key|go|step|then|was|asked|version|drawing|"
    "regions|device_at|screening|rule_id|fingerprint|moment|instead|look|slot|needle|twitches"
)
"""Fields that a form holds for itself; nobody typed into them."""
UNREADABLE = (SuspiciousOperation, BadRequest, UnreadablePostError, MultiPartParserError)
A_LINE, MOST_ROWS = 60, 16


@dataclass(frozen=True)
class Unkept:
    """One field as it was sent."""

    label: str
    words: str

    @property
    def rows(self) -> int:
        """Lines that a box of sixty letters a line needs."""
        lines = sum(len(line) // A_LINE + 1 for line in self.words.splitlines())
        return min(lines, MOST_ROWS)


def unkept(request: HttpRequest) -> list[Unkept]:
    """Everything typed into the form that was sent; no passwords, no tokens.

    Nothing where the form stood on another site: we do not say a stranger's words.
    """
    if request.method != "POST" or not is_ours(request.headers.get("Origin", ""), request):
        return []
    with contextlib.suppress(*UNREADABLE):
        fields = request.POST.lists()
        return [
            Unkept(_label(name), word) for name, words in fields for word in _typed(name, words)
        ]
    return []


def _typed(name: str, words: list[str]) -> list[str]:
    if SECRET.search(name) or OURS.fullmatch(name):
        return []
    return [word for word in words if word.strip()]


def _label(name: str) -> str:
    """'other_text' is 'Other text': the form's own question is not at hand here."""
    return "What you wrote" if name == "words" else re.sub("[-_]+", " ", name).capitalize()


def came_from(request: HttpRequest) -> str:
    """The page of ours that the form stood on, or ''."""
    page = request.headers.get("Referer", "")
    if not page or not is_ours(page, request):
        return ""
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_ours(address: str, request: HttpRequest) -> bool:
    """Whether an address is of this site; one that was not said counts as ours."""
    try:
        return not address or urlsplit(address).netloc == request.get_host()
    except (ValueError, SuspiciousOperation):
        return False
