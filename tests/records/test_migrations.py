"""Do the tables in the database agree with what is written down?"""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.processes import own_database, said


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    assert call_command("makemigrations", check=True, dry_run=True, verbosity=0) is None


BEFORE = """
import django; django.setup()
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID
from django.core.management import call_command

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from filiform.domain.cells import instant
from filiform.ops.proof import proof
from filiform.records import guard
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Occupancy

call_command("migrate", "records", "0001", verbosity=0)
with guard.lifted():  # a clinic that comes from 0001 has none
    old = MigrationExecutor(connection).loader.project_state(("records", "0001_initial")).apps
    at = datetime(2026, 10, 6, 15, tzinfo=UTC)

    def made(model, **columns):
        return old.get_model("records", model).objects.create(**columns)

    user = made("User", email="t@clinic.example", name="Thea", role="therapist")
    therapist = made("Therapist", user=user, slug="thea", name="Thea")
    center = made("Center", slug="boulder", name="Boulder")
    patient = made("Patient", given_name="A", family_name="B", born_on=at.date(), made_at=at)
    who = {"patient": patient, "therapist": therapist, "center": center}
    visit = made("Visit", **who, starts_at=at, booked_at=at)
    session = made(
        "NeedlingSession", visit=visit, therapist=therapist, opened_at=at, opened_by=user)
    told = [
        {"deed": "inserted", "needle": 1, "target": "soleus", "side": "left",
         "gauge_mm": Decimal("0.25"), "length_mm": 30},
        {"deed": "inserted", "needle": 2, "target": "soleus", "side": "left",
         "gauge_mm": Decimal("0.3"), "length_mm": 40},
        {"deed": "twitched", "needle": 2, "twitches": 3},
        {"deed": "withdrawn", "needle": 2},
        {"deed": "withdrawn", "needle": 1},
        {"deed": "counted", "found": 1, "in_tray": 1},
        {"deed": "counted", "found": 0, "in_tray": 2},
        {"deed": "disposed", "needles": 2},
    ]
    for number, one in enumerate(told, start=1):
        id = UUID(int=number)
        common = {"id": id, "session_id": session.pk, "number": number, "at": at}
        made("LedgerEntry", **common, by=user, **one)
        made("AuditEvent", at=at, who="therapist", deed="x", patient_key=patient.key,
             subject=str(session.key), detail={"entry": str(id)})
    call_command("migrate", verbosity=0)
assert guard.is_set()
ledger = NeedlingSession.objects.get().to_domain().ledger
assert ledger.balance.agrees, ledger.balance
assert [(one.name, one.twitches) for one in ledger.needles] == [("1", 0), ("2", 3)]
assert all(one.out_at == at for one in ledger.needles)
held = Occupancy.objects.order_by("cell").values_list("visit", "therapist", "patient", "run")
assert list(held) == [(visit.pk, therapist.pk, patient.pk, run) for run in (4, 0, 0, 0)], held
assert instant(Occupancy.objects.earliest("cell").cell) == at
print(*[str(line) for line in proof()])
"""


def test_a_ledger_from_before_the_chain_keeps_all_it_said(tmp_path: Path) -> None:
    with own_database(tmp_path) as env:
        assert said(BEFORE, env) == "✓ 8 entries of 1 sessions are as they were received."
