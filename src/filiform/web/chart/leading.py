"""How is a needle led, in the buttons of the bedside? Nothing is chosen until it is said."""

from dataclasses import dataclass
from typing import Any

from django import forms

from filiform.domain.technique import UNSAID, Angle, Grip, Posture, Technique, Tilt

STRAIGHT = "straight"
"""The word of no tilt; an empty one is nothing said."""

BUTTONS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "angle": (
        "Angle",
        (
            (Angle.PERPENDICULAR, "Straight in"),
            (Angle.OBLIQUE, "Slanting"),
            (Angle.TANGENTIAL, "Along the skin"),
        ),
    ),
    "tilt": (
        "Tilted",
        (
            (STRAIGHT, "Nowhere"),
            (Tilt.MEDIAL, "Inward"),
            (Tilt.LATERAL, "Outward"),
            (Tilt.CRANIAL, "Up"),
            (Tilt.CAUDAL, "Down"),
        ),
    ),
    "grip": ("Tissue", ((Grip.FLAT, "Flat under the hand"), (Grip.PINCER, "Lifted in a pincer"))),
    "position": ("Patient", ((Posture.LYING, "Lies"), (Posture.SITTING, "Sits"))),
}
UNKNOWN = "Choose how the needle goes in from the buttons."


def _choice(name: str) -> forms.ChoiceField:
    words = {"invalid_choice": UNKNOWN}
    return forms.ChoiceField(choices=BUTTONS[name][1], required=False, error_messages=words)


class HowForm(forms.Form):
    """How it goes in; each may be left unsaid.

    `how_for` is the target the buttons were pressed for: for another one nothing was said.
    """

    angle = _choice("angle")
    tilt = _choice("tilt")
    grip = _choice("grip")
    position = _choice("position")
    how_for = forms.CharField(required=False, max_length=120)

    def said(self, target: str) -> tuple[Technique, Posture | None]:
        """What was said of a needle into `target`; the form is valid."""
        heard = self.cleaned_data
        if heard["how_for"] not in ("", target):
            return UNSAID, None
        tilt = "" if heard["tilt"] == STRAIGHT else heard["tilt"]
        technique = Technique(
            angle=Angle(heard["angle"]) if heard["angle"] else None,
            tilt=Tilt(tilt) if heard["tilt"] else None,
            grip=Grip(heard["grip"]) if heard["grip"] else None,
        )
        return technique, Posture(heard["position"]) if heard["position"] else None


@dataclass(frozen=True)
class Group:
    """One row of buttons; a choice is (word, label, pressed)."""

    name: str
    legend: str
    choices: tuple[tuple[str, str, bool], ...]


def groups(technique: Technique, posture: Posture | None) -> list[Group]:
    """Every row of buttons with what was said pressed."""
    tilt = STRAIGHT if technique.tilt is Tilt.NONE else technique.tilt
    said = {"angle": technique.angle, "tilt": tilt, "grip": technique.grip, "position": posture}
    return [
        Group(name, legend, tuple((str(word), label, word == said[name]) for word, label in words))
        for name, (legend, words) in BUTTONS.items()
    ]


def how_of(form: HowForm, target: str) -> dict[str, Any]:
    """The arguments of the deed."""
    technique, posture = form.said(target)
    return {"technique": technique, "posture": posture}
