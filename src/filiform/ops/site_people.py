"""Which centers and therapists does the site describe, and who of them is made here?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from filiform.actions.clinic.add_staff import add_staff
from filiform.actions.clinic.open_center import open_center
from filiform.domain.jekyll.people import ProposedCenter, ProposedTherapist, centers, therapists
from filiform.domain.jekyll.reading import Site
from filiform.domain.refusal import Refusal
from filiform.records.people import Center, Role, Therapist, User


@dataclass(frozen=True)
class Asked:
    """Whether all are made without a question, and how a question is asked (None: not at all)."""

    centers: bool
    therapists: bool
    ask: Callable[[str], bool] | None = None


def make_people(site: Site, asked: Asked, *, at: datetime) -> list[str]:
    """Makes what was confirmed and is not there yet; says a line about each."""
    said = [_center(one, asked, at) for one in centers(site, settings.TIME_ZONE)]
    return said + [_therapist(one, asked, at) for one in therapists(site)]


def _center(one: ProposedCenter, asked: Asked, at: datetime) -> str:
    if Center.objects.filter(slug=one.slug).exists():
        return f"The center {one.name} is there already."
    if one.missing:
        return f"{one.file}: looks like a center, but does not say its {', '.join(one.missing)}."
    if not _confirmed(f"A center? {one.words}", asked.centers, asked.ask):
        return f"{one.file}: looks like a center ({one.words}). --confirm-centers makes it."
    said = {name: value for name, value in vars(one).items() if name != "file"}
    try:
        open_center(**said, at=at, by=None)
    except Refusal as refused:
        return f"{one.file}: the center was not made. {refused}"
    return f"The center {one.name} is made. Set its hours before anybody books."


def _therapist(one: ProposedTherapist, asked: Asked, at: datetime) -> str:
    known = User.objects.filter(email__iexact=one.email, email__gt="").exists()
    if known or Therapist.objects.filter(slug=one.slug).exists():
        return f"{one.name} is there already."
    if not one.treats:
        return f"{one.file}: {one.name} is no therapist but '{one.position}'. Use createstaff."
    if one.missing:
        return f"{one.file}: looks like a therapist, but does not say {' and '.join(one.missing)}."
    if not _confirmed(f"A therapist? {one.words}", asked.therapists, asked.ask):
        return f"{one.file}: looks like a therapist ({one.words}). --confirm-therapists makes it."
    said = {"name": one.name, "email": one.email, "letters": one.letters, "about": one.about}
    try:
        add_staff(**said, role=Role.THERAPIST, password_hash=make_password(None), at=at, by=None)
    except Refusal as refused:
        return f"{one.file}: the therapist was not made. {refused}"
    return f"{one.name} is made, signs in by a code sent to {one.email}, and has no hours yet."


def _confirmed(question: str, beforehand: bool, ask: Callable[[str], bool] | None) -> bool:
    return beforehand or (ask is not None and ask(question))
