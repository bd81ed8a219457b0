"""What happens when a lot must not be used any more? Who has its needles in is told first."""

from datetime import datetime
from typing import Any

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.lots import LotRecalled, NeedleLot, received
from filiform.records.people import User
from filiform.records.visits import Visit


class ReasonMissing(Refusal):
    says = "Write why it is recalled, in a sentence (for example what the maker wrote)."


class AlreadyRecalled(Refusal):
    says = "This lot was recalled before. The reason stands beside it."


@transaction.atomic
def recall_lot(*, lot: NeedleLot, because: str, at: datetime, by: User) -> LotRecalled:
    """From now on no needle of it goes in; the worklist says who received one.

    The same words of the same person twice change nothing.

    Raises ReasonMissing, AlreadyRecalled, TooLong.
    """
    because = kept(because, 300)
    if not because:
        raise ReasonMissing
    lot = NeedleLot.objects.select_for_update().get(pk=lot.pk)
    known: LotRecalled | None = LotRecalled.objects.filter(lot=lot).first()
    if known is not None:
        if (known.because, known.recalled_by_id) == (because, by.pk):
            return known
        raise AlreadyRecalled
    recall: LotRecalled = LotRecalled.objects.create(
        lot=lot, because=because, recalled_at=at, recalled_by=by
    )
    note("recall_lot", at=at, by=by, subject=lot.name[:60])
    _tell(recall, list(received(lot.name)), at=at, by=by)
    return recall


def _tell(recall: LotRecalled, sessions: list[Any], *, at: datetime, by: User) -> None:
    """An alert for each patient who has one in now, and one for the clinic."""
    lot, now = recall.lot, [one for one in sessions if one["inside"]]
    visits = Visit.objects.select_related("patient").in_bulk(
        [one["session__visit__id"] for one in now]
    )
    for one in now:
        visit = visits[one["session__visit__id"]]
        raise_alert(
            patient=visit.patient,
            visit=visit,
            kind="recall",
            level="emergency",
            says=f"{_needles(one['inside'])} of recalled lot {lot.number} in this patient now: "
            f"{recall.because}",
            once=f"recall {lot.pk} {visit.key}",
            at=at,
            by=by,
        )
    raise_alert(
        patient=None,
        visit=None,
        kind="recall",
        level="emergency" if now else "today",
        says=f"{_how_many(sessions, now)} Lot {lot.number} was recalled: {recall.because}",
        once=f"recall {lot.pk}",
        at=at,
        by=by,
    )


def _how_many(sessions: list[Any], now: list[Any]) -> str:
    if not sessions:
        return "Put its packets aside; nobody has received a needle of it."
    inside = _needles(sum(one["inside"] for one in now))
    first = f"{inside} in {_patients(now)} now. " if now else ""
    needles, n = sum(one["needles"] for one in sessions), len(sessions)
    return (
        f"{first}Put its packets aside. {_needles(needles)} went in at {n} "
        f"session{'s' if n != 1 else ''} of {_patients(sessions)}."
    )


def _needles(n: int) -> str:
    return f"{n} needle{'s' if n != 1 else ''}"


def _patients(sessions: list[Any]) -> str:
    n = len({one["session__visit__patient__id"] for one in sessions})
    return f"{n} patient{'s' if n != 1 else ''}"
