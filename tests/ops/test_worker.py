"""Are letters sent, whatever happens to the worker meanwhile?"""

import signal
import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from filiform.__main__ import main
from filiform.actions.booking.hold_time import hold_time
from filiform.ops import post
from filiform.records.outbox import OutboxMessage
from filiform.records.visits import Hold, Occupancy
from tests.cast import Cast
from tests.processes import Env, Running, filiform, own_database

MANY = 120


def write(once: str, *, minutes: int = -1, number: int = 1) -> None:
    now = timezone.now()
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            to="ada@clinic.example",
            subject="Your visit",
            body="Hello",
            once=f"{once} {nth}",
            written_at=now,
            not_before=now + timedelta(minutes=minutes),
        )
        for nth in range(number)
    )


@pytest.mark.django_db(transaction=True)
def test_once_sends_all_that_is_due_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    write("due", number=MANY)
    write("tomorrow", minutes=1440)
    assert main(["worker", "--once"]) == 0
    assert capsys.readouterr().out == f"Letters sent: {MANY}. Not sent: 0.\n"
    assert len(mail.outbox) == MANY
    assert list(OutboxMessage.objects.filter(sent_at=None).values_list("once", flat=True)) == [
        "tomorrow 0"
    ]


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_go_is_put_off(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write("due")
    assert main(["worker", "--once"]) == 0
    assert capsys.readouterr().out == "Letters sent: 0. Not sent: 1.\n"
    letter = OutboxMessage.objects.get()
    assert (letter.attempts, letter.sent_at) == (1, None)


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_the_database_does_not_end_it(caplog: pytest.LogCaptureFixture) -> None:
    write("due")
    rename("records_outboxmessage", "mislaid")
    try:
        post.keep_looking(StopsAfter(2), every=0.01)
    finally:
        rename("mislaid", "records_outboxmessage")
    assert [one.message.partition(";")[0] for one in caplog.records] == [
        "letters could not be sent"
    ] * 2
    post.keep_looking(StopsAfter(1), every=0.01)
    assert len(mail.outbox) == 1


def rename(table: str, to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {to}")


class StopsAfter(threading.Event):
    """Told to stop when it has waited so many times."""

    def __init__(self, times: int) -> None:
        self.left = times
        super().__init__()

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if not self.left:
            self.set()
        return self.is_set()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Env]:
    """The settings of a clinic with its tables and nobody in it, made once for these tests."""
    with own_database(tmp_path_factory.mktemp("clinic")) as env:
        filiform("migrate", env=env)
        yield env


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told(clinic: Env, signum: signal.Signals) -> None:
    with Running(["worker", "--every", "3600"], clinic) as worker:
        worker.until("Letters that are due are sent.")
        worker.tell(signum)
        assert worker.end() == 0
    assert "What is not sent waits in the database." in worker.heard[-1]


@pytest.mark.skipif(
    "sqlite3" not in settings.DATABASES["default"]["ENGINE"], reason="looks into a SQLite file"
)
def test_what_it_sends_lies_in_the_folder_of_letters(clinic: Env) -> None:
    data = Path(clinic["DATA_DIR"])
    row = "'ada@clinic.example', 'Your visit', 'Hello', 'x', '2026-01-01', '2026-01-01', 0, ''"
    columns = '"to", subject, body, once, written_at, not_before, attempts, problem'
    with sqlite3.connect(data / "filiform.sqlite3") as database:
        database.execute(f"INSERT INTO records_outboxmessage ({columns}) VALUES ({row})")
    database.close()
    assert "Letters sent: 1." in filiform("worker", "--once", env=clinic).stdout
    letters = list((data / "letters").iterdir())
    assert len(letters) == 1
    assert "Subject: Your visit" in letters[0].read_text()


def test_the_worker_lets_go_of_times_that_nobody_holds_any_more(cast_today: Cast) -> None:
    now = timezone.now()
    where = {"therapist": cast_today.thea, "center": cast_today.boulder, "by": None}
    for number, ago in ((35, 11), (36, 9)):
        at = now - timedelta(minutes=ago)
        start = cast_today.start(number)
        hold_time(key=uuid4(), holder=str(number), starts_at=start, at=at, **where)
    assert post.sweep() == 1
    assert Hold.objects.get().starts_at == cast_today.start(36)
    assert {one.hold for one in Occupancy.objects.all()} == {Hold.objects.get()}
    assert post.sweep() == 0
