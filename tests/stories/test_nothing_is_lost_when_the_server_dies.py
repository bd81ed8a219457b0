"""Nothing is lost when the server dies.

It is killed in the middle of 500 needle events. Every event it had acknowledged is there when
it opens again; sending all of them once more adds none twice.
"""

import http.client
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from uuid import UUID, uuid5

from tests.house.repository import ROOT
from tests.processes import WAIT, Env, Running, filiform, free_port, own_database

EVENTS = 500
TOKEN = "a" * 32
SETTING = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.cast import session_open
from tests.casting import gather
session = session_open(gather(timezone.now(), all_hours=True))
client = Client(); client.force_login(session.therapist.user)
print(session.key, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
KEPT = """
import django; django.setup()
from filiform.records.sessions import LedgerEntry
print("\\n".join(str(one) for one in LedgerEntry.objects.values_list("pk", flat=True)))
"""


def test_nothing_is_lost_when_the_server_dies(tmp_path: Path) -> None:
    port = free_port()
    with own_database(tmp_path) as env:
        env |= {"FILIFORM_DEMO": "0", "PORT": str(port)}
        filiform("migrate", env=env)
        session, cookie = said(SETTING, env).split()
        events = [uuid5(UUID(session), str(number)) for number in range(EVENTS)]
        fatal = Random(20).randint(100, 400)
        with Running(["run"], env) as clinic:
            clinic.until("Stop with Ctrl-C")
            tablet = Tablet(port, session, cookie, events, enough=fatal)
            tablet.start()
            assert tablet.has_enough.wait(WAIT)
            clinic.kill()  # while the next needle is on its way
            tablet.join(WAIT)
        assert fatal <= len(tablet.acknowledged) < EVENTS
        kept = said(KEPT, env).split()
        assert set(kept) >= {str(event) for event in tablet.acknowledged}
        with Running(["run"], env) as clinic:
            clinic.until("Stop with Ctrl-C")
            for event in events:
                last = insert(port, session, cookie, event)
            assert last == {"ok": True, "inserted": EVENTS, "in_place": list(range(1, 501))}
            clinic.tell(signal.SIGTERM)
            clinic.end()
        kept = said(KEPT, env).split()
        assert sorted(kept) == sorted(str(event) for event in events)


class Tablet(threading.Thread):
    """Sends needle after needle until the server is gone; keeps what was acknowledged."""

    def __init__(
        self, port: int, session: str, cookie: str, events: list[UUID], *, enough: int
    ) -> None:
        self.to = (port, session, cookie)
        self.events, self.enough = events, enough
        self.acknowledged: list[UUID] = []
        self.has_enough = threading.Event()
        super().__init__(daemon=True)

    def run(self) -> None:
        for event in self.events:
            try:
                insert(*self.to, event)
            except (OSError, http.client.HTTPException):
                return
            self.acknowledged.append(event)
            if len(self.acknowledged) == self.enough:
                self.has_enough.set()


def said(program: str, env: Env) -> str:
    """What a small program says that uses the same database."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=env | {"DJANGO_SETTINGS_MODULE": "filiform.settings", "PYTHONWARNINGS": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def insert(port: int, session: str, cookie: str, event: UUID) -> dict[str, object]:
    """One needle, as a tablet that retries would send it; the server's word for it."""
    words = {"id": event, "target": "infraspinatus", "side": "left"}
    words |= {"gauge_mm": "0.25", "length_mm": "30", "site": "", "lot": "L1", "override": "a test"}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request(
        "POST",
        f"/bedside/{session}/insert/",
        urlencode(words),
        {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        },
    )
    answer = line.getresponse()
    body = answer.read()
    line.close()
    assert answer.status == 200, (answer.status, body[:300])
    found: dict[str, object] = json.loads(body)
    return found
