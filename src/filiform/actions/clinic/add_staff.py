"""What happens when somebody begins to work at the clinic?"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.people import Role, Therapist, User

STAFF = (Role.THERAPIST, Role.DESK, Role.OWNER)


class EmailUsed(Refusal):
    says = "Somebody already signs in with this e-mail address. Use another one."


class EmailUnreadable(Refusal):
    says = "That is not an e-mail address. Write it like name@clinic.example."


class NameMissing(Refusal):
    says = "Write the name of the person, up to 120 letters."


class NotAStaffRole(Refusal):
    says = "Staff are a therapist, the desk or the owner. Patients get a sign-in by booking."


@transaction.atomic
def add_staff(
    *,
    name: str,
    email: str,
    role: str,
    password_hash: str,
    letters: str = "",
    about: str = "",
    at: datetime,
    by: User | None,
) -> User:
    """A sign-in with its role; a therapist also gets the page that patients choose from.

    Args:
        password_hash: as Django keeps it, never the password itself.

    Raises EmailUsed, EmailUnreadable, NameMissing, NotAStaffRole.
    """
    email, name = email.strip().lower(), name.strip()
    _check(name, email, role)
    user: User = User.objects.create(email=email, name=name, role=role, password=password_hash)
    if role == Role.THERAPIST:
        slug = _free_slug(name)
        Therapist.objects.create(user=user, slug=slug, name=name, letters=letters, about=about)
    note("add_staff", at=at, by=by, who="" if by else "console", subject=user.pk, role=role)
    return user


def _check(name: str, email: str, role: str) -> None:
    if role not in STAFF:
        raise NotAStaffRole
    if not 0 < len(name) <= 120:
        raise NameMissing
    try:
        validate_email(email)
    except ValidationError:
        raise EmailUnreadable from None
    if User.objects.filter(email__iexact=email).exists():
        raise EmailUsed


def _free_slug(name: str) -> str:
    """The name as a word of an address; a second person of that name gets a number."""
    wanted = slugify(name)[:40] or "therapist"
    taken = set(Therapist.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
