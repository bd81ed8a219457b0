from datetime import UTC, datetime

from django.db import migrations, models

from filiform.records.chain import FIRST, link

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ADDED = [
    ("other_needle", models.UUIDField(null=True)),
    ("mesh", models.CharField(blank=True, default="", max_length=80)),
    ("face", models.PositiveIntegerField(null=True)),
    ("first", models.PositiveIntegerField(null=True)),
    ("second", models.PositiveIntegerField(null=True)),
    ("angle", models.CharField(max_length=20, null=True)),
    ("tilt", models.CharField(max_length=20, null=True)),
    ("grip", models.CharField(max_length=20, null=True)),
    ("posture", models.CharField(blank=True, default="", max_length=20)),
    ("knows", models.CharField(blank=True, default="", max_length=32)),
    ("channel", models.PositiveSmallIntegerField(null=True)),
    ("hz", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
    ("width_us", models.PositiveIntegerField(null=True)),
    ("intensity", models.CharField(blank=True, default="", max_length=20)),
    ("minutes", models.PositiveSmallIntegerField(null=True)),
    ("symptom", models.CharField(blank=True, default="", max_length=40)),
    ("reason", models.CharField(blank=True, default="", max_length=20)),
    ("received_at", models.DateTimeField(default=LONG_AGO)),
    ("hash", models.CharField(default="", max_length=64)),
]
UNLINKED = ("hash", "session_id")
DEEDS = [
    ("inserted", "Inserted"),
    ("twitched", "Twitched"),
    ("withdrawn", "Withdrawn"),
    ("counted", "Counted"),
    ("disposed", "Disposed"),
    ("stimulation_set", "Stimulation Set"),
    ("symptom_noted", "Symptom Noted"),
    ("all_out_called", "All Out Called"),
    ("retention_planned", "Retention Planned"),
]


def name_by_insertion(apps, schema_editor):
    """Facts named a needle by its number; now by its insertion. Counts say what they knew, and
    every entry gets the hash of the one before: the chain begins here for what was before."""
    entries = apps.get_model("records", "LedgerEntry")
    for session in apps.get_model("records", "NeedlingSession").objects.order_by("pk"):
        before, inserted, out, made = FIRST, {}, set(), {}
        for entry in entries.objects.filter(session=session).order_by("number"):
            entry.received_at = entry.at
            if entry.deed == "inserted":
                inserted[entry.needle_number] = entry.id
            elif entry.deed in ("withdrawn", "twitched"):
                entry.needle, entry.needle_number = inserted[entry.needle_number], None
            if entry.deed == "withdrawn":
                out.add(entry.needle)
            elif entry.deed in ("counted", "disposed"):
                said = made.setdefault(entry.deed, [])
                known = *inserted.values(), *out, *out, *said, *said, *said, *said
                entry.knows = f"{sum(id.int for id in known) % 2**128:032x}"
                said.append(entry.id)
            names = (field.attname for field in entry._meta.concrete_fields)
            columns = {name: getattr(entry, name) for name in names if name not in UNLINKED}
            before = entry.hash = link(before, {"session": session.key, **columns})
            entry.save()


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("ledgerentry", "a_needle_goes_in_once"),
        migrations.RemoveConstraint("ledgerentry", "a_needle_comes_out_once"),
        migrations.RenameField("ledgerentry", "needle", "needle_number"),
        migrations.AddField("ledgerentry", "needle", models.UUIDField(null=True)),
        migrations.AlterField(
            "ledgerentry", "deed", models.CharField(choices=DEEDS, max_length=20)
        ),
        *(migrations.AddField("ledgerentry", *one, preserve_default=False) for one in ADDED),
        migrations.RunPython(name_by_insertion),
    ]
