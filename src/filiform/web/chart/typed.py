"""What was typed at the bedside, and can it be read? The forms only validate."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from filiform.domain.anatomy import Side
from filiform.domain.ledger import NeedleSize
from filiform.domain.lots import Lot, may_use
from filiform.domain.refusal import Refusal
from filiform.domain.wire import read_id
from filiform.domain.words import plain
from filiform.knowledge.muscles import MUSCLES
from filiform.web import scan
from filiform.web.chart.leading import HowForm, how_of
from filiform.web.chart.placing import PlaceForm

BROKEN = "This form is not complete. Load the page again; nothing was recorded."
NUMBER = "Write a whole number."
SUGGESTED = 6


class Words(forms.CharField):
    """Words as every database keeps them; never refused for a character nobody sees."""

    def __init__(self, most: int, **named: Any) -> None:
        says = f"This holds {most:,} letters. Shorten it."
        super().__init__(max_length=most, error_messages={"max_length": says}, **named)

    def clean(self, value: Any) -> str:
        return str(super().clean(plain(str(value or ""))))


class DeviceTime(forms.CharField):
    """What the device's clock said; what cannot be read is no time."""

    def clean(self, value: Any) -> Any:
        try:
            return parse_datetime(str(value or "")[:40])
        except ValueError:
            return None


class Entry(forms.Form):
    """What every fact of the ledger carries: its own id, and the device's clock."""

    id = forms.UUIDField(error_messages={"required": BROKEN, "invalid": BROKEN})
    device_at = DeviceTime(required=False)

    def facts(self) -> dict[str, Any]:
        """The arguments of the deed."""
        return dict(self.cleaned_data)

    @property
    def device_time(self) -> datetime | None:
        return self.cleaned_data.get("device_at")

    @property
    def says(self) -> str:
        """The first thing that wants to be changed."""
        return str(next(iter(self.errors.values()))[0])


def _number(**words: str) -> forms.IntegerField:
    says = words.get("says", NUMBER)
    return forms.IntegerField(error_messages={"required": says, "invalid": says})


class NeedleNamed(forms.CharField):
    """A needle by its id, or by its number."""

    def clean(self, value: Any) -> UUID | int:
        words = str(value or "").strip()
        if re.fullmatch(r"-?\d{1,60}", words, re.ASCII):
            return int(words)
        id = read_id(words)
        if id is None:
            raise forms.ValidationError(BROKEN)
        return id


class NeedleEntry(Entry):
    needle = NeedleNamed()


class TwitchEntry(NeedleEntry):
    twitches = _number(says="Write how many twitches you saw.")


class CountEntry(Entry):
    found = _number(says="Write how many needles you found in the patient (0 when none).")
    in_tray = _number(says="Write how many needles are in the tray.")


class DisposalEntry(Entry):
    needles = _number(says="Write how many needles of this session are in the sharps container.")


class SizeForm(forms.Form):
    """A needle's size as the two lists hold it."""

    gauge_mm = forms.DecimalField(
        max_digits=6,
        decimal_places=2,
        error_messages={"required": "Choose the needle.", "invalid": "Choose the needle."},
    )
    length_mm = _number(says="Choose the needle's length.")

    @property
    def size(self) -> NeedleSize:
        return NeedleSize(self.cleaned_data["gauge_mm"], self.cleaned_data["length_mm"])


class InsertEntry(Entry, SizeForm, PlaceForm, HowForm):
    """A needle that goes in."""

    target = Words(most=120, required=False)
    side = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Side],
        error_messages={"required": "Choose the side.", "invalid_choice": "Choose the side."},
    )
    site = Words(most=200, required=False)
    lot = Words(most=scan.LONGEST, required=False)
    override = Words(most=1000, required=False)
    field_order = ["id", "target", "side"]

    def clean_target(self) -> str:
        words = self.cleaned_data["target"]
        key = target_key(words)
        if key is None:
            raise forms.ValidationError(not_found(words))
        return key

    def clean_lot(self) -> str:
        """The lot's number; of a code that was scanned right into the form, the lot's own name."""
        today = timezone.localdate()
        try:
            label = scan.read(self.cleaned_data["lot"], today)
            may_use(Lot(label.number, expires_on=label.expires_on), today)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.says) from None
        return label.name

    def facts(self) -> dict[str, Any]:
        said = {
            key: one for key, one in self.cleaned_data.items() if key not in HowForm.base_fields
        }
        size = NeedleSize(said.pop("gauge_mm"), said.pop("length_mm"))
        return said | {"side": Side(said["side"]), "size": size} | how_of(self, said["target"])


KEY_OF_NAME = {target.name.casefold(): key for key, target in MUSCLES.items()}


def target_key(words: str) -> str | None:
    """The target of that key or name; the beginning is enough where only one begins so."""
    wanted = " ".join(words.split()).casefold()
    if wanted in MUSCLES:
        return wanted
    if wanted in KEY_OF_NAME:
        return KEY_OF_NAME[wanted]
    like = suggestions(words)
    return like[0] if len(like) == 1 else None


def suggestions(words: str) -> list[str]:
    """Targets in whose name every one of the words begins a word."""
    parts = words.casefold().replace(",", " ").split()
    if not parts:
        return []
    return [key for key, name in _NAME_WORDS.items() if all(_begins(part, name) for part in parts)]


def _begins(part: str, name: tuple[str, ...]) -> bool:
    return any(word.startswith(part) for word in name)


_NAME_WORDS = {
    key: tuple(target.name.casefold().replace(",", " ").replace("(", " ").split())
    for key, target in MUSCLES.items()
}


def not_found(words: str) -> str:
    like = [MUSCLES[key].name for key in suggestions(words)][:SUGGESTED]
    if not words:
        return "Choose a muscle or structure from the list."
    if like:
        return f"Which one do you mean: {'; '.join(like)}?"
    return "This is not in the list of muscles. Choose one from the list."
