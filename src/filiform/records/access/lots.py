"""Who may see which lots of needles are there, and who received them?

Lots name no patient. Who received one: the owner sees all (to write to them), a therapist the
patients of their own sessions, the front desk and patients nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import Http404

from filiform.domain.words import plain
from filiform.records.access.rules import NOT_HERE, one
from filiform.records.audit import note
from filiform.records.lots import NeedleLot, received
from filiform.records.lots import lots_named as _named
from filiform.records.people import Role, User


@dataclass(frozen=True)
class Recipient:
    """A patient who received needles of a lot at one session; nothing else of their health."""

    key: UUID
    given_name: str
    family_name: str
    phone: str
    email: str
    on: date
    therapist: str
    center: str
    needles: int
    inside: int

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def needle_lots(user: User) -> QuerySet[NeedleLot]:
    """Every registered lot, the one that expires first at the top, for the owner."""
    if user.role != Role.OWNER:
        raise Http404(NOT_HERE)
    return NeedleLot.objects.select_related("recall__recalled_by", "registered_by")


def needle_lot(user: User, pk: int) -> NeedleLot:
    return one(needle_lots(user).filter(pk=pk))


def lots_named(name: str) -> list[NeedleLot]:
    """Every registered lot that these words may mean."""
    return _named(plain(name))


def lot_recipients(user: User, name: str, *, at: datetime) -> Sequence[Recipient]:
    """Who received needles of the lot, a row for each session. Leaves an audit line."""
    if user.role not in (Role.OWNER, Role.THERAPIST):
        raise Http404(NOT_HERE)
    name = plain(name)
    if not name:
        return []
    rows = received(name)
    if user.role == Role.THERAPIST:
        rows = rows.filter(session__therapist__user=user)
    found = [_recipient(row) for row in rows]
    note("read_lot_recipients", at=at, by=user, subject=name[:60], rows=len(found))
    return found


def _recipient(row: dict) -> Recipient:
    visit, patient = "session__visit__", "session__visit__patient__"
    zone = ZoneInfo(row[f"{visit}center__time_zone"])
    return Recipient(
        **{one: row[f"{patient}{one}"] for one in ("key", "given_name", "family_name")},
        **{one: row[f"{patient}{one}"] for one in ("phone", "email")},
        on=row["session__opened_at"].astimezone(zone).date(),
        therapist=row["session__therapist__name"],
        center=row[f"{visit}center__name"],
        needles=row["needles"],
        inside=row["inside"],
    )
