"""What must a person who books for the first time say, and is it readable?"""

import re
from datetime import date

from django import forms
from django.utils import timezone

from filiform.actions.booking.book_visit import NewPatient

UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")
"""Marks that turn the direction of what stands after them, also of other people's words."""


class WhoForm(forms.Form):
    """Who comes. It only validates; the deed keeps."""

    given_name = forms.CharField(
        label="First name",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={
            "required": "Write the first name.",
            "max_length": "This holds 80 letters. Write the name in a shorter form.",
        },
    )
    family_name = forms.CharField(
        label="Last name",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={
            "required": "Write the last name.",
            "max_length": "This holds 80 letters. Write the name in a shorter form.",
        },
    )
    born_on = forms.DateField(
        label="Date of birth",
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Write the date of birth.",
            "invalid": "Write the date as year-month-day, for example 1984-05-23.",
        },
    )
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        help_text="The link to the visit goes here. Never anything about health.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Write the e-mail address.",
            "invalid": "That is not a whole e-mail address. It looks like name@example.org.",
            "max_length": "That is too long for an e-mail address.",
        },
    )
    phone = forms.CharField(
        label="Telephone",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={
            "required": "Write a telephone number where the patient can be reached.",
            "max_length": "That is too long for a telephone number.",
        },
    )

    def clean_given_name(self) -> str:
        return _one_line(self.cleaned_data["given_name"], "first")

    def clean_family_name(self) -> str:
        return _one_line(self.cleaned_data["family_name"], "last")

    def clean_born_on(self) -> date:
        born: date = self.cleaned_data["born_on"]
        today = timezone.localdate()
        if born > today:
            raise forms.ValidationError("This date is in the future. Write the date of birth.")
        if born.year < 1900:
            raise forms.ValidationError("Write the year with four digits, for example 1984.")
        return born

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])

    def patient(self) -> NewPatient:
        """What was said, for the deed."""
        said = self.cleaned_data
        return NewPatient(
            given_name=said["given_name"],
            family_name=said["family_name"],
            born_on=said["born_on"],
            email=said["email"],
            phone=said["phone"],
        )


def _one_line(name: str, which: str) -> str:
    """A name as it is written on one line."""
    kept = " ".join(UNSEEN.sub("", name).split())
    if not kept:
        raise forms.ValidationError(f"Write the {which} name.")
    return kept


def read_phone(words: str) -> str:
    """A telephone number as it can be dialled. Raises ValidationError."""
    phone = " ".join(words.split())
    digits = re.sub(r"\D", "", phone)
    if not 7 <= len(digits) <= 15 or re.search(r"[^\d\s().+/x-]", phone):
        raise forms.ValidationError("Write the number with its area code: 303-555-0101.")
    return phone
