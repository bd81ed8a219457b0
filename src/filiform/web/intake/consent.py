"""How does a patient read the consent, sign it, get a copy, and take it back?"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.screening.record_consent import TextChanged, record_consent, words_for
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.refusal import Refusal
from filiform.domain.words import plain
from filiform.knowledge import consents
from filiform.records import access
from filiform.web.gate import by_link, person, token_of
from filiform.web.intake.papers import is_child, is_over, why_not_signed

Visit = Any
LONGEST_REASON = 1000
WHO = [("patient", "I am the patient"), ("representative", "I sign for the patient")]


class NotToSign(Refusal):
    says = "Nothing can be signed for this visit any more: it is over or cancelled."


class SignForm(forms.Form):
    """Who signs. It only validates; the deed keeps."""

    who = forms.ChoiceField(
        label="Who signs?",
        choices=WHO,
        error_messages={"required": "Say who signs.", "invalid_choice": "Say who signs."},
    )
    relation = forms.CharField(
        label="How are you related to the patient?",
        required=False,
        max_length=80,
        error_messages={"max_length": "This holds 80 letters. Say it in fewer words."},
    )
    signer = forms.CharField(
        label="Your full name",
        max_length=160,
        min_length=2,
        error_messages={
            "required": "Type your full name: that is your signature.",
            "min_length": "Type your full name: that is your signature.",
            "max_length": "This holds 160 letters. Write the name in a shorter form.",
        },
    )
    read = forms.BooleanField(
        label="I have read this text, and I could ask my questions",
        error_messages={"required": "Read the text first, then tick this box."},
    )

    def __init__(self, *args: Any, child: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        self.child = child

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.child and said.get("who") == "patient":
            self.add_error("who", "The patient is under 18: a parent or guardian signs.")
        if said.get("who") == "representative" and not said.get("relation"):
            self.add_error("relation", "Write how you are related: parent, guardian ...")
        return said


@require_safe
@by_link(access.visit_by_link)
def consent(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The text to sign, or the copy of what was signed."""
    return _page(request, visit)


def _page(
    request: HttpRequest,
    visit: Visit,
    form: SignForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    now = timezone.now()
    last = access.consent_of(visit)
    why_not = why_not_signed(visit, last, now)
    words = words_for(visit.therapist)
    context = {
        "visit": visit,
        "consent": last,
        "stands": last is not None and not why_not,
        "why_not": why_not,
        "can_sign": not visit.cancelled and not is_over(visit, now),
        "sections": list(_sections(words)),
        "text": consents.CURRENT,
        "fingerprint": _fingerprint(words),
        "child": is_child(visit),
        "form": form or SignForm(initial=_initial(visit), child=is_child(visit)),
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form is not None else 200
    return render(request, "intake/consent.html", context, status=status)


def _initial(visit: Visit) -> dict[str, str]:
    return {"who": "representative" if is_child(visit) else "patient"}


def _sections(words: str) -> Iterator[dict[str, Any]]:
    """The filled-in text part by part, each with the sources it rests on."""
    parts = iter(words.strip().split("\n\n"))
    next(parts)
    for section in consents.CURRENT.sections:
        next(parts)
        yield {"section": section, "paragraphs": [next(parts) for _ in section.paragraphs]}


def _fingerprint(words: str) -> str:
    """Which very words are on the page: training named in them can change, too."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@require_POST
@by_link(access.visit_by_link)
def sign(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The signature is kept. Pressed twice, it is signed once."""
    now = timezone.now()
    if not why_not_signed(visit, access.consent_of(visit), now):
        return redirect("consent", token=token_of(request))
    form = SignForm(request.POST, child=is_child(visit))
    if not form.is_valid():
        return _page(request, visit, form)
    try:
        _sign(request, visit, form.cleaned_data, now)
    except Refusal as refusal:
        return _page(request, visit, form, refusal)
    messages.success(request, "Signed. Below is your copy, word for word.")
    return redirect("consent", token=token_of(request))


def _sign(request: HttpRequest, visit: Visit, said: dict[str, Any], now: Any) -> None:
    if visit.cancelled or is_over(visit, now):
        raise NotToSign
    if request.POST.get("fingerprint") != _fingerprint(words_for(visit.therapist)):
        raise TextChanged
    record_consent(
        visit=visit,
        version=request.POST.get("version", ""),
        signer=said["signer"],
        representative=said["who"] == "representative",
        relation=said["relation"],
        at=now,
        by=person(request),
    )


@require_POST
@by_link(access.visit_by_link)
def withdraw(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The consent is taken back, at once; a long or missing reason does not delay it."""
    reason = plain(request.POST.get("reason", ""))[:LONGEST_REASON]
    last = access.consent_of(visit)
    try:
        withdraw_consent(consent=last, reason=reason, at=timezone.now(), by=person(request))
    except Refusal as refusal:
        return _page(request, visit, refusal=refusal)
    messages.success(request, f"Taken back. {visit.therapist.name} may not needle you.")
    return redirect("consent", token=token_of(request))
