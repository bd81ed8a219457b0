"""Can the note be read, signed as it was read, and taken away as a PDF by its therapists alone?"""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from filiform.records.audit import AuditEvent
from filiform.records.notes import NoteSigned
from filiform.records.people import Patient
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, booked, closed, needle_in, signed


def to(name: str, session: NeedlingSession) -> str:
    return reverse(name, args=[session.key])


def pdf_of(session: NeedlingSession) -> str:
    return reverse("note-pdf", args=[session.visit.patient.key, session.key])


def page_of(client: Client, session: NeedlingSession) -> str:
    return client.get(to("bedside", session)).content.decode()


def words_in(answer: Any) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_after_closing_the_note_is_there_to_be_read(thea: Client, cast_today: Cast) -> None:
    page = page_of(thea, closed(cast_today, needle_in(cast_today, target="infraspinatus")))
    assert "The note as it will be signed" in page
    assert "Infraspinatus left: 0.25 × 30 mm, no twitch noted, in for" in page
    assert "What STRICTA asks:" in page
    assert "how deep (2c)" in page


def test_words_that_were_typed_are_kept_before_it_is_signed(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    typed = {"words": "Lighter.", "was": "", "read": "0" * 64}
    assert thea.post(to("sign-session", session), typed).status_code == 302
    session.refresh_from_db()
    assert (session.note, session.signed_at) == ("Lighter.", None)
    assert "Read it once more, then sign." in page_of(thea, session)


def test_a_note_that_changed_is_read_again(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    answer = thea.post(to("sign-session", session), {"read": "0" * 64})
    assert answer.status_code == 409
    assert "Read it again, then sign." in answer.content.decode()
    assert not NoteSigned.objects.exists()


def test_signed_it_is_shown_as_it_was_signed(thea: Client, cast_today: Cast) -> None:
    session = signed(cast_today)
    page = page_of(thea, session)
    assert f"SHA-256 {NoteSigned.objects.get().sha256}" in page
    assert "Signed by Thea, PT" in page
    assert "as it will be signed" not in page


def test_it_stands_in_the_chart_too(thea: Client, cast_today: Cast) -> None:
    session = signed(cast_today)
    page = thea.get(reverse("chart", args=[cast_today.ada.key])).content.decode()
    assert "What STRICTA asks:" in page
    assert pdf_of(session) in page


def test_a_note_signed_before_notes_were_kept_is_still_shown(
    thea: Client, cast_today: Cast
) -> None:
    session = closed(cast_today)
    by = {"signed_at": cast_today.now, "signed_by": cast_today.thea.user}
    NeedlingSession.objects.filter(pk=session.pk).update(note="Old words.", **by)
    page = page_of(thea, session)
    assert "Old words." in page
    assert "3 needles, 0 twitches" in page
    assert pdf_of(session) not in page
    assert thea.get(pdf_of(session)).status_code == 409


# ---------------------------------------------------------------- the PDF
def test_the_pdf_holds_the_note_and_what_was_added(thea: Client, cast_today: Cast) -> None:
    session = signed(cast_today, needle_in(cast_today, target="infraspinatus", needles=2))
    thea.post(to("add-addendum", session), {"words": "The lot was A2."})
    words = words_in(thea.get(pdf_of(session)))
    assert "Infraspinatus left: (1) 0.25 × 30 mm, no twitch noted" in words
    assert "2 in, 2 out." in words
    assert "Signed by Thea, PT" in words
    assert "Added by Thea" in words
    assert "The lot was A2." in words
    assert "how deep (2c)" in words


def test_it_is_kept_nowhere_and_its_name_tells_nothing(thea: Client, cast_today: Cast) -> None:
    session = signed(cast_today)
    answer = thea.get(pdf_of(session))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    name = f'attachment; filename="note-{session.key.hex[:8]}.pdf"'
    assert answer.headers["Content-Disposition"] == name


def test_taking_it_leaves_an_audit_line(thea: Client, cast_today: Cast) -> None:
    thea.get(pdf_of(signed(cast_today)))
    line = AuditEvent.objects.get(deed="read_note")
    assert (line.by, line.patient_key) == (cast_today.thea.user, cast_today.ada.key)


def test_a_stranger_and_another_therapist_do_not_get_it(cast_today: Cast) -> None:
    session = signed(cast_today)
    client = Client()
    assert client.get(pdf_of(session)).status_code == 302
    client.force_login(cast_today.tara.user)
    assert client.get(pdf_of(session)).status_code == 404
    for user in (cast_today.otto, cast_today.olive, cast_today.ada.user):
        client.force_login(user)
        assert client.get(pdf_of(session)).status_code == 403
    assert not AuditEvent.objects.filter(deed="read_note").exists()


def test_it_is_only_read(thea: Client, cast_today: Cast) -> None:
    assert thea.post(pdf_of(signed(cast_today))).status_code == 405


def test_without_a_signature_there_is_none(thea: Client, cast_today: Cast) -> None:
    answer = thea.get(pdf_of(closed(cast_today)))
    assert answer.status_code == 409
    assert "not signed yet" in answer.content.decode()


def test_a_session_of_somebody_else_or_of_nobody_is_not_there(
    thea: Client, cast_today: Cast
) -> None:
    signed(cast_today)
    booked(cast_today, patient=cast_today.bea, start=cast_today.start(2))
    others = reverse("note-pdf", args=[cast_today.bea.key, NoteSigned.objects.get().session.key])
    assert thea.get(others).status_code == 404
    nobodys = reverse("note-pdf", args=[cast_today.ada.key, uuid4()])
    assert thea.get(nobodys).status_code == 404


@pytest.mark.parametrize(("asked", "height"), [("", 792), ("?paper=a4", 842), ("?paper=%00", 792)])
def test_it_comes_on_letter_and_on_a4(
    thea: Client, cast_today: Cast, asked: str, height: int
) -> None:
    answer = thea.get(pdf_of(signed(cast_today)) + asked)
    box = PdfReader(io.BytesIO(answer.content)).pages[0].mediabox
    assert round(box.height) == height


def test_a_name_in_other_letters_stands_on_every_page(thea: Client, cast_today: Cast) -> None:
    name = {"given_name": "Nguyễn Žofie", "family_name": "Λουκία Юлия"}
    Patient.objects.filter(pk=cast_today.ada.pk).update(**name)
    session = closed(cast_today)
    session.note = "A line. \n" * 300
    session.save(update_fields=["note"])
    answer = thea.get(pdf_of(signed_now(thea, session)))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        words = " ".join(page.extract_text().split())
        assert "Nguyễn Žofie Λουκία Юлия, born 14 May 1985" in words
        assert f"Page {number} of {len(pages)}" in words


def signed_now(thea: Client, session: NeedlingSession) -> NeedlingSession:
    assert thea.post(to("sign-session", session)).status_code == 302
    return session
