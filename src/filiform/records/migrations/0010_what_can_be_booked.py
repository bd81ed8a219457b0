# Services, rooms, hours of centers, leave and closed days; cells are numbers, and held for a while.

import django.db.models.deletion
import uuid
from django.db import migrations, models

TEN_MINUTES = 600
CELLS_AT_A_TIME = 2000


def hold_again(apps, schema_editor):
    """Every visit that was not cancelled holds its time again, now in numbered cells."""
    Visit, Occupancy = apps.get_model("records", "Visit"), apps.get_model("records", "Occupancy")
    cells = []
    kept = Visit.objects.filter(cancelled_at=None)
    for pk, therapist, patient, start, minutes in kept.values_list(
        "pk", "therapist_id", "patient_id", "starts_at", "minutes"
    ).iterator():
        first, many = int(start.timestamp()) // TEN_MINUTES, -(-minutes // 10)
        cells += [
            Occupancy(
                visit_id=pk,
                therapist_id=therapist,
                patient_id=patient,
                cell=first + n,
                run=0 if n else many,
            )
            for n in range(many)
        ]
        if len(cells) >= CELLS_AT_A_TIME:
            Occupancy.objects.bulk_create(cells)
            cells = []
    Occupancy.objects.bulk_create(cells)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0005_double_settled"),
    ]

    operations = [
        migrations.CreateModel(
            name="TimetableEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40)),
            ],
        ),
        migrations.DeleteModel(name="Occupancy"),
        migrations.CreateModel(
            name="CenterHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(help_text="Monday 0 ... Sunday 6")),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
            ],
            options={
                "ordering": ["weekday", "opens"],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("because", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["first_on"],
            },
        ),
        migrations.CreateModel(
            name="ExtraHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
            ],
            options={
                "ordering": ["day", "opens"],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("holder", models.CharField(db_index=True, max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80)),
                ("about", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First visit"),
                            ("follow_up", "Follow-up"),
                            ("other", "Other"),
                        ],
                        default="follow_up",
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("buffer_minutes", models.PositiveSmallIntegerField(default=0)),
                ("every_minutes", models.PositiveSmallIntegerField(default=0)),
                ("needles", models.BooleanField(default=False)),
                ("needs_room", models.BooleanField(default=False)),
                ("public", models.BooleanField(default=True)),
                ("active", models.BooleanField(default=True)),
                ("rank", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["rank", "name"],
            },
        ),
        migrations.CreateModel(
            name="TimeOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("leave", "Leave"), ("break", "Break")],
                        default="leave",
                        max_length=10,
                    ),
                ),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "ordering": ["begins_at"],
            },
        ),
        migrations.AddField(
            model_name="visit",
            name="buffer_minutes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="visit",
            name="overbooked_because",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="centerhours",
            name="center",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="opening_hours",
                to="records.center",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="center",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="closures",
                to="records.center",
            ),
        ),
        migrations.AddField(
            model_name="extrahours",
            name="center",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extra_hours",
                to="records.center",
            ),
        ),
        migrations.AddField(
            model_name="extrahours",
            name="therapist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extra_hours",
                to="records.therapist",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="center",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.center"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="therapist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.therapist",
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="center",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="records.center",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="room",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.room",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="room",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="records.room",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="therapists",
            field=models.ManyToManyField(
                blank=True, related_name="services", to="records.therapist"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.service",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="records.service",
            ),
        ),
        migrations.AddField(
            model_name="timeoff",
            name="therapist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="time_off",
                to="records.therapist",
            ),
        ),
        migrations.AddConstraint(
            model_name="centerhours",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes__gt", models.F("opens")), ("weekday__lte", 6)),
                name="a_center_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("first_on"))), name="a_closure_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="extrahours",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes__gt", models.F("opens"))), name="extra_hours_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(
                fields=("center", "name"), name="one_room_of_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes__gte", 10), ("minutes__lte", 240), ("buffer_minutes__lte", 240)
                ),
                name="a_service_has_a_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["first", "follow_up", "other"])),
                name="service_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__gt", models.F("begins_at")), ("kind__in", ["leave", "break"])
                ),
                name="time_off_ends",
            ),
        ),
        migrations.CreateModel(
            name="Occupancy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cell", models.IntegerField()),
                ("lane", models.PositiveSmallIntegerField(default=0)),
                ("run", models.PositiveSmallIntegerField(default=0)),
                ("until", models.DateTimeField(null=True)),
                (
                    "hold",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="records.hold",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.patient",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.room",
                    ),
                ),
                (
                    "therapist",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.therapist",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="records.visit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("run__gt", 0)),
                        fields=["cell"],
                        name="held_runs_by_cell",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("therapist", "cell", "lane"), name="one_visit_a_therapist_cell"
                    ),
                    models.UniqueConstraint(fields=("room", "cell"), name="one_visit_a_room_cell"),
                    models.UniqueConstraint(
                        fields=("patient", "cell"), name="one_visit_a_patient_cell"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hold", None), ("until", None), ("visit__isnull", False)),
                            models.Q(
                                ("hold__isnull", False), ("until__isnull", False), ("visit", None)
                            ),
                            _connector="OR",
                        ),
                        name="held_by_a_visit_or_a_hold",
                    ),
                ],
            },
        ),
        migrations.RunPython(hold_again, migrations.RunPython.noop),
    ]
