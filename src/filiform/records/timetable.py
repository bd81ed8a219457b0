"""What can be booked, by whom, where and when? Services, rooms, hours, leave, closed days."""

from typing import ClassVar

from django.db import models

from filiform.domain import timetable
from filiform.records.people import Center, Therapist


class Kind(models.TextChoices):
    FIRST = "first", "First visit"
    FOLLOW_UP = "follow_up", "Follow-up"
    OTHER = "other", "Other"


class Service(models.Model):
    """What is booked. A visit keeps its own length: changing a service changes no visit.

    Attributes:
        buffer_minutes: after the visit, for therapist and room, not for the patient.
        every_minutes: from one starting time to the next; 0 is back to back.
        public: patients book it themselves; the others only the desk books.
        rank: the order in which they are shown.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FOLLOW_UP)
    minutes = models.PositiveSmallIntegerField()
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    every_minutes = models.PositiveSmallIntegerField(default=0)
    needles = models.BooleanField(default=False)
    needs_room = models.BooleanField(default=False)
    public = models.BooleanField(default=True)
    active = models.BooleanField(default=True)
    rank = models.PositiveSmallIntegerField(default=0)
    therapists = models.ManyToManyField(Therapist, related_name="services", blank=True)

    class Meta:
        ordering: ClassVar = ["rank", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=10, minutes__lte=timetable.LONGEST)
                & models.Q(buffer_minutes__lte=timetable.LONGEST),
                name="a_service_has_a_length",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="service_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def to_domain(self) -> timetable.Service:
        return timetable.Service(
            minutes=self.minutes,
            buffer=self.buffer_minutes,
            every=self.every_minutes,
            needles=self.needles,
            room=self.needs_room,
        )


def shape_of(service: Service | None) -> timetable.Service:
    """What a service takes; without one it is a plain visit."""
    return service.to_domain() if service else timetable.PLAIN


class Room(models.Model):
    center = models.ForeignKey(Center, models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=40)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["center", "name"], name="one_room_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class CenterHours(models.Model):
    """When a center is open. One without any is open whenever somebody works there."""

    center = models.ForeignKey(Center, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(help_text="Monday 0 ... Sunday 6")
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, closes__gt=models.F("opens")),
                name="a_center_closes_after_it_opens",
            )
        ]


class ExtraHours(models.Model):
    """A therapist works at a center on one day more; the center opens for it."""

    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="extra_hours")
    center = models.ForeignKey(Center, models.PROTECT, related_name="extra_hours")
    day = models.DateField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering: ClassVar = ["day", "opens"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="extra_hours_end"
            )
        ]


class Away(models.TextChoices):
    LEAVE = "leave", "Leave"
    BREAK = "break", "Break"


class TimeOff(models.Model):
    """A therapist is not there, at any center. Why is nobody's business here: no reason is kept."""

    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="time_off")
    kind = models.CharField(max_length=10, choices=Away.choices, default=Away.LEAVE)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["begins_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at"), kind__in=Away.values),
                name="time_off_ends",
            )
        ]


class Closure(models.Model):
    """Days on which a center, or the whole clinic (no center), has no visits."""

    center = models.ForeignKey(Center, models.CASCADE, null=True, related_name="closures")
    first_on = models.DateField()
    last_on = models.DateField()
    because = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["first_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="a_closure_ends"
            )
        ]


class TimetableEdition(models.Model):
    """One row: the word of the timetable as it is now, a new one at each change (`edition`)."""

    word = models.CharField(max_length=40)
