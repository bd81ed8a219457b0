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
from itertools import chain
from typing import Any
from uuid import uuid4

from bench.figures import HEAD, Figures, timed
from bench.load import Served, free_port, requests

TIMES = 200
AT_ONCE = 8


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="filiform-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "filiform.settings"
        import django

        django.setup()
        from django.core.management import call_command

        from filiform.ops.packing import pack

        call_command("migrate", verbosity=0)
        pack()
        if sys.argv[1:] == ["pages"]:
            _print_pages()
        else:
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
    for figures in chain.from_iterable(parts[name]() for name in sys.argv[1:] or parts):
        print(figures.line, flush=True)


def _booking() -> Iterator[Figures]:
    """Free times found and booked; the growth first, while the tables are empty."""
    from bench import booking

    now = datetime.now(UTC)
    yield from booking.growth(now)
    clinic = booking.peers_clinic(now)
    yield booking.bookings_inside(clinic, times=400)
    with server() as served:
        yield from booking.searches(served.port, clinic)
        yield from booking.races(served.port, clinic)
        yield booking.bookings(served.port, clinic, times=400)


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
    yield _referral()
    yield _needles(clinic.book(center, therapists[0], marks[-1], now), now)
    yield from _at_the_bedside(clinic, center, therapists[:AT_ONCE], marks[-2], now)
    yield _chart(clinic.long_history(center, therapists[1], 100, now), therapists[1])


def _safety() -> Figures:
    """The pure evaluation: every rule, a place over the lung, a patient with findings."""
    from bench.clinic import risky
    from filiform.domain.safety import check_site
    from filiform.knowledge.safety import RULES

    return timed("a safety check", lambda _: check_site(risky(), RULES), times=2000)


def _referral() -> Figures:
    """The pure ranking: every shipped pattern, a drawing of seven places on both sides."""
    from bench.clinic import DRAWN
    from filiform.domain.referral import candidates
    from filiform.knowledge.referral import PATTERNS

    return timed("a referral ranking", lambda _: candidates(DRAWN, PATTERNS), times=2000)


def _needles(visit: Any, now: datetime) -> Figures:
    from bench.clinic import SIZE, opened, screened
    from filiform.actions.needling.insert_needle import insert_needle
    from filiform.domain.anatomy import Side

    session, user = opened(screened(visit, now), now), visit.therapist.user

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
    from bench.bedside import sent, tablets

    visits = [clinic.book(center, one, mark, now) for one in therapists]
    sessions = [clinic.opened(clinic.screened(visit, now), now) for visit in visits]
    with server() as served:
        yield sent(served, tablets(sessions), times=40, events=1)
        yield sent(served, tablets(sessions), times=10, events=20)


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
    with server() as served:
        yield requests(served.port, "/dry-needling/", times=800, at_once=4)


def _print_pages() -> None:
    """What the pages of a made-up clinic weigh, and how soon they can be used."""
    from playwright.sync_api import sync_playwright

    from bench import lighthouse, pages
    from filiform.ops.demo.build import build
    from tools import chromium

    build(now=datetime.now(UTC))
    found, asked = chromium.find(os.environ), pages.asked()
    with server() as served, sync_playwright() as playwright:
        base = f"http://127.0.0.1:{served.port}"
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for one in asked:
            print("\n".join(pages.weigh(browser, base, one).lines), flush=True)
        browser.close()
        print(pages.heaviest_picture(), pages.kept_in_the_background(served.port), sep="\n")
        if not lighthouse.program():
            raise SystemExit("Lighthouse could not be fetched: no times.")
        print(f"\n{lighthouse.HEAD}")
        for one in asked:
            print(lighthouse.judged(playwright, found, base, one, times=3), flush=True)


@contextmanager
def server() -> Iterator[Served]:
    """The clinic itself, on the database of this measurement."""
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
            yield Served(port, running.pid)
        finally:
            running.terminate()
            running.communicate(timeout=60)


if __name__ == "__main__":
    main()
