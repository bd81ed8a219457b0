"""How does somebody who has not booked yet write to the clinic, and read the answer?

The form stands on pages that a shared cache may keep, so it carries no token and needs no cookie.
What it does is open to everybody anyway; a form on another site cannot send it.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from filiform.actions.office.send_enquiry import WroteTooOften, send_enquiry
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web import errors
from filiform.web.gate import by_link, person
from filiform.web.unkept import is_ours
from filiform.web.who import read_phone

TRAP = "website"
"""A field that no person sees: who fills it in is a program."""


class LooksLikeAProgram(Refusal):
    says = "Please send it once more: a field was filled in that nobody can see."


class EnquiryForm(forms.Form):
    """What somebody asks. It only validates; the deed keeps."""

    center = forms.ChoiceField(
        label="Which center?",
        error_messages={"required": "Choose a center.", "invalid_choice": "Choose a center."},
    )
    name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Write your name."},
    )
    reach = forms.CharField(
        label="Telephone or e-mail",
        max_length=254,
        help_text="Where we may answer you.",
        error_messages={"required": "Write a telephone number or an e-mail address."},
    )
    preferred = forms.CharField(
        label="A good time for a visit, if you want one",
        max_length=120,
        required=False,
        help_text="For example: Tuesday or Thursday, mornings.",
    )
    message = forms.CharField(
        label="Your question",
        max_length=4000,
        help_text="No more about your health than we need to know to answer.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your question."},
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        centers = [(one.slug, one.name) for one in access.centers()]
        self.fields["center"].choices = centers  # type: ignore[attr-defined]
        if len(centers) == 1:
            self.fields["center"].widget = forms.HiddenInput()
            self.fields["center"].initial = centers[0][0]

    def clean_reach(self) -> str:
        reach = str(self.cleaned_data["reach"]).strip()
        if "@" in reach:
            validate_email(reach)
            return reach
        return read_phone(reach)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest) -> HttpResponse:
    """The form; POST keeps what was asked and leads to its own page."""
    if request.method != "POST":
        return _form(request, EnquiryForm())
    if not is_ours(request.headers.get("Origin", ""), request):
        return errors.forbidden(request, PermissionDenied("This form was sent from another site."))
    form = EnquiryForm(request.POST)
    if request.POST.get(TRAP):
        return _form(request, form, status=422, refusal=LooksLikeAProgram())
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        kept = _kept(request, form.cleaned_data)
    except Refusal as refusal:
        status = 429 if isinstance(refusal, WroteTooOften) else 422
        return _form(request, form, status=status, refusal=refusal)
    return redirect("enquiry", token=access.enquiries.token(kept))


def _kept(request: HttpRequest, said: dict[str, str]) -> Any:
    return send_enquiry(
        center=access.center(said["center"]),
        name=said["name"],
        reach=said["reach"],
        preferred=said["preferred"],
        message=said["message"],
        address=get_adapter().get_client_ip(request),
        at=timezone.now(),
        by=person(request),
    )


def _form(
    request: HttpRequest, form: EnquiryForm, *, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    return render(request, "pages/enquiry.html", context, status=status)


@require_safe
@by_link(access.enquiries.by_link)
def enquiry_sent(request: HttpRequest, enquiry: Any) -> HttpResponse:
    """What was asked, and the answer once there is one. Whoever holds the link reads it."""
    return render(request, "pages/enquiry_sent.html", {"enquiry": enquiry})
