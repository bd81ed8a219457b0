"""How is a session of the demo needled, counted, closed and looked after?"""

from datetime import datetime, timedelta

from filiform.actions.aftercare.record_aftercare_check_in import record_aftercare_check_in
from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.dispose_needles import dispose_needles
from filiform.actions.needling.follow_up_incident import follow_up_incident
from filiform.actions.needling.sign_session import sign_session
from filiform.actions.needling.write_note import write_note
from filiform.domain.outcomes import Moment
from filiform.knowledge import muscles
from filiform.ops.demo import answers
from filiform.ops.demo.bedside import Scene, minutes
from filiform.ops.demo.stage import key
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit

NEEDLES = (2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 5, 8)
FOUND_AGAIN = (
    "Looked again with the patient standing: the needle lay under the edge of the couch, whole. "
    "Patient's skin checked, nothing left in. Counted again."
)


def treat(scene: Scene, visit: Visit, *, before: int, after: int, lost: bool = False) -> None:
    """A whole session from the first needle to the signature, within the visit's time.

    Args:
        lost: at the first count one needle is not in the tray.
    """
    start = visit.starts_at
    session = scene.begin(visit, pain=before, at=start + minutes(8))
    placed = place(scene, session, scene.chance.choice(NEEDLES), start=start)
    for nth, needle in enumerate(placed):
        scene.withdraw(session, needle, at=start + minutes(20 + nth))
    if lost:
        _lose_one(scene, session, len(placed), at=start + minutes(29))
    _count(scene, session, len(placed), at=start + minutes(31))
    dispose_needles(
        session=session,
        id=key(scene.chance),
        needles=len(placed),
        at=start + minutes(32),
        by=scene.therapist,
    )
    scene.leave(session, at=start + minutes(33))
    scene.score(session, Moment.AFTER, after, at=start + minutes(34))
    _write(scene, session, len(placed), before, after, at=start + minutes(36))
    close_session(session=session, at=start + minutes(37), by=scene.therapist)
    sign_session(session=session, at=start + minutes(38), by=scene.therapist)


def place(scene: Scene, session: NeedlingSession, number: int, *, start: datetime) -> list[int]:
    """Needles of the complaint, some of them twitching; those that may not go in are left out."""
    placed = []
    for nth in range(number):
        at = start + minutes(10 + nth)
        needle = scene.needle(session, nth, at=at)
        if needle is not None:
            placed.append(needle)
            if scene.chance.random() < 0.5:
                scene.twitch(session, needle, at=at + timedelta(seconds=30))
    return placed


def _count(scene: Scene, session: NeedlingSession, in_tray: int, *, at: datetime) -> None:
    count_needles(
        session=session, id=key(scene.chance), found=0, in_tray=in_tray, at=at, by=scene.therapist
    )


def _lose_one(scene: Scene, session: NeedlingSession, number: int, *, at: datetime) -> None:
    _count(scene, session, number - 1, at=at)
    follow_up_incident(
        incident=session.incidents.get(),
        says=FOUND_AGAIN,
        resolves=True,
        at=at + minutes(1),
        by=scene.therapist,
    )


def _write(
    scene: Scene, session: NeedlingSession, number: int, before: int, after: int, *, at: datetime
) -> None:
    targets = dict.fromkeys(session.entries.exclude(target="").values_list("target", flat=True))
    named = ", ".join(muscles.MUSCLES[one].name for one in targets) or "no target"
    words = (
        f"{named}, {scene.player.side}. {number} needles, taut bands found by flat palpation, "
        f"tolerated well. Pain {before}/10 before, {after}/10 after. "
        "Plan: home exercise twice a day, warm pack if comfortable, next visit in a week."
    )
    write_note(session=session, words=words, was="", at=at, by=scene.therapist)


def look_after(scene: Scene, visit: Visit, *, feeling: str, sure: bool = False) -> None:
    """The questions of the next days, answered by most; what is not yet due stays open."""
    for check_in in visit.session.check_ins.all():
        answered_at = check_in.due_at + minutes(scene.chance.randint(20, 400))
        if answered_at > scene.stage.now or (not sure and scene.chance.random() < 0.15):
            continue
        record_aftercare_check_in(
            check_in=check_in,
            answers=answers.of_check_in(
                hours=check_in.hours,
                feeling=feeling,
                sore=scene.chance.choice((1, 2, 2, 3, 4, 5)),
                chance=scene.chance,
            ),
            at=answered_at,
        )
