"""Does a fact, once added, stay exactly as it was?"""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from filiform.records.aftercare import CheckInAnswered
from filiform.records.audit import AuditEvent, note
from filiform.records.doubles import DoubleSettled
from filiform.records.enquiries import Enquiry, EnquiryAnswered, EnquiryClosed
from filiform.records.facts import Fact, FactsNeverChange
from filiform.records.incidents import FollowUp, Incident
from filiform.records.intake import (
    ConsentAffirmed,
    ConsentEnded,
    ConsentSigned,
    FindingDecided,
    HistorySent,
    ScreeningDone,
)
from filiform.records.late import CancellationPolicy, FeeWaived, LateNotice
from filiform.records.lots import LotRecalled
from filiform.records.notes import NoteSigned
from filiform.records.people import NeedlingCredential
from filiform.records.reminders import ReminderChoice
from filiform.records.sessions import Addendum, LedgerEntry, PainGiven
from filiform.records.site import SiteFileVersion, SiteImported
from tests.actions.proofs import untouched
from tests.cast import Cast, needle_in

FACTS = {
    Addendum,
    AuditEvent,
    CancellationPolicy,
    CheckInAnswered,
    ConsentAffirmed,
    ConsentEnded,
    ConsentSigned,
    DoubleSettled,
    Enquiry,
    EnquiryAnswered,
    EnquiryClosed,
    FeeWaived,
    FindingDecided,
    FollowUp,
    HistorySent,
    Incident,
    LateNotice,
    LedgerEntry,
    LotRecalled,
    NeedlingCredential,
    NoteSigned,
    PainGiven,
    ReminderChoice,
    ScreeningDone,
    SiteFileVersion,
    SiteImported,
}


def test_everything_that_was_said_or_done_is_a_fact() -> None:
    models = apps.get_app_config("records").get_models()
    assert {model for model in models if issubclass(model, Fact)} == FACTS


def kept(cast: Cast) -> LedgerEntry:
    entry = needle_in(cast).entries.first()
    assert entry is not None
    return entry


def test_a_fact_is_not_saved_again(cast: Cast) -> None:
    entry = kept(cast)
    entry.target = "soleus"
    with untouched(), pytest.raises(FactsNeverChange):
        entry.save()
    with untouched(), pytest.raises(FactsNeverChange):
        entry.save(update_fields=["target"])


def test_a_fact_is_not_deleted(cast: Cast) -> None:
    entry = kept(cast)
    with untouched(), pytest.raises(FactsNeverChange):
        entry.delete()


def test_a_new_fact_does_not_write_over_an_old_one(cast: Cast) -> None:
    entry = kept(cast)
    columns = {field.attname: getattr(entry, field.attname) for field in entry._meta.fields}
    impostor = LedgerEntry(**columns | {"target": "soleus"})
    with untouched(), pytest.raises(IntegrityError), transaction.atomic():
        impostor.save()
    with untouched(), pytest.raises(IntegrityError), transaction.atomic():
        impostor.save(force_update=False)


def test_many_facts_are_not_changed_at_once(cast: Cast) -> None:
    entry = kept(cast)
    session = entry.session
    for many in (LedgerEntry.objects.all(), session.entries.all(), session.entries.filter(pk=1)):
        with untouched(), pytest.raises(FactsNeverChange):
            many.update(target="soleus")
        with untouched(), pytest.raises(FactsNeverChange):
            many.delete()
    with untouched(), pytest.raises(FactsNeverChange):
        LedgerEntry.objects.bulk_update([entry], ["target"])
    with untouched(), pytest.raises(FactsNeverChange):
        LedgerEntry.objects.update_or_create(pk=entry.pk, defaults={"target": "soleus"})
    with untouched(), pytest.raises(FactsNeverChange):
        overwrite: dict[str, Any] = {"update_conflicts": True, "update_fields": ["target"]}
        LedgerEntry.objects.bulk_create([entry], unique_fields=["id"], **overwrite)


def test_many_facts_may_be_added_at_once(cast: Cast) -> None:
    lines = [AuditEvent(at=cast.now, who="worker", deed=f"deed {n}") for n in range(3)]
    AuditEvent.objects.bulk_create(lines)
    assert AuditEvent.objects.filter(who="worker").count() == 3


@pytest.mark.parametrize("model", sorted(FACTS, key=lambda model: model.__name__))
def test_every_kind_of_fact_refuses_a_change_of_all_of_them(db: None, model: Any) -> None:
    with pytest.raises(FactsNeverChange):
        model.objects.all().update(pk=1)
    with pytest.raises(FactsNeverChange):
        model.objects.all().delete()


def test_the_audit_says_who_it_was(cast: Cast) -> None:
    assert note("a", at=cast.now, by=cast.otto).who == "desk"
    assert note("b", at=cast.now, by=None).who == "link"
    assert note("c", at=cast.now, by=None, who="worker").who == "worker"


def test_the_audit_goes_on_when_somebody_changes_the_role(cast: Cast) -> None:
    line = note("a", at=cast.now, by=cast.otto)
    cast.otto.role = "owner"
    cast.otto.save()
    line.refresh_from_db()
    assert line.who == "desk"
