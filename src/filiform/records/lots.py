"""Which lots of needles are there, which were recalled, and who received a needle of one?"""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from filiform.domain.ledger import NeedleSize
from filiform.domain.lots import Lot, parts_of, whole_name
from filiform.records.facts import Fact
from filiform.records.people import User
from filiform.records.sessions import Deed, LedgerEntry


class NeedleLot(models.Model):
    """A lot, registered once; what was not known then may be said later.

    `gtin` has 14 digits or is ''; `number` is as the packet says it.
    """

    gtin = models.CharField(max_length=14, blank=True)
    number = models.CharField(max_length=40)
    maker = models.CharField(max_length=80, blank=True)
    gauge_mm = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    length_mm = models.PositiveSmallIntegerField(null=True)
    expires_on = models.DateField(null=True)
    made_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = [F("expires_on").asc(nulls_last=True), "number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gtin", "number"], name="a_lot_is_registered_once"),
            models.CheckConstraint(condition=~Q(number=""), name="a_lot_has_a_number"),
            models.CheckConstraint(
                condition=Q(gauge_mm=None, length_mm=None)
                | Q(gauge_mm__isnull=False, length_mm__isnull=False),
                name="a_needle_has_both_sizes_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        return whole_name(self.gtin, self.number)

    @property
    def size(self) -> NeedleSize | None:
        if self.gauge_mm is None or self.length_mm is None:
            return None
        return NeedleSize(Decimal(self.gauge_mm), self.length_mm)

    def to_domain(self) -> Lot:
        recall = getattr(self, "recall", None)
        return Lot(
            number=self.number,
            gtin=self.gtin,
            maker=self.maker,
            size=self.size,
            expires_on=self.expires_on,
            recalled=recall.because if recall else "",
        )


class LotRecalled(Fact):
    """Its needles must not be used any more, and why."""

    lot = models.OneToOneField(NeedleLot, models.PROTECT, related_name="recall")
    because = models.CharField(max_length=300)
    recalled_at = models.DateTimeField()
    recalled_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["recalled_at", "pk"]


def lots_named(name: str) -> list[NeedleLot]:
    """Every registered lot that these words may mean: its number, or its number with its GTIN."""
    gtin, number = parts_of(name)
    if not number:
        return []
    found = NeedleLot.objects.select_related("recall").filter(number__iexact=number)
    return list(found.filter(gtin__in=(gtin, "")) if gtin else found)


def received(name: str) -> "models.QuerySet[LedgerEntry, dict]":
    """Who received needles of a lot: a row for each session, the latest first, in one query.

    A lot may stand in the ledger by its number alone or with its GTIN. A row says how many
    `needles` went in, and how many are `inside`: still in the patient, the session open.
    """
    gtin, number = parts_of(name)
    written = Q(lot__iexact=number)
    written |= Q(lot__iexact=name.strip()) if gtin else Q(lot__iendswith=f"(10){number}")
    out = LedgerEntry.objects.filter(
        session=OuterRef("session"), needle=OuterRef("id"), deed=Deed.WITHDRAWN
    )
    entries = LedgerEntry.objects.filter(written, deed=Deed.INSERTED)
    visit = "session__visit__"
    rows = entries.values(
        "session_id",
        "session__key",
        "session__opened_at",
        "session__therapist__name",
        f"{visit}id",
        f"{visit}center__name",
        f"{visit}center__time_zone",
        *(f"{visit}patient__{one}" for one in ("id", "key", "given_name", "family_name")),
        *(f"{visit}patient__{one}" for one in ("phone", "email")),
    )
    still = Q(session__closed_at=None) & ~Exists(out)
    counted = rows.annotate(needles=Count("pk"), inside=Count("pk", filter=still))
    return counted.order_by("-session__opened_at", "-session_id")
