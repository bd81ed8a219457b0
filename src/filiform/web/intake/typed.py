"""What did a patient change on one screen of the history?

Every field stands beside a mark of what it held when the screen was shown (`was-<name>`).
Only what differs from its mark is kept, so that an old screen in another tab, sent once
more, takes nothing back.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from filiform.domain.drawing import DrawingUnreadable
from filiform.domain.refusal import Refusal
from filiform.domain.words import plain
from filiform.knowledge.questions import Question
from filiform.web.intake.steps import DRAWING, QUESTION

SEVERAL = ("many", "places")
NONE_OF_THESE = "none"
REGIONS = "regions"


class PlaceMissing(Refusal):
    says = "Choose the place, the side and what it feels like. Then add it to the list."


@dataclass
class Typed:
    """The changes, and everything that was typed, to be shown again when it is refused."""

    answers: dict[str, Any] = field(default_factory=dict)
    drawing: Any = None
    regions: list[str] | None = None
    shown: dict[str, Any] = field(default_factory=dict)


def mark(value: object) -> str:
    """A short mark of what a field holds; the order of several choices does not matter."""
    whole = sorted(value) if isinstance(value, list | tuple) and _all_words(value) else value
    text = whole if isinstance(whole, str) else json.dumps(whole, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _all_words(value: list | tuple) -> bool:
    return all(isinstance(one, str) for one in value)


def read(post: QueryDict) -> Typed:
    """What one screen sent. Raises DrawingUnreadable, PlaceMissing."""
    typed = Typed()
    for key in post.getlist("asked"):
        raw = _raw(QUESTION.get(key), key, post)
        if raw is None:
            continue
        typed.shown[key] = raw
        if mark(raw) != post.get(f"was-{key}"):
            typed.answers[key] = raw
    if DRAWING in post:
        _read_drawing(post, typed)
    return typed


def _raw(question: Question | None, key: str, post: QueryDict) -> str | list[str] | None:
    """The field as it was sent; None when it says nothing (no button was pressed)."""
    if question is not None and question.kind in SEVERAL:
        words = [plain(one) for one in post.getlist(key)]
        return [one for one in words if one != NONE_OF_THESE] or words
    if key not in post:
        return None
    word = plain(post[key])
    needs_a_tap = question is not None and question.kind in ("yes_no", "choice")
    return None if needs_a_tap and not word else word


def _read_drawing(post: QueryDict, typed: Typed) -> None:
    drawing, regions = _json(post[DRAWING]), _regions(post)
    typed.shown |= {DRAWING: drawing, REGIONS: regions}
    if mark(drawing) != post.get(f"was-{DRAWING}"):
        typed.drawing = drawing
    if mark(regions) != post.get(f"was-{REGIONS}"):
        typed.regions = regions


def _json(words: str) -> Any:
    try:
        drawing = json.loads(words or "[]")
        mark(drawing)  # what is nested too deep to be written again is no drawing
        return drawing
    except (ValueError, RecursionError):
        raise DrawingUnreadable from None


def _regions(post: QueryDict) -> list[str]:
    """The places in the list, after the button that was pressed without a script."""
    kept = [one for one in post.getlist(REGIONS) if one and one != post.get("remove_region")]
    if "add_region" in post:
        parts = [post.get(f"region_{part}", "") for part in ("where", "side", "kind")]
        if not all(parts):
            raise PlaceMissing
        kept.append(":".join(parts))
    return kept
