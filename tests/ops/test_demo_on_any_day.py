"""Can the demo be built at any hour of any day, and is it the same for the same day?"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Max

from filiform.domain.screening import State
from filiform.ops.demo import build, cast
from filiform.records.audit import AuditEvent
from filiform.records.people import Patient
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 17, 11, 0, tzinfo=ZoneInfo("America/Denver"))
"""A Tuesday."""


@contextmanager
def built(now: datetime, *, most_visits: int) -> Iterator[None]:
    """A small demo for a moment; gone again at the end."""
    with transaction.atomic():
        build.build(now=now, patients=30, most_visits=most_visits)
        yield
        transaction.set_rollback(True)


def state(visit: Visit) -> State:
    done = visit.screenings.get()
    return done.to_domain().state([one.to_domain() for one in done.decisions.all()])


@pytest.mark.parametrize(
    ("day", "hour", "minute"),
    [(17, 0, 5), (17, 3, 0), (17, 17, 59), (17, 23, 50), (21, 9, 30), (22, 20, 0), (8, 2, 30)],
)
def test_it_plays_at_any_hour_and_on_any_day(day: int, hour: int, minute: int) -> None:
    now = NOW.replace(day=day, hour=hour, minute=minute)
    with built(now, most_visits=0):
        session = NeedlingSession.objects.get(closed_at=None)
        assert len(session.to_domain().ledger.in_place) == 2
        thea = session.therapist.visits.filter(arrived_at__isnull=False, session=None)
        assert Counter(state(one) for one in thea) == {State.CLEAR: 1, State.UNDECIDED: 1}
        assert AuditEvent.objects.aggregate(last=Max("at"))["last"] <= now
        ada = Patient.objects.get(email=cast.email(cast.ADA))
        assert ada.visits.get().starts_at > now


def test_two_builds_for_one_day_are_the_same_and_another_day_has_other_visits() -> None:
    with built(NOW, most_visits=1):
        first = everything()
    assert len(first["NeedlingSession"]) > 20
    with built(NOW, most_visits=1):
        assert everything() == first
    with built(NOW + timedelta(days=1), most_visits=0):
        visits = {one["key"] for one in everything()["Visit"]}
    assert visits.isdisjoint(one["key"] for one in first["Visit"])


CHANCY = {("OutboxMessage", "body"), ("OutboxMessage", "calendar"), ("User", "password")}
CHANCY |= {("TimetableEdition", "word")}
"""Signed links hold the second at which they were made, also in an invitation; a password its
salt; the word of a timetable is nothing but chance."""
NUMBERED = {("OutboxMessage", "once"), ("Alert", "once"), ("AuditEvent", "subject")}
NUMBERED |= {("LedgerEntry", "hash")}
"""These hold row numbers, or a hash over them, which a database never gives twice."""


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row, with row numbers counted from the first of its table."""
    found = {}
    for model in apps.get_app_config("records").get_models():
        rows = list(model.objects.order_by("pk").values())
        found[model.__name__] = [_comparable(model, row) for row in rows]
    return found


def _comparable(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    left_out = {name for table, name in CHANCY | NUMBERED if table == model.__name__}
    kept = {name: value for name, value in row.items() if name not in left_out}
    if model is AuditEvent:
        kept["detail"] = {name: one for name, one in row["detail"].items() if name != "hash"}
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else model
        numbered = field.is_relation or isinstance(field, models.AutoField)
        if numbered and field.attname in kept and kept[field.attname] is not None:
            first = target._default_manager.order_by("pk").values_list("pk", flat=True)[0]
            kept[field.attname] -= first
    return kept
