"""How is answered what is asked before the patient leaves, and what is shown of it?

The addresses take the same fields as those of `needles.py`, from the same three kinds of sender.
"""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from filiform.actions.needling import decline_question as declining
from filiform.actions.needling import give_advice as advising
from filiform.actions.needling import record_feeling as feeling
from filiform.domain.asked import AdviceMissing, Feeling, Question, ReasonMissing, Way
from filiform.web.chart.needles import record
from filiform.web.chart.typed import BROKEN, Entry, Words
from filiform.web.gate import for_roles

FEEL = "Choose how the patient feels."
HOW = "Say how the advice was given: told, printed or sent."


def _choice(words: Any, says: str) -> forms.ChoiceField:
    choices = [(one.value, one.value) for one in words]
    return forms.ChoiceField(
        choices=choices, error_messages={"required": says, "invalid_choice": says}
    )


class FeelingEntry(Entry):
    feels = _choice(Feeling, FEEL)
    symptom = forms.CharField(max_length=40, required=False)

    def clean_feels(self) -> Feeling:
        return Feeling(self.cleaned_data["feels"])


class Several(forms.CharField):
    """All values of one name."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> tuple[str, ...]:
        told = tuple(dict.fromkeys(str(one)[:40] for one in value or ()))
        if not told:
            raise forms.ValidationError(AdviceMissing.says)
        return told


class AdviceEntry(Entry):
    about = Several(required=False)
    way = _choice(Way, HOW)

    def clean_way(self) -> Way:
        return Way(self.cleaned_data["way"])


class DeclineEntry(Entry):
    question = _choice(Question, BROKEN)
    words = Words(most=500, required=False)

    def clean_question(self) -> Question:
        return Question(self.cleaned_data["question"])

    def clean_words(self) -> str:
        if not self.cleaned_data["words"]:
            raise forms.ValidationError(ReasonMissing.says)
        return str(self.cleaned_data["words"])


@require_POST
@for_roles("therapist")
def record_feeling(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, FeelingEntry, feeling.record_feeling)


@require_POST
@for_roles("therapist")
def give_advice(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, AdviceEntry, advising.give_advice)


@require_POST
@for_roles("therapist")
def decline_question(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, DeclineEntry, declining.decline_question)
