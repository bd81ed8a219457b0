"""The last needle is withdrawn.

While a needle is in, nothing follows from taking out another. With the last one the clinic
lays two questions ready, for one day and for two days later, each with a letter that says
nothing about health. The session itself stays open: closing it is something a person does.
"""

from datetime import timedelta

from filiform.records.aftercare import CheckIn
from filiform.records.outbox import OutboxMessage
from tests.cast import Cast, session_open
from tests.stories.bedside import play


def test_the_second_of_three_comes_out_and_nothing_else_happens(cast: Cast) -> None:
    ledger = play(
        session_open(cast),
        """
        09:30 insert   1 trapezius_upper left 0.25x30
        09:31 insert   2 trapezius_upper right 0.25x30
        09:31 twitch   2 3 times
        09:32 insert   3 deltoid_middle left 0.25x30
        09:38 withdraw 2
        """,
    )
    assert ledger.in_place == (1, 3)
    assert not CheckIn.objects.exists()


def test_with_the_last_one_the_questions_of_the_next_days_are_laid_ready(cast: Cast) -> None:
    session = session_open(cast)
    ledger = play(
        session,
        """
        09:30 insert   1 deltoid_middle left 0.25x30
        09:31 insert   2 deltoid_middle left 0.25x30
        09:38 withdraw 2
        09:39 withdraw 1
        """,
    )
    assert ledger.all_out
    out_at = cast.now.replace(minute=39, second=0)
    due = [out_at + timedelta(hours=hours) for hours in (24, 48)]
    assert [one.due_at for one in session.check_ins.all()] == due
    waiting = OutboxMessage.objects.filter(not_before__in=due)
    assert {one.subject for one in waiting} == {"How are you today?"}
    session.refresh_from_db()
    assert session.closed_at is None
