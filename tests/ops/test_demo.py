"""Is the demo clinic whole, made up, and in the middle of a day's work?"""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Max, Min
from django.test import Client, TestCase
from django.urls import reverse

from filiform.domain.screening import State
from filiform.ops.demo import build, cast
from filiform.records.aftercare import CheckInAnswered
from filiform.records.alerts import Alert
from filiform.records.audit import AuditEvent
from filiform.records.incidents import Incident
from filiform.records.lots import NeedleLot
from filiform.records.outbox import OutboxMessage
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.sessions import LedgerEntry, NeedlingSession
from filiform.records.visits import Visit

NOW = datetime(2026, 3, 17, 11, 0, tzinfo=ZoneInfo("America/Denver"))
"""A Tuesday, with the change of the clocks on 8 March in the six months before it."""


def visits_today() -> dict[str, list[Visit]]:
    """Therapist's name -> visits of the day."""
    midnight = NOW.replace(hour=0)
    found = Visit.objects.filter(
        starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1)
    )
    by_name: dict[str, list[Visit]] = {}
    for visit in found.select_related("therapist", "patient__user"):
        by_name.setdefault(visit.therapist.name, []).append(visit)
    return by_name


def state(visit: Visit) -> State | None:
    done = visit.screenings.last()
    return (
        done.to_domain().state([one.to_domain() for one in done.decisions.all()]) if done else None
    )


class TestTheDemo(TestCase):
    """The demo as it is shipped, built once."""

    @classmethod
    def setUpTestData(cls) -> None:
        build.build(now=NOW)

    def test_every_needle_is_of_a_lot_in_stock(self) -> None:
        used = LedgerEntry.objects.filter(deed="inserted").values_list("lot", flat=True)
        good = NeedleLot.objects.filter(expires_on__gte=NOW.date())
        assert set(used) <= set(good.values_list("number", flat=True))
        assert NeedleLot.objects.exclude(pk__in=good).count() == 1

    def test_two_centers_five_therapists_a_desk_and_an_owner(self) -> None:
        assert set(Center.objects.values_list("slug", "state")) == {
            ("boulder", "CO"),
            ("westminster", "CO"),
        }
        assert Therapist.objects.count() == 5
        roles = Counter(User.objects.exclude(role="patient").values_list("role", flat=True))
        assert roles == {"therapist": 5, "desk": 1, "owner": 1}

    def test_one_therapist_has_no_credential_and_one_has_an_expired_one(self) -> None:
        ends = {
            one.name: one.credentials.aggregate(last=Max("valid_to"))["last"]
            for one in Therapist.objects.all()
        }
        missing = [name for name, last in ends.items() if last is None]
        expired = [name for name, last in ends.items() if last and last < NOW.date()]
        assert (len(missing), len(expired)) == (1, 1)

    def test_sixty_patients_who_are_made_up(self) -> None:
        patients = Patient.objects.all()
        assert len(patients) == 60
        assert all(one.synthetic for one in patients)
        assert len({one.name for one in patients}) == 60
        assert all(one.email.endswith("@demo.filiform.example") for one in patients)
        assert all(one.phone[:9] in ("303-555-0", "720-555-0") for one in patients)
        assert all(18 <= one.age_on(NOW.date()) < 90 for one in patients)

    def test_six_months_lie_behind_and_nothing_is_written_in_the_future(self) -> None:
        span = Visit.objects.aggregate(first=Min("starts_at"), last=Max("starts_at"))
        assert NOW - span["first"] > timedelta(days=120)
        assert span["last"] > NOW + timedelta(days=2)
        assert AuditEvent.objects.aggregate(last=Max("at"))["last"] <= NOW

    def test_every_session_of_the_past_is_accounted_for_and_signed(self) -> None:
        sessions = NeedlingSession.objects.filter(visit__starts_at__lt=NOW - timedelta(hours=1))
        assert len(sessions) > 100
        for session in sessions.prefetch_related("entries"):
            balance = session.to_domain().ledger.balance
            assert balance.agrees, session.key
            assert session.signed_at is not None
            assert 2 <= balance.inserted <= 8

    def test_every_past_visit_was_kept_called_off_or_missed(self) -> None:
        past = Visit.objects.filter(starts_at__lt=NOW - timedelta(days=1))
        fates = Counter(
            "called off"
            if visit.cancelled
            else "missed"
            if visit.arrived_at is None
            else "needled"
            if hasattr(visit, "session")
            else "not needled"
            for visit in past.select_related("session")
        )
        assert fates["needled"] > 100
        assert all(fates[fate] > 0 for fate in ("called off", "missed", "not needled"))

    def test_pain_goes_down_for_some_and_up_for_two(self) -> None:
        changes = []
        for patient in Patient.objects.prefetch_related("pain"):
            before = [one.value for one in patient.pain.all() if one.moment == "before"]
            if len(before) > 2:
                changes.append(before[-1] - before[0])
        assert sum(change < 0 for change in changes) > 5
        assert sum(change > 0 for change in changes) >= 2

    def test_an_incident_was_opened_and_explained(self) -> None:
        incident = Incident.objects.get()
        assert incident.resolved
        assert incident.session.signed_at is not None
        assert not incident.session.to_domain().ledger.balance.differences()

    def test_some_alerts_are_answered_and_some_are_open(self) -> None:
        open_now = Alert.objects.filter(acknowledged_at=None)
        assert {one.level for one in open_now} == {"today", "contact"}
        assert Alert.objects.exclude(acknowledged_at=None).count() >= 3
        assert open_now.filter(kind="red_flag", raised_at__gt=NOW - timedelta(hours=2)).count() == 1

    def test_most_questions_after_needling_were_answered(self) -> None:
        due = NeedlingSession.objects.filter(check_ins__due_at__lt=NOW - timedelta(days=1)).count()
        assert 0.7 * due < CheckInAnswered.objects.count() < due

    def test_thea_has_a_day_full_of_life(self) -> None:
        day = visits_today()["Thea Lindqvist"]
        in_place = [
            len(visit.session.to_domain().ledger.in_place)
            for visit in day
            if hasattr(visit, "session") and visit.session.closed_at is None
        ]
        assert in_place == [2]
        assert (
            sum(hasattr(one, "session") and one.session.signed_at is not None for one in day) == 3
        )
        waiting = [one for one in day if one.arrived_at and not hasattr(one, "session")]
        assert Counter(state(one) for one in waiting) == {State.CLEAR: 1, State.UNDECIDED: 1}
        assert any(one.histories.count() == 0 for one in day)
        assert any(one.starts_at > NOW + timedelta(hours=1) for one in day)

    def test_every_therapist_works_today_in_both_centers(self) -> None:
        today = visits_today()
        assert set(today) == {role.name for role in cast.THERAPISTS}
        assert {one.center.slug for day in today.values() for one in day} == {
            "boulder",
            "westminster",
        }

    def test_ada_has_five_visits_behind_her_and_one_without_a_history_before_her(self) -> None:
        ada = Patient.objects.get(email=cast.email(cast.ADA))
        past, coming = (
            ada.visits.filter(starts_at__lt=NOW),
            ada.visits.get(starts_at__gt=NOW, cancelled_at=None),
        )
        assert [hasattr(one, "session") for one in past] == [True] * 5
        assert {one.therapist.name for one in (*past, coming)} == {"Thea Lindqvist"}
        assert coming.histories.count() == 0

    def test_what_was_due_is_sent_and_the_rest_waits(self) -> None:
        assert not OutboxMessage.objects.filter(sent_at=None, not_before__lte=NOW).exists()
        assert OutboxMessage.objects.filter(sent_at=None, not_before__gt=NOW).exists()

    def test_every_printed_login_opens_its_first_page(self) -> None:
        for login in cast.LOGINS:
            browser = Client()
            sent = {"login": login.email, "password": login.password}
            browser.post(reverse("account_login"), sent)
            page = browser.get(reverse("after-sign-in"), follow=True)
            assert page.status_code == 200, login.role
            assert b"made up" in page.content

    def test_a_second_demo_is_refused_in_a_sentence(self) -> None:
        with pytest.raises(build.NotEmpty, match="already holds people, so no demo was made"):
            build.build(now=NOW)
