"""What was done at the bedside: every needle, every count, every word of the note?"""

import uuid
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import models

from filiform.domain.bedside import Fact as LedgerFact
from filiform.domain.ledger import Ledger
from filiform.domain.outcomes import Moment, PainScore
from filiform.domain.session import Session
from filiform.records import folded
from filiform.records.batches import Batch
from filiform.records.chain import link
from filiform.records.entries import Deed, EntryColumns, columns_of, fact_of
from filiform.records.facts import Fact, at_and_by
from filiform.records.people import Patient, Therapist, User
from filiform.records.prepared import Prepared
from filiform.records.visits import Visit

T = TypeVar("T")
__all__ = ["UNLINKED", "Addendum", "Deed", "LedgerEntry", "NeedlingSession", "PainGiven"]


class NeedlingSession(models.Model):
    """One needling at one visit. Its needles are the fold over its ledger entries.

    `note` is written until it is signed; then only addenda are added.
    `difference_explained` is set when an incident says where a needle went.

    Attributes (none is kept):
        batch: what waits to be written, while `receive_bedside_events` holds it.
        head: number and hash of the last entry, as of `to_domain`.
    """

    batch: Batch | None = None
    head: tuple[int, str] | None = None

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="session")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="sessions")
    opened_at = models.DateTimeField(db_index=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    difference_explained = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["opened_at", "pk"]
        constraints: ClassVar = [at_and_by("closed"), at_and_by("signed")]

    def to_domain(self, *, consent_withdrawn: bool = False) -> Session:
        return Session(
            ledger=self._ledger(),
            consent_withdrawn=consent_withdrawn,
            difference_explained=self.difference_explained,
            closed_at=self.closed_at,
            signed_at=self.signed_at,
        )

    @classmethod
    def locked(cls, pk: int) -> "NeedlingSession":
        """The session, held against other writers until the transaction ends."""
        (held,) = _held(pk)
        return held

    def once(self, what: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives. Asked of a session that is held, it is read at most once."""
        known: dict[Hashable, Any] = self.__dict__.setdefault("_read", {})
        if what not in known:
            known[what] = read()
        return known[what]  # type: ignore[no-any-return]

    def keep(
        self, after: Session, *, by: User, device_at: datetime | None = None
    ) -> "list[LedgerEntry]":
        """Appends the facts of `after` that are not kept yet, each with the hash before it."""
        assert self.head is not None, "to_domain comes first"
        number, before = self.head
        kept: list[LedgerEntry] = []
        for place, fact in enumerate(after.ledger.facts[number:], start=number + 1):
            entry = LedgerEntry(
                session=self,
                number=place,
                by=by,
                device_at=device_at,
                received_at=self.batch.at if self.batch else fact.at,
                **columns_of(fact),
            )
            before = entry.hash = link(before, entry.linked())
            kept.append(entry)
        self._write(kept, after)
        self.head = (number + len(kept), before)
        if self.difference_explained and not after.difference_explained:
            self.difference_explained = False
            self.save(update_fields=["difference_explained"])
        return kept

    def _write(self, kept: "list[LedgerEntry]", after: Session) -> None:
        """Now, or with the rest of the batch."""
        if self.batch is None:
            LedgerEntry.objects.bulk_create(kept)
        else:
            self.batch.entries += kept
            self.batch.now = after

    def _ledger(self) -> Ledger:
        """From entries that were fetched with others; else from what is new since the last time."""
        if "entries" in getattr(self, "_prefetched_objects_cache", {}):
            now = folded.go_on(folded.NOTHING, list(self.entries.all()))
        else:
            before = folded.known(self.key)
            now = folded.go_on(before, _entries_from(self.pk, before[0][0]))
            now = now or folded.go_on(folded.NOTHING, _entries_from(self.pk, 0))
            folded.remember(self.key, now)
        self.head, ledger = now
        return ledger


class LedgerEntry(EntryColumns, Fact):
    """One fact of one session's ledger, in the order in which the clinic received it.

    Attributes:
        id: made by the device that recorded it; a repeated request changes nothing.
        at: when it happened, by the clinic's clock. received_at: when the clinic got it.
        device_at: what the device's clock said, if it did.
        hash: of this entry and the one before (see `records.chain`).
    """

    id = models.UUIDField(primary_key=True)
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "number"], name="entries_in_one_order"),
        ]

    def to_domain(self) -> LedgerFact:
        return fact_of(self)

    def linked(self) -> dict[str, Any]:
        """The columns that the hash is made of: all but itself; the session by its key."""
        names = (field.attname for field in self._meta.concrete_fields)
        columns = {name: getattr(self, name) for name in names if name not in UNLINKED}
        return {"session": self.session.key, **columns}


UNLINKED = ("hash", "session_id")
ENTRY = [field.attname for field in LedgerEntry._meta.concrete_fields]


@Prepared
def _held(pk: int) -> "models.QuerySet[NeedlingSession]":
    held = NeedlingSession.objects.select_for_update(of=("self",)).filter(pk=pk)
    return held.select_related("visit__patient", "visit__center", "therapist").order_by()


@Prepared
def _entries_from(session: int, number: int) -> "models.QuerySet[LedgerEntry]":
    found = LedgerEntry.objects.filter(session=session, number__gte=number)
    return found.order_by("number").values_list(*ENTRY, named=True)


class PainGiven(Fact):
    """One pain score (NPRS 0-10) at one moment. The last of a visit and moment counts."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="pain")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="pain")
    moment = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Moment])
    value = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(value__lte=10), name="pain_on_the_scale")
        ]

    def to_domain(self) -> PainScore:
        return PainScore(self.at, self.value, Moment(self.moment))


class Addendum(Fact):
    """Words added to a signed note."""

    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="addenda")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
