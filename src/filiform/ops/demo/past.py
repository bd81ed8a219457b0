"""What happened in the demo clinic in the last six months?"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.ops.demo import cast
from filiform.ops.demo.bedside import Scene, minutes
from filiform.ops.demo.treatment import look_after, treat

CANCELLED, NO_SHOW, NOT_TODAY = 0.06, 0.10, 0.12
"""Of all past visits, up to these shares: called off, not come, came but were not needled."""

FEVER = {"unwell_today": "yes"}
WITH_INCIDENT = 4
"""The number of the patient whose last session once had a needle missing at the count."""

WORSE_YESTERDAY = (3, 5)
"""Numbers of patients who said after their last visit that it is worse: nobody has called yet."""

SURE = 1.0
WHY_CANCELLED = ("A child is ill", "Work", "Snow on the pass", "Feels well again", "")
MIN_DAYS_AGO, MAX_DAYS_AGO = 2, 182


def play_past(scene: Scene, most: int) -> None:
    """The player's visits of the last months, at most `most` of them, in order."""
    pains = list(course(scene))
    starts = list(_starts(scene, min(scene.player.past, most)))
    for place, start in enumerate(starts):
        last = place == len(starts) - 1
        sure = last or scene.player.number == 0 or scene.player.course == "worse"
        luck = SURE if sure else scene.chance.random()
        _one_visit(scene, start, pains[place], luck=luck, last=last)


def course(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pain before and after each visit: a trend with a good deal of chance in it."""
    step = {"better": -0.9, "same": -0.1, "worse": 0.7}[scene.player.course]
    level = float(scene.player.first_pain)
    for _ in range(scene.player.past):
        before = _on_the_scale(level + scene.chance.uniform(-1, 1))
        yield before, _on_the_scale(before - scene.chance.choice((0, 1, 1, 2)))
        level += step


def _on_the_scale(level: float) -> int:
    return max(0, min(10, round(level)))


def _starts(scene: Scene, number: int) -> Iterator[datetime]:
    """Times about a week apart, the last of them some days or months ago."""
    chance, times = scene.chance, scene.stage.times[scene.player.therapist]
    recent = chance.random() < 0.6
    days_ago = chance.randint(MIN_DAYS_AGO + 6, 20) if recent else chance.randint(30, 130)
    if scene.player.therapist == cast.THERAPISTS[4].name:
        days_ago = chance.randint(45, 120)  # while his credential still counted
    if scene.player.number in WORSE_YESTERDAY:
        days_ago = 2
    days = [min(MAX_DAYS_AGO, days_ago + 7 * back) for back in reversed(range(number))]
    for day in days:
        when = scene.stage.today - timedelta(days=day)
        start = times.daytime(when, chance.random(), backwards=True)
        if start is not None:
            yield start


def _one_visit(
    scene: Scene, start: datetime, pain: tuple[int, int], *, luck: float, last: bool
) -> None:
    visit = scene.book(start)
    if luck < CANCELLED:
        why = scene.chance.choice(WHY_CANCELLED)
        cancel_visit(visit=visit, because=why, at=start - timedelta(hours=30), by=scene.user)
        return
    if luck < NO_SHOW:
        return
    unwell = luck < NOT_TODAY
    evening = datetime.combine(start.date() - timedelta(days=1), time(19), scene.stage.now.tzinfo)
    scene.tell(
        visit,
        pain=pain[0],
        at=evening + minutes(scene.chance.randint(0, 120)),
        **(FEVER if unwell else {}),
    )
    scene.arrive(visit, at=start - minutes(scene.chance.randint(1, 9)))
    if not scene.decide(visit, at=start + minutes(3), not_today=unwell) or not may_needle(scene):
        return
    scene.sign(visit, at=start + minutes(5))
    lost = scene.player.number == WITH_INCIDENT and last
    treat(scene, visit, before=pain[0], after=pain[1], lost=lost)
    if last and scene.player.number in WORSE_YESTERDAY:
        look_after(scene, visit, feeling="worse", sure=True)
    else:
        look_after(scene, visit, feeling=_feeling(scene))


def may_needle(scene: Scene) -> bool:
    """Imani's patients get exercise and hands-on treatment: she has no credential yet."""
    return scene.player.therapist != cast.THERAPISTS[3].name


def _feeling(scene: Scene) -> str:
    worse = 0.35 if scene.player.course == "worse" else 0.03
    if scene.chance.random() < worse:
        return "worse"
    return "better" if scene.player.course == "better" else scene.chance.choice(("better", "same"))
