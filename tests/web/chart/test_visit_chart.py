"""Is everything that bears on the needle seen, decided and consented to before it?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filiform.records.audit import AuditEvent
from filiform.records.intake import ConsentAffirmed, ConsentEnded, FindingDecided, ScreeningDone
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from tests.cast import Cast, booked, consented, history_sent, needle_in, ready

BLOOD = {"anticoagulant": "yes", "warfarin_inr": "not_warfarin"}


@pytest.fixture
def visit(cast_today: Cast) -> Visit:
    return booked(cast_today)


@pytest.fixture
def screening(cast_today: Cast, visit: Visit) -> ScreeningDone:
    """Ada takes a blood thinner: there is something to decide."""
    history_sent(cast_today, visit, **BLOOD)
    return visit.screenings.get()


def to(name: str, visit: Visit) -> str:
    return reverse(name, args=[visit.key])


def rule_to_decide(screening: ScreeningDone) -> str:
    return str(screening.to_domain().undecided([])[0].rule.id)


def decision(screening: ScreeningDone, **changes: Any) -> dict[str, Any]:
    typed = {
        "screening": screening.pk,
        "rule_id": rule_to_decide(screening),
        "choice": "adapt",
        "reason": "Thin needles, long pressure.",
    }
    return typed | changes


def test_all_reasons_are_named_at_once(thea: Client, visit: Visit) -> None:
    page = thea.get(to("visit-chart", visit)).content.decode()
    assert "has not sent the history yet" in page
    assert "The patient has not signed yet" in page
    assert "Open the session" not in page


def test_findings_answers_and_drawing_are_shown(
    thea: Client, visit: Visit, screening: ScreeningDone
) -> None:
    page = thea.get(to("visit-chart", visit)).content.decode()
    assert screening.to_domain().undecided([])[0].rule.says.split(":")[0] in page
    assert "Do you take a blood thinner?" in page
    assert "Back of the neck, left: dull or achy" in page
    assert "pain-shown-view" in page
    assert "Source" in page


def test_looking_leaves_an_audit_line(thea: Client, cast_today: Cast, visit: Visit) -> None:
    thea.get(to("visit-chart", visit))
    line = AuditEvent.objects.get(deed="read_visit")
    assert (line.by, line.patient_key) == (cast_today.thea.user, visit.patient.key)


def test_a_decision_stays_with_its_name_and_reason(
    thea: Client, cast_today: Cast, visit: Visit, screening: ScreeningDone
) -> None:
    answer = thea.post(to("decide-finding", visit), decision(screening), follow=True)
    page = answer.content.decode()
    assert FindingDecided.objects.get().decided_by == cast_today.thea.user
    assert "Thin needles, long pressure." in page
    assert "<strong>Adapt.</strong>" in page


def test_a_decision_without_its_reason_keeps_the_choice(
    thea: Client, visit: Visit, screening: ScreeningDone
) -> None:
    answer = thea.post(to("decide-finding", visit), decision(screening, reason="  "))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Write the reason for this decision" in page
    assert 'value="adapt" checked' in page


def test_a_decision_without_a_choice_keeps_the_reason(
    thea: Client, visit: Visit, screening: ScreeningDone
) -> None:
    answer = thea.post(to("decide-finding", visit), decision(screening, choice=""))
    assert answer.status_code == 422
    assert "Thin needles, long pressure." in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [{"choice": "maybe"}, {"rule_id": "no-such-rule"}, {"reason": "x" * 2001}],
)
def test_a_decision_that_is_none_is_refused(
    thea: Client, visit: Visit, screening: ScreeningDone, change: dict[str, str]
) -> None:
    answer = thea.post(to("decide-finding", visit), decision(screening, **change))
    assert answer.status_code == 409
    assert not FindingDecided.objects.exists()


@pytest.mark.parametrize("pk", ["", "no", "-1", "9" * 40])
def test_a_screening_that_is_not_this_visits_is_not_there(
    thea: Client, visit: Visit, screening: ScreeningDone, pk: str
) -> None:
    answer = thea.post(to("decide-finding", visit), decision(screening) | {"screening": pk})
    assert answer.status_code == 404


def test_a_decision_on_a_replaced_screening_is_refused(
    thea: Client, cast_today: Cast, visit: Visit, screening: ScreeningDone
) -> None:
    history_sent(cast_today, visit, **BLOOD, pregnant="unsure", pregnancy_stage="unsure")
    answer = thea.post(to("decide-finding", visit), decision(screening))
    assert answer.status_code == 409
    assert "answered again" in answer.content.decode()


def clinicians(**changes: Any) -> dict[str, Any]:
    calm = {"can_decide": "yes", "finding_clear": "yes", "thin_or_curved": "no", "frail": "no"}
    return {**calm, "medicines_seen": ["none"], **changes}


def test_the_clinicians_answers_make_a_new_screening(
    thea: Client, visit: Visit, screening: ScreeningDone
) -> None:
    thea.post(to("decide-finding", visit), decision(screening))
    answer = thea.post(to("screen-patient", visit), clinicians(frail="yes"), follow=True)
    page = answer.content.decode()
    newest = visit.screenings.order_by("screened_at", "pk").last()
    assert newest is not None
    assert newest.clinician["frail"] == "yes"
    assert "Before the last screening: Adapt." in page
    assert 'name="frail" value="yes" checked' in page


@pytest.mark.parametrize("wrong", [{"frail": "perhaps"}, {"nonsense": "yes"}])
def test_an_answer_that_was_not_offered_is_refused_and_the_others_kept(
    thea: Client, visit: Visit, screening: ScreeningDone, wrong: dict[str, str]
) -> None:
    answer = thea.post(to("screen-patient", visit), clinicians(**wrong))
    assert answer.status_code == 422
    assert 'name="can_decide" value="yes" checked' in answer.content.decode()
    assert visit.screenings.count() == 1


def test_without_a_history_there_is_nothing_to_screen(thea: Client, visit: Visit) -> None:
    answer = thea.post(to("screen-patient", visit), clinicians())
    assert answer.status_code == 409


def test_consent_is_affirmed_once_however_often_it_is_pressed(
    thea: Client, cast_today: Cast, visit: Visit
) -> None:
    consented(cast_today, visit, affirmed=False)
    for _ in range(2):
        assert thea.post(to("affirm-consent", visit)).status_code == 302
    assert ConsentAffirmed.objects.count() == 1


def test_without_a_signature_nothing_is_affirmed_or_withdrawn(thea: Client, visit: Visit) -> None:
    for deed in ("affirm-consent", "withdraw-consent-at-visit"):
        answer = thea.post(to(deed, visit))
        assert answer.status_code == 409
        assert "sign it first" in answer.content.decode()


def test_a_withdrawn_consent_closes_the_way_to_the_needle(thea: Client, cast_today: Cast) -> None:
    visit = ready(cast_today)
    thea.post(to("withdraw-consent-at-visit", visit), {"reason": "has thought again"})
    page = thea.get(to("visit-chart", visit)).content.decode()
    assert "The patient has withdrawn consent." in page
    assert thea.post(to("open-session", visit)).status_code == 409
    assert ConsentEnded.objects.get().reason == "has thought again"


def test_withdrawing_during_the_session_leads_back_to_the_bedside(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today)
    answer = thea.post(to("withdraw-consent-at-visit", session.visit), follow=True)
    page = answer.content.decode()
    assert "Consent withdrawn: all needles out now" in page
    assert 'id="insert"' not in page
    assert "All out" in page


def test_a_ready_visit_opens_once(thea: Client, cast_today: Cast) -> None:
    visit = ready(cast_today)
    assert "Open the session" in thea.get(to("visit-chart", visit)).content.decode()
    ways = {thea.post(to("open-session", visit)).headers["Location"] for _ in range(2)}
    assert ways == {reverse("bedside", args=[NeedlingSession.objects.get().key])}


def test_an_undecided_visit_does_not_open_and_says_why(
    thea: Client, cast_today: Cast, visit: Visit, screening: ScreeningDone
) -> None:
    consented(cast_today, visit)
    answer = thea.post(to("open-session", visit))
    assert answer.status_code == 409
    assert "The screening is not decided" in answer.content.decode()
    assert f"#decide-{rule_to_decide(screening)}" in answer.content.decode()


def test_an_expired_credential_is_among_the_reasons(cast_today: Cast) -> None:
    visit = ready(cast_today, booked(cast_today, therapist=cast_today.tara))
    client = Client()
    client.force_login(cast_today.tara.user)
    page = client.get(to("visit-chart", visit)).content.decode()
    assert "You may not needle here on this day: The needling credential expired" in page
    assert client.post(to("open-session", visit)).status_code == 409


def test_what_the_patient_wrote_is_shown_as_words(
    thea: Client, cast_today: Cast, visit: Visit
) -> None:
    history_sent(cast_today, visit, complaint="<script>alert(1)</script>'; DROP TABLE --")
    page = thea.get(to("visit-chart", visit)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
