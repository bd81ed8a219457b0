"""Can the consent be read, signed, kept as a copy, and taken back?"""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.knowledge import consents
from filiform.records.audit import AuditEvent
from filiform.records.intake import ConsentEnded, ConsentSigned
from filiform.records.people import Patient
from filiform.records.visits import Visit
from tests.cast import Cast, consented, credential
from tests.web.patient_links import coming, to


def sign(client: Client, visit: Visit, **changes: Any) -> HttpResponse:
    """Signs as the form does, with the very marks that stand on the page."""
    page = client.get(to("consent", visit))
    sent = {
        "version": page.context["text"].version,
        "fingerprint": page.context["fingerprint"],
        "who": "patient",
        "relation": "",
        "signer": "Ada Example",
        "read": "on",
    }
    wanted = {key: value for key, value in (sent | changes).items() if value is not None}
    return client.post(to("record-consent", visit), wanted)


def test_the_whole_text_is_read_with_the_therapists_training(client: Client, visit: Visit) -> None:
    text = client.get(to("consent", visit)).content.decode()
    assert all(section.heading in text for section in consents.CURRENT.sections[:4])
    assert "Your therapist is Thea." in text
    assert "80 hours of dry needling training" in text
    assert text.count('<details class="source">') == len(consents.CURRENT.sections)
    assert text.index("Your rights") < text.index("Sign the consent")


def test_a_therapist_without_training_on_file_is_said_to_have_none(
    client: Client, cast_today: Cast
) -> None:
    visit = coming(cast_today, therapist=cast_today.theo)
    assert "not yet recorded" in client.get(to("consent", visit)).content.decode()


def test_what_was_signed_is_kept_word_for_word_and_shown(client: Client, visit: Visit) -> None:
    assert sign(client, visit).url == to("consent", visit)
    signed = ConsentSigned.objects.get()
    assert (signed.signer, signed.relation, signed.visit) == ("Ada Example", "", visit)
    page = client.get(to("consent", visit))
    assert page.context["consent"].words == signed.words
    assert "A needle near the chest" in page.content.decode()
    assert "will talk it through with you" in page.content.decode()
    assert AuditEvent.objects.get(deed="record_consent").who == "link"


def test_the_copy_says_when_the_therapist_has_affirmed(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    consented(cast_today, visit)
    assert "that the risks were explained" in client.get(to("consent", visit)).content.decode()


def test_pressed_twice_it_is_signed_once(client: Client, visit: Visit) -> None:
    page = client.get(to("consent", visit))
    marks = {"version": page.context["text"].version, "fingerprint": page.context["fingerprint"]}
    for _ in range(2):
        sent = {**marks, "who": "patient", "signer": "Ada", "read": "on"}
        assert client.post(to("record-consent", visit), sent).status_code == 302
    assert ConsentSigned.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"signer": ""}, "Type your full name"),
        ({"signer": " A "}, "Type your full name"),
        ({"signer": "\x00"}, "Null characters are not allowed"),
        ({"signer": "x" * 161}, "160 letters"),
        ({"read": None}, "Read the text first"),
        ({"who": None}, "Say who signs"),
        ({"who": "the dog"}, "Say who signs"),
        ({"who": "representative"}, "how you are related"),
        ({"who": "representative", "relation": "y" * 81}, "80 letters"),
    ],
)
def test_an_unfinished_signature_is_not_kept(
    client: Client, visit: Visit, changes: dict[str, Any], says: str
) -> None:
    page = sign(client, visit, **changes)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not ConsentSigned.objects.exists()


def test_what_was_typed_stays_on_the_page(client: Client, visit: Visit) -> None:
    page = sign(client, visit, read=None, signer='Ada "<b>" Example')
    assert "Ada &quot;&lt;b&gt;&quot; Example" in page.content.decode()


def test_a_representative_signs_with_their_relation(client: Client, visit: Visit) -> None:
    sign(client, visit, who="representative", relation="mother", signer="Eve Example")
    signed = ConsentSigned.objects.get()
    assert (signed.signer, signed.relation) == ("Eve Example", "mother")
    assert "Eve Example (mother), for Ada Example" in " ".join(
        client.get(to("consent", visit)).content.decode().split()
    )


def test_a_child_does_not_sign_alone(client: Client, visit: Visit) -> None:
    young = date(visit.starts_local.year - 15, 1, 1)
    Patient.objects.filter(pk=visit.patient_id).update(born_on=young)
    page = sign(client, visit)
    assert page.status_code == 422
    assert "a parent or guardian signs" in page.content.decode()
    assert 'value="patient"' not in page.content.decode()
    sign(client, visit, who="representative", relation="father", signer="Adam Example")
    assert ConsentSigned.objects.get().relation == "father"


@pytest.mark.parametrize("changed", [{"version": "2019-01"}, {"fingerprint": "0"}])
def test_another_text_than_the_one_that_was_read_is_not_signed(
    client: Client, visit: Visit, changed: dict[str, str]
) -> None:
    page = sign(client, visit, signer="Ada Typed This", **changed)
    assert page.status_code == 409
    assert "The text has changed" in page.content.decode()
    assert "Ada Typed This" in page.content.decode()
    assert not ConsentSigned.objects.exists()


def test_new_training_while_reading_is_read_again(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    read = client.get(to("consent", visit)).context["fingerprint"]
    credential(cast_today, cast_today.thea, hours=120, valid_from=cast_today.now.date())
    assert sign(client, visit, fingerprint=read).status_code == 409


def test_nothing_is_signed_for_a_cancelled_visit(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    cancel_visit(visit=visit, at=cast_today.now, by=None)
    assert "Sign the consent" not in client.get(to("consent", visit)).content.decode()
    assert sign(client, visit).status_code == 409
    assert not ConsentSigned.objects.exists()


# ---------------------------------------------------------------- taken back
def test_it_is_taken_back_at_once_and_without_a_reason(client: Client, visit: Visit) -> None:
    sign(client, visit)
    page = client.post(to("withdraw-consent", visit), follow=True)
    assert "Taken back. Thea may not needle you." in page.content.decode()
    assert "Sign the consent" in page.content.decode()
    assert ConsentEnded.objects.get().reason == ""


def test_a_reason_of_any_length_delays_nothing(client: Client, visit: Visit) -> None:
    sign(client, visit)
    client.post(to("withdraw-consent", visit), {"reason": "\x00" + "why " * 1000})
    assert ConsentEnded.objects.get().reason.startswith("why why")


def test_taken_back_twice_is_taken_back_once(client: Client, visit: Visit) -> None:
    sign(client, visit)
    for _ in range(2):
        assert client.post(to("withdraw-consent", visit)).status_code == 302
    assert ConsentEnded.objects.count() == 1


def test_it_can_be_signed_again(client: Client, visit: Visit) -> None:
    sign(client, visit)
    client.post(to("withdraw-consent", visit))
    sign(client, visit)
    assert client.get(to("consent", visit)).context["stands"] is True
    assert ConsentSigned.objects.count() == 2


def test_what_was_never_signed_cannot_be_taken_back(client: Client, visit: Visit) -> None:
    page = client.post(to("withdraw-consent", visit))
    assert page.status_code == 409
    assert "No consent stands" in page.content.decode()


@pytest.mark.parametrize("name", ["record-consent", "withdraw-consent"])
def test_a_signature_is_not_given_by_opening_an_address(
    client: Client, visit: Visit, name: str
) -> None:
    assert client.get(to(name, visit)).status_code == 405


def test_somebody_elses_link_shows_no_consent_of_hers(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    sign(client, visit)
    theirs = coming(cast_today, patient=cast_today.bea, start=cast_today.start(0))
    assert "Ada" not in client.get(to("consent", theirs)).content.decode()
