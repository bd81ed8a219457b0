"""How is the demo clinic built? In one transaction, the same for the same day, or not at all."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.domain.refusal import Refusal
from filiform.ops.demo import cast
from filiform.ops.demo.bedside import Scene, minutes
from filiform.ops.demo.enquiries import ask
from filiform.ops.demo.past import play_past
from filiform.ops.demo.patients import players
from filiform.ops.demo.stage import Stage, keys_from, set_up
from filiform.ops.demo.stock import fill_the_stock
from filiform.ops.demo.today import play_today
from filiform.records.alerts import Alert
from filiform.records.outbox import OutboxMessage
from filiform.records.people import Center, Patient, User

PATIENTS, MOST_VISITS = 60, 6
DONE = (
    "Called: sore but walking well. Warm pack, and a call again tomorrow.",
    "Spoke with the patient; seen the same day, nothing new. Next visit moved forward.",
    "Called twice, reached in the evening. Better by then.",
)


class NotEmpty(Refusal):
    says = (
        "This database already holds people, so no demo was made. Point DATA_DIR to an empty "
        "folder (or DATABASE_URL to an empty database) and say it again."
    )


def is_empty() -> bool:
    """Whether nobody is known here yet: no user, no patient, no center."""
    return not (User.objects.exists() or Patient.objects.exists() or Center.objects.exists())


def is_demo() -> bool:
    return User.objects.filter(email=cast.OWNER.email).exists()


def build(
    *, now: datetime, patients: int = PATIENTS, most_visits: int = MOST_VISITS
) -> tuple[cast.Login, ...]:
    """Six months of a made-up clinic up to `now`; who may sign in to look at it.

    Raises NotEmpty.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    local = now.astimezone(zone).replace(second=0, microsecond=0)
    seed = f"filiform {local.date().isoformat()}"
    with transaction.atomic(), keys_from(Random(f"{seed} keys")):
        if not is_empty():
            raise NotEmpty
        stage = set_up(seed, local, settings.TIME_ZONE)
        fill_the_stock(stage)
        scenes = [Scene(stage, one, one.chance(seed)) for one in players(seed, patients)]
        for scene in scenes:
            play_past(scene, most_visits)
        play_today(scenes)
        _book_ahead(scenes)
        _let_in(stage)
        _answer_alerts(stage)
        ask(stage)
        _letters_are_sent(stage)
    return cast.LOGINS


def _book_ahead(scenes: list[Scene]) -> None:
    """A third of the patients have a visit in the next two weeks."""
    for scene in scenes[1::3]:
        times = scene.stage.times[scene.player.therapist]
        day = scene.stage.today + timedelta(days=scene.chance.randint(1, 14))
        start = times.daytime(day, scene.chance.random())
        if start is not None:
            scene.book(start)


def _let_in(stage: Stage) -> None:
    """Every made-up patient gets the demo's password."""
    made_up = User.objects.filter(patient__synthetic=True)
    made_up.update(password=stage.password_hash)


def _answer_alerts(stage: Stage) -> None:
    """Alerts from before yesterday were answered; the newer ones are open."""
    chance = Random(f"{stage.seed} alerts")
    old = Alert.objects.filter(raised_at__lt=stage.now - timedelta(days=2))
    for alert in old.select_related("visit__therapist__user", "patient"):
        acknowledge_alert(
            alert=alert,
            done=chance.choice(DONE),
            at=alert.raised_at + minutes(chance.randint(10, 200)),
            by=alert.visit.therapist.user if alert.visit else stage.desk,
        )


def _letters_are_sent(stage: Stage) -> None:
    """What was due is taken as sent: thousands of letters to nobody need no folder."""
    due = Q(not_before__lte=stage.now)
    OutboxMessage.objects.filter(due).update(sent_at=F("not_before"))
