"""What happens when a packet of needles is scanned or typed for the first time?"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from filiform.domain.ledger import NeedleSize, NotANeedle
from filiform.domain.lots import all_may_be_used, fourteen_digits, in_words
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.lots import NeedleLot, lots_named
from filiform.records.people import Role, User


class LotNumberMissing(Refusal):
    says = "Scan the packet, or type the lot number that is printed on it."


class LotDiffers(Refusal):
    says = "This lot is registered with other words. Look at the packet, and tell the owner."


class LotDatesCrossed(Refusal):
    says = "Needles are made before they expire. Look at the two dates on the packet."


def check_lot(*, lot: str, on: date) -> None:
    """Whether a needle of the lot that is named so may go in on that day.

    A lot that nobody registered passes: nothing is known against it. Where the number fits
    lots of several makers, each of them must be good; the code of the packet tells them apart.

    Raises LotExpired, LotRecalled.
    """
    all_may_be_used([one.to_domain() for one in lots_named(lot)], on)


@transaction.atomic
def register_lot(
    *,
    number: str,
    gtin: str = "",
    maker: str = "",
    size: NeedleSize | None = None,
    expires_on: date | None = None,
    made_on: date | None = None,
    at: datetime,
    by: User,
) -> NeedleLot:
    """The lot, registered; where it was before, what was not known of it is added.

    Maker and size come from an earlier lot of the same GTIN where they are not said.
    Only the owner changes what stands there already.

    Raises LotNumberMissing, NotAGtin, NotANeedle, LotDatesCrossed, LotDiffers, TooLong.
    """
    number, gtin, maker = kept(number, 40), fourteen_digits(gtin), kept(maker, 80)
    if not number:
        raise LotNumberMissing
    if size is not None and not size.is_made():
        raise NotANeedle
    said = {
        "maker": maker,
        "gauge_mm": size.gauge_mm if size else None,
        "length_mm": size.length_mm if size else None,
        "expires_on": expires_on,
        "made_on": made_on,
    }
    said = {name: value for name, value in said.items() if value}
    known = NeedleLot.objects.select_for_update().filter(gtin=gtin, number=number).first()
    if known is None:
        first = _like(gtin) | said | {"registered_at": at, "registered_by": by}
        _check_dates(first)
        known, new = NeedleLot.objects.get_or_create(gtin=gtin, number=number, defaults=first)
        if new:
            note("register_lot", at=at, by=by, subject=known.name[:60])
            return known
    return _add(known, said, at=at, by=by)


def _like(gtin: str) -> dict[str, Any]:
    """Maker and size of the last lot with that GTIN: it names one product."""
    same = NeedleLot.objects.filter(gtin=gtin).exclude(gtin="").order_by("-registered_at", "-pk")
    like = same.exclude(gauge_mm=None).first() or same.first()
    return {one: getattr(like, one) for one in ("maker", "gauge_mm", "length_mm")} if like else {}


def _add(lot: NeedleLot, said: dict[str, Any], *, at: datetime, by: User) -> NeedleLot:
    """What is new is added; what differs is the owner's to change, with a line that says so."""
    changed = {name: value for name, value in said.items() if getattr(lot, name) != value}
    against = {name: getattr(lot, name) for name in changed if getattr(lot, name)}
    if against and by.role != Role.OWNER:
        raise LotDiffers(_differs(lot))
    if not changed:
        return lot
    for name, value in changed.items():
        setattr(lot, name, value)
    _check_dates(vars(lot))
    lot.save(update_fields=list(changed))
    before = {name: str(value) for name, value in against.items()}
    note("register_lot", at=at, by=by, subject=lot.name[:60], added=sorted(changed), before=before)
    return lot


def _check_dates(said: dict[str, Any]) -> None:
    made, expires = said.get("made_on"), said.get("expires_on")
    if made and expires and expires < made:
        raise LotDatesCrossed


def _differs(lot: NeedleLot) -> str:
    last = f"to be used until {in_words(lot.expires_on)}" if lot.expires_on else ""
    known = ", ".join(word for word in (lot.maker, str(lot.size or ""), last) if word)
    return f"Lot {lot.number} is registered as {known}. Look at the packet, and tell the owner."
