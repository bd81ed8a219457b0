"""What was done at the bedside: every needle, every count, every word of the note?"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from filiform.domain.anatomy import Side
from filiform.domain.ledger import (
    Counted,
    Disposed,
    Inserted,
    Ledger,
    NeedleSize,
    Twitched,
    Withdrawn,
)
from filiform.domain.ledger import Fact as LedgerFact
from filiform.domain.outcomes import Moment, PainScore
from filiform.domain.session import Session
from filiform.records.facts import Fact, at_and_by
from filiform.records.people import Patient, Therapist, User
from filiform.records.visits import Visit


class NeedlingSession(models.Model):
    """One needling at one visit. Its needles are the fold over its ledger entries.

    `note` is written until it is signed; then only addenda are added.
    `difference_explained` is set when an incident says where a needle went.
    """

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
            ledger=Ledger(tuple(entry.to_domain() for entry in self.entries.all())),
            consent_withdrawn=consent_withdrawn,
            difference_explained=self.difference_explained,
            closed_at=self.closed_at,
            signed_at=self.signed_at,
        )

    @classmethod
    def locked(cls, pk: int) -> "NeedlingSession":
        """The session, held against other writers until the transaction ends."""
        held = cls.objects.select_for_update(of=("self",))
        return held.select_related("visit__patient", "therapist").get(pk=pk)

    def keep(
        self, after: Session, *, by: User, device_at: datetime | None = None
    ) -> "list[LedgerEntry]":
        """Appends the facts of `after` that are not kept yet; an explanation of a
        difference does not outlive the next needle that moves."""
        known = set(self.entries.values_list("id", flat=True))
        new = [fact for fact in after.ledger.facts if fact.id not in known]
        kept = [
            LedgerEntry(
                session=self,
                number=len(known) + place,
                by=by,
                device_at=device_at,
                **entry_columns(fact),
            )
            for place, fact in enumerate(new, start=1)
        ]
        for entry in kept:
            entry.save(force_insert=True)
        moved = any(isinstance(fact, Inserted | Withdrawn) for fact in new)
        if moved and self.difference_explained:
            self.difference_explained = False
            self.save(update_fields=["difference_explained"])
        return kept


class Deed(models.TextChoices):
    INSERTED = "inserted"
    TWITCHED = "twitched"
    WITHDRAWN = "withdrawn"
    COUNTED = "counted"
    DISPOSED = "disposed"


class LedgerEntry(Fact):
    """One fact of one session's ledger, in the order in which the clinic accepted it.

    Attributes:
        id: made by the device that recorded it; a repeated request changes nothing.
        at: the clinic's clock. device_at: what the device's clock said, if it did.
    """

    id = models.UUIDField(primary_key=True)
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=10, choices=Deed.choices)
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    needle = models.PositiveIntegerField(null=True)
    target = models.CharField(max_length=80, blank=True)
    side = models.CharField(max_length=6, blank=True)
    site = models.CharField(max_length=200, blank=True)
    gauge_mm = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    length_mm = models.PositiveSmallIntegerField(null=True)
    lot = models.CharField(max_length=60, blank=True)
    override = models.CharField(max_length=1000, blank=True)
    twitches = models.PositiveSmallIntegerField(null=True)
    found = models.PositiveSmallIntegerField(null=True)
    in_tray = models.PositiveSmallIntegerField(null=True)
    needles = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "number"], name="entries_in_one_order"),
            models.UniqueConstraint(
                fields=["session", "needle"],
                condition=models.Q(deed="inserted"),
                name="a_needle_goes_in_once",
            ),
            models.UniqueConstraint(
                fields=["session", "needle"],
                condition=models.Q(deed="withdrawn"),
                name="a_needle_comes_out_once",
            ),
        ]

    def to_domain(self) -> LedgerFact:
        match self.deed:
            case Deed.INSERTED:
                return self._inserted()
            case Deed.TWITCHED:
                return Twitched(self.id, self.needle or 0, self.twitches or 0, self.at)
            case Deed.WITHDRAWN:
                return Withdrawn(self.id, self.needle or 0, self.at)
            case Deed.COUNTED:
                return Counted(self.id, self.found or 0, self.in_tray or 0, self.at)
            case _:
                return Disposed(self.id, self.needles or 0, self.at)

    def _inserted(self) -> Inserted:
        return Inserted(
            id=self.id,
            needle=self.needle or 0,
            target=self.target,
            side=Side(self.side),
            size=NeedleSize(Decimal(self.gauge_mm or 0), self.length_mm or 0),
            at=self.at,
            site=self.site,
            lot=self.lot,
            override=self.override,
        )


def entry_columns(fact: LedgerFact) -> dict[str, Any]:
    """The columns of a ledger fact, without session, order and person."""
    match fact:
        case Inserted():
            kept: dict[str, Any] = {
                "deed": Deed.INSERTED,
                "needle": fact.needle,
                "target": fact.target,
                "side": fact.side.value,
                "site": fact.site,
                "gauge_mm": fact.size.gauge_mm,
                "length_mm": fact.size.length_mm,
                "lot": fact.lot,
                "override": fact.override,
            }
        case Twitched():
            kept = {"deed": Deed.TWITCHED, "needle": fact.needle, "twitches": fact.twitches}
        case Withdrawn():
            kept = {"deed": Deed.WITHDRAWN, "needle": fact.needle}
        case Counted():
            kept = {"deed": Deed.COUNTED, "found": fact.found, "in_tray": fact.in_tray}
        case Disposed():
            kept = {"deed": Deed.DISPOSED, "needles": fact.needles}
    return {"id": fact.id, "at": fact.at, **kept}


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
