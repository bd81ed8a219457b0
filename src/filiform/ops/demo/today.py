"""What is going on in the demo clinic right now, in both centers?"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.ops.demo import cast
from filiform.ops.demo.bedside import Scene, minutes
from filiform.ops.demo.treatment import place, treat
from filiform.records.visits import Visit

THEA, MATEO, NOOR, IMANI, JONAS = (role.name for role in cast.THERAPISTS)
Part = Callable[[Scene, Visit], None]

LIGHT_RED_FLAG = {"nerve_loss": "unsure"}
"""Urgent, not an emergency: it is looked at today, before any needle."""


class Board:
    """The times of one therapist's day, counted from the one that runs now (0)."""

    def __init__(self, scene: Scene) -> None:
        stage = scene.stage
        self.times, self.now = stage.times[scene.player.therapist], stage.now
        midnight = stage.now.replace(hour=0, minute=0, second=0, microsecond=0)
        self.starts = self.times.starts([stage.today], midnight)
        self.current = max(sum(one <= stage.now for one in self.starts) - 1, 0)

    def past(self) -> datetime | None:
        """The latest free time that is over before now's begins."""
        return self._first(reversed(self.starts[: self.current]))

    def near(self) -> datetime | None:
        """The free time that runs now, else the next one, else one before."""
        free = self._first(iter(self.starts[self.current :]))
        return free if free is not None else self.past()

    def later(self) -> datetime | None:
        """A free time still to come; in the late evening one of the next days."""
        free = self._first(iter(self.starts[self.current + 1 :]))
        tomorrow = self.now.date() + timedelta(days=1)
        return free if free is not None else self.times.daytime(tomorrow, 0.1)

    def _first(self, starts: Iterator[datetime]) -> datetime | None:
        free = next((one for one in starts if one not in self.times.held), None)
        return None if free is None else self.times.take(free)


def play_today(scenes: list[Scene]) -> None:
    """Gives every part of the day to the next patient of its therapist."""
    waiting: dict[str, list[Scene]] = {}
    for scene in scenes[1:]:
        waiting.setdefault(scene.player.therapist, []).append(scene)
    for therapist, when, part in PARTS:
        scene = scenes[0] if part is writes_nothing_yet else _who(waiting[therapist], part)
        board = scene.stage.__dict__.setdefault("boards", {})
        day = board.setdefault(therapist, Board(scene))
        start = when(day)
        if start is not None:
            part(scene, scene.book(start))


def _who(waiting: list[Scene], part: Part) -> Scene:
    """The next one without findings, where the part wants that."""
    healthy = (scene for scene in waiting if not scene.player.health)
    chosen = next(healthy) if part is not is_done else waiting[0]
    waiting.remove(chosen)
    return chosen


# ---------------------------------------------------------------- the parts
def is_done(scene: Scene, visit: Visit) -> None:
    """Treated, counted, closed and signed this morning."""
    pain = scene.chance.randint(2, 6)
    _ready(scene, visit, pain, at=visit.starts_at)
    treat(scene, visit, before=pain, after=max(0, pain - scene.chance.choice((0, 1, 2))))


def lies_on_the_couch(scene: Scene, visit: Visit) -> None:
    """Two needles are in."""
    begun = min(visit.starts_at, scene.stage.now - minutes(14))
    _ready(scene, visit, 5, at=begun)
    session = scene.begin(visit, pain=5, at=begun + minutes(7))
    place(scene, session, 2, start=begun)


def waits_with_everything_ready(scene: Scene, visit: Visit) -> None:
    _ready(scene, visit, 4, at=scene.stage.now - minutes(7))


def waits_for_a_decision(scene: Scene, visit: Visit) -> None:
    """Arrived; a finding of the screening is undecided."""
    scene.tell(visit, pain=5, at=_evening(scene), needle_feeling="very_afraid")
    scene.arrive(visit, at=scene.stage.now - minutes(3))


def raises_a_light_red_flag(scene: Scene, visit: Visit) -> None:
    scene.tell(visit, pain=6, at=scene.stage.now - minutes(50), **LIGHT_RED_FLAG)


def has_no_papers(scene: Scene, visit: Visit) -> None:
    """Booked; no history, no consent for today."""


def writes_nothing_yet(scene: Scene, visit: Visit) -> None:
    """Ada's next visit: her history is still to be sent."""


def comes_later(scene: Scene, visit: Visit) -> None:
    scene.tell(visit, pain=4, at=_evening(scene))


def called_off(scene: Scene, visit: Visit) -> None:
    cancel_visit(
        visit=visit, because="Work", fee_seen=0, at=scene.stage.now - minutes(90), by=scene.user
    )


def did_not_come(scene: Scene, visit: Visit) -> None:
    scene.tell(visit, pain=3, at=_evening(scene))


def waits_though_nobody_may_needle(scene: Scene, visit: Visit) -> None:
    """All papers there, but this therapist has no needling credential in force."""
    _ready(scene, visit, 4, at=scene.stage.now - minutes(9))


def _ready(scene: Scene, visit: Visit, pain: int, *, at: datetime) -> None:
    """Everything a session asks for, done around `at`."""
    scene.tell(visit, pain=pain, at=min(_evening(scene), at - minutes(60)))
    scene.arrive(visit, at=at - minutes(1))
    scene.decide(visit, at=at + minutes(3))
    scene.sign(visit, at=at + minutes(5))


def _evening(scene: Scene) -> datetime:
    """Some hours ago, in the evening before where it was day then."""
    return scene.stage.now - minutes(60 * 15 + scene.chance.randint(0, 90))


PARTS: tuple[tuple[str, Callable[[Board], datetime | None], Part], ...] = (
    (THEA, Board.near, lies_on_the_couch),
    (THEA, Board.near, waits_with_everything_ready),
    (THEA, Board.near, waits_for_a_decision),
    (THEA, Board.near, has_no_papers),
    (THEA, Board.later, writes_nothing_yet),
    (THEA, Board.later, comes_later),
    (THEA, Board.past, is_done),
    (THEA, Board.past, is_done),
    (THEA, Board.past, is_done),
    (MATEO, Board.near, raises_a_light_red_flag),
    (MATEO, Board.later, comes_later),
    (MATEO, Board.later, called_off),
    (MATEO, Board.later, has_no_papers),
    (MATEO, Board.past, is_done),
    (MATEO, Board.past, did_not_come),
    (MATEO, Board.past, is_done),
    (NOOR, Board.near, waits_with_everything_ready),
    (NOOR, Board.later, comes_later),
    (NOOR, Board.later, comes_later),
    (NOOR, Board.past, is_done),
    (IMANI, Board.near, waits_though_nobody_may_needle),
    (JONAS, Board.near, waits_though_nobody_may_needle),
)
