"""May this clinician needle, in this state, on this day?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from filiform.domain.refusal import Refusal

UNVERIFIED = "needs_verification"


class CredentialMissing(Refusal):
    says = "This therapist has no needling credential for this state. Ask the owner to record one."


@dataclass(frozen=True)
class Credential:
    """A needling credential on file; the day `valid_to` is the last day it counts."""

    state: str
    scope: str
    valid_from: date
    valid_to: date | None
    hours: int
    in_person_hours: int

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Jurisdiction:
    """One row of `knowledge/jurisdictions.toml`; hours are course hours.

    Attributes:
        status: 'allowed', 'not_allowed' or 'needs_verification'.
        limited_at_hours: hours after which limited practice may begin, or None.
    """

    state: str
    name: str
    status: str
    hours: int
    in_person_hours: int
    limited_at_hours: int | None
    says: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool


@dataclass(frozen=True)
class Standing:
    """An answer with its reason, for the page and for the record."""

    may: bool
    why: str


def may_needle(
    credentials: Iterable[Credential], jurisdiction: Jurisdiction | None, *, state: str, on: date
) -> Standing:
    """Whether one credential carries the clinician there and then, and why (not)."""
    if jurisdiction is None or jurisdiction.state != state or jurisdiction.status == UNVERIFIED:
        return Standing(
            False, f"The law of {state} needs verification before anyone needles there."
        )
    if jurisdiction.status != "allowed":
        return Standing(False, f"{jurisdiction.name}: {jurisdiction.says}")
    here = [one for one in credentials if one.state == state]
    if not here:
        return Standing(False, f"No needling credential for {state} is on file.")
    in_force = [one for one in here if one.in_force(on)]
    if not in_force:
        return Standing(False, _out_of_force(here, on))
    return _enough_hours(in_force, jurisdiction)


def _out_of_force(here: list[Credential], on: date) -> str:
    ended = [one.valid_to for one in here if one.valid_to and one.valid_to < on]
    if ended:
        return f"The needling credential expired on {max(ended):%d %B %Y}."
    return f"The needling credential begins on {min(one.valid_from for one in here):%d %B %Y}."


def _enough_hours(in_force: list[Credential], law: Jurisdiction) -> Standing:
    """The standing of the credential that carries furthest, in full before limited."""
    for one in in_force:
        if one.hours >= law.hours and one.in_person_hours >= law.in_person_hours:
            return Standing(True, f"{one.hours} course hours, {one.in_person_hours} in person.")
    most = max(in_force, key=lambda one: (one.hours, one.in_person_hours))
    limited = [one.hours for one in in_force if one.scope == "limited"]
    if law.limited_at_hours is not None and max(limited, default=-1) >= law.limited_at_hours:
        return Standing(True, f"Limited practice: {max(limited)} of {law.hours} hours done.")
    return Standing(
        False,
        f"{most.hours} course hours ({most.in_person_hours} in person) on file; "
        f"{law.name} asks for {law.hours} ({law.in_person_hours} in person).",
    )
