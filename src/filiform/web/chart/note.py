"""How does a signed note leave the screen? As a PDF, for a therapist of that patient."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from filiform.domain.session import NotSigned
from filiform.records import access
from filiform.web.chart import paper
from filiform.web.gate import for_roles
from filiform.web.templatetags.notes import read

WHEN = "l j F Y, H:i"


@require_safe
@for_roles("therapist")
def note_pdf(request: HttpRequest, key: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """The signed note with its addenda; Letter, or A4 where it is asked for (`?paper=a4`)."""
    patient = access.chart(request.user, key, at=timezone.now(), page="note")
    kept = access.sessions_of(patient).filter(key=session).first()
    if kept is None:
        raise Http404(access.NOT_HERE)
    signed = getattr(kept, "note_signed", None)
    if signed is None:
        raise NotSigned("This note has no PDF: it is not signed yet. Sign it first.")
    size = "a4" if request.GET.get("paper") == "a4" else "letter"
    made = paper.pdf(_sheet(patient, kept, signed), size)
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="note-{kept.key.hex[:8]}.pdf"'
    return answer


def _sheet(patient: Any, session: Any, signed: Any) -> paper.Sheet:
    def on(at: datetime) -> str:
        return date_format(at.astimezone(session.visit.center.zone), WHEN)

    return paper.Sheet(
        clinic=settings.CLINIC_NAME,
        patient=f"{patient.name}, born {date_format(patient.born_on, 'j F Y')}",
        noted=read(signed.content),
        signed=f"Signed by {signed.signer}, {on(signed.at)}.",
        seal=signed.sha256,
        addenda=tuple(
            (f"Added by {one.by}, {on(one.at)}", one.words) for one in session.addenda.all()
        ),
    )
