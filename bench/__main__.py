"""What does `make bench` measure? Times, bookings, a needle, a long chart, a public page.

`make bench ARGS=booking` measures only that part: booking, inside, public.
"""

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.figures import HEAD, Figures, timed
from bench.load import free_port, requests

TIMES = 200
AT_ONCE = 8


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="filiform-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        (Path(folder) / "static").mkdir()
        os.environ["DJANGO_SETTINGS_MODULE"] = "filiform.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _print()


def _print() -> None:
    from django.db import connection

    kind = connection.vendor
    made = sqlite3.sqlite_version if kind == "sqlite" else ""
    cores = os.cpu_count()
    print(
        f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, {kind} {made}\n"
    )
    print(HEAD)
    parts = {"booking": _booking, "inside": _inside, "public": _public}
    for name in sys.argv[1:] or parts:
        for figures in parts[name]():
            print(figures.line, flush=True)


def _booking() -> Iterator[Figures]:
    """Free times found and booked; the growth first, while the tables are empty."""
    from bench import booking

    now = datetime.now(UTC)
    yield from booking.growth(now)
    clinic = booking.peers_clinic(now)
    yield booking.bookings_inside(clinic, times=400)
    with server() as port:
        yield from booking.searches(port, clinic)
        yield from booking.races(port, clinic)
        yield booking.bookings(port, clinic, times=400)


def _inside() -> Iterator[Figures]:
    """What needs no server. Django is set up by now, and not before."""

    from bench import clinic
    from filiform.records import access
    from filiform.web.times import free_days

    now = datetime.now(UTC)
    center, therapists = clinic.open_clinic(10)
    first = now.astimezone(center.zone).date() + timedelta(days=1)
    marks = clinic.starts(center, first, 30)

    def booking(number: int) -> None:
        clinic.book(center, therapists[number % 10], marks[(number // 10) % len(marks)], now)

    yield timed("a booking, durable", booking, times=TIMES, warm=0)
    here = list(access.therapists(center))
    yield timed(
        "free times of 10 therapists x 30 days",
        lambda _: free_days(center, here, first=first, days=30, now=now),
        times=30,
    )
    yield _safety()
    yield _needles(clinic.book(center, therapists[0], marks[-1], now), now)
    yield from _at_the_bedside(clinic, center, therapists[:AT_ONCE], marks[-2], now)
    yield _chart(clinic.long_history(center, therapists[1], 100, now), therapists[1])


def _safety() -> Figures:
    """The pure evaluation: every rule, a place over the lung, a patient with findings."""
    from bench.clinic import risky
    from filiform.domain.safety import check_site
    from filiform.knowledge.safety import RULES

    return timed("a safety check", lambda _: check_site(risky(), RULES), times=2000)


def _needles(visit: Any, now: datetime) -> Figures:
    from bench.clinic import SIZE
    from filiform.actions.needling.insert_needle import insert_needle
    from filiform.domain.anatomy import Side
    from filiform.records.sessions import NeedlingSession

    user = visit.therapist.user
    session = NeedlingSession.objects.create(
        visit=visit, therapist=visit.therapist, opened_at=now, opened_by=user
    )

    def needle(_: int) -> None:
        insert_needle(
            session=session,
            id=uuid4(),
            target="deltoid_middle",
            side=Side.LEFT,
            size=SIZE,
            override="measured",
            at=now,
            by=user,
        )

    return timed("a needle event, durable (up to 200 in the session)", needle, times=TIMES)


def _at_the_bedside(
    clinic: Any, center: Any, therapists: list[Any], mark: datetime, now: datetime
) -> Iterator[Figures]:
    """Eight tablets, each at its own bedside, against the real server: alone and in batches."""
    from bench.bedside import batches, one_by_one, tablets

    visits = [clinic.book(center, one, mark, now) for one in therapists]
    sessions = [clinic.opened(visit, now) for visit in visits]
    with server() as port:
        yield one_by_one(port, tablets(sessions), times=40)
        yield batches(port, tablets(sessions), times=10, events=20)


def _chart(patient: Any, therapist: Any) -> Figures:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(therapist.user)
    path = f"/chart/{patient.key}/"
    if client.get(path).status_code != 200:
        raise SystemExit("The chart could not be opened.")
    return timed("the chart of a patient with 100 sessions", lambda _: client.get(path), times=20)


def _public() -> Iterator[Figures]:
    """The public page, through the real server."""
    with server() as port:
        yield requests(port, "/dry-needling/", times=800, at_once=4)


@contextmanager
def server() -> Iterator[int]:
    """The clinic itself, on the database of this measurement; where it listens."""
    port = free_port()
    env = {**os.environ, "PORT": str(port), "FILIFORM_DEMO": "0"}
    with subprocess.Popen(
        [sys.executable, "-m", "filiform", "run"], env=env, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if "Ctrl-C" in line:
                break
        try:
            yield port
        finally:
            running.terminate()
            running.communicate(timeout=60)


if __name__ == "__main__":
    main()
