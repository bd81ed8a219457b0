"""Who is who: people who sign in, therapists, patients, and where they meet."""

import uuid
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from filiform.domain.credentials import Credential
from filiform.domain.screening import age_on
from filiform.domain.timetable import WeeklyHours
from filiform.records.facts import Fact


class Role(models.TextChoices):
    PATIENT = "patient", "Patient"
    THERAPIST = "therapist", "Therapist"
    DESK = "desk", "Front desk"
    OWNER = "owner", "Owner"


class People(BaseUserManager):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in; the role decides what they may see."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.PATIENT)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_known"
            ),
            models.UniqueConstraint(Lower("email"), name="one_user_an_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Center(models.Model):
    """A place of the clinic; its state decides the law, its zone the clock."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    street = models.CharField(max_length=120)
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=2)
    postcode = models.CharField(max_length=12)
    phone = models.CharField(max_length=30)
    time_zone = models.CharField(max_length=40, default="America/Denver")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class Therapist(models.Model):
    user = models.OneToOneField(User, models.PROTECT, related_name="therapist")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    letters = models.CharField(max_length=60, blank=True, help_text="PT, DPT, OCS ...")
    about = models.TextField(blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class NeedlingCredential(Fact):
    """A needling credential on file; a renewal is a new row."""

    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="credentials")
    state = models.CharField(max_length=2)
    scope = models.CharField(max_length=10, choices=[("full", "Full"), ("limited", "Limited")])
    course = models.CharField(max_length=200)
    hours = models.PositiveSmallIntegerField()
    in_person_hours = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def to_domain(self) -> Credential:
        return Credential(
            state=self.state,
            scope=self.scope,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            hours=self.hours,
            in_person_hours=self.in_person_hours,
        )

    @property
    def words(self) -> str:
        """How the training is named to a patient."""
        return (
            f"{self.course}: {self.hours} hours of dry needling training, "
            f"{self.in_person_hours} of them in person"
        )


class WorkingHours(models.Model):
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="hours")
    center = models.ForeignKey(Center, models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField(help_text="Monday 0 ... Sunday 6")
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_known"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="hours_end_after_they_begin"
            ),
        ]

    def to_domain(self) -> WeeklyHours:
        return WeeklyHours(self.weekday, self.opens, self.closes)


class Patient(models.Model):
    """Contact data only; everything clinical hangs on visits."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="patient")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    born_on = models.DateField()
    email = models.EmailField()
    phone = models.CharField(max_length=30)
    made_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["family_name", "given_name", "pk"]
        indexes: ClassVar = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def age_on(self, day: date) -> int:
        return age_on(self.born_on, day)
