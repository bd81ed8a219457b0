"""Nothing is lost when the server dies.

Three tablets stand at one bedside and send 2,000 events, and what was not acknowledged they send
again. The server is killed sixteen times while they do, at random moments, once with everything
that belongs to it. Nothing that it had acknowledged is lost, nothing is there twice, and the chain
of entries is whole.
"""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from tests.processes import WAIT, Running, free_port, own_database, said
from tests.tablet import Tablet

PARTS = (700, 700, 600)
EVENTS = sum(PARTS)
MOST = 40
KILLS = 16
SEED = 20
TOKEN = "a" * 32
SETTING = """
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.cast import session_open
from tests.casting import gather
call_command("migrate", verbosity=0)
session = session_open(gather(timezone.now(), all_hours=True))
client = Client(); client.force_login(session.therapist.user)
print(session.key, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
KEPT = """
import django; django.setup()
from filiform.ops.proof import proof
from filiform.records.sessions import LedgerEntry, NeedlingSession
broken = [line.says for line in proof() if not line.good]
assert not broken, broken
ledger = NeedlingSession.objects.get().to_domain().ledger
print(ledger.balance.inserted, ledger.balance.withdrawn, ledger.balance.unknown)
print("\\n".join(str(one) for one in LedgerEntry.objects.values_list("pk", flat=True)))
"""


def test_nothing_is_lost_when_the_server_dies(tmp_path: Path) -> None:
    chance = Random(SEED)
    print(f"seed {SEED}")
    told = [list(course(Random(SEED + n), length)) for n, length in enumerate(PARTS)]
    events = [event for each in told for event in each]
    assert len(events) == EVENTS
    with own_database(tmp_path) as env:
        env |= {"FILIFORM_DEMO": "0", "PORT": str(free_port())}
        session, cookie = said(SETTING, env).split()
        at_work = AtWork(int(env["PORT"]), session, cookie)
        senders = [Sender(at_work, each, Random(SEED + n)) for n, each in enumerate(told)]
        moments = sorted(chance.sample(range(EVENTS - 100), KILLS))
        middle = chance.randrange(4, KILLS - 4)
        with Running(["run"], env) as clinic:
            clinic.until("Stop with Ctrl-C")
            at_work.opens(senders)
            kill_workers(clinic, at_work, moments[:middle], chance)
            at_work.wait(moments[middle], answered=chance.random() < 0.5)
            at_work.closes()
        with Running(["run"], env) as clinic:
            clinic.until("Stop with Ctrl-C")
            at_work.opens(senders)
            kill_workers(clinic, at_work, moments[middle + 1 :], chance)
            for sender in senders:
                sender.join(WAIT)
                assert not sender.waiting, sender.trouble
        balance, *kept = said(KEPT, env).splitlines()
    assert sorted(kept) == sorted(event["id"] for event in events)
    went_in = sum(event["fact"] == "inserted" for event in events)
    came_out = {event["needle"] for event in events if event["fact"] == "withdrawn"}
    assert balance == f"{went_in} {len(came_out)} 0"


def kill_workers(clinic: Running, at_work: "AtWork", moments: list[int], chance: Random) -> None:
    """When so many events were kept: as the next answer comes, or as the next batch arrives.

    The next worker takes the place of the one that was killed.
    """
    for enough in moments:
        at_work.wait(enough, answered=chance.random() < 0.5)
        while not clinic.kill_workers():
            pass  # the one before has no successor yet


def course(chance: Random, length: int) -> Iterator[dict[str, Any]]:
    """So many events of one tablet; now and then it takes a needle out twice."""
    tablet = Tablet(device_at="2001-01-01T00:00:00Z")
    inside: list[UUID] = []
    for place in range(length):
        id = UUID(int=chance.getrandbits(128), version=4)
        needle = chance.choice(inside) if inside else None
        if needle is None or place % 3 == 0:
            tablet.insert(id=id, number=place % 500 + 1)
            inside.append(id)
        elif place % 3 == 1:
            tablet.keep("twitched", id, needle=str(needle), twitches=2)
        else:
            tablet.keep("withdrawn", id, needle=str(needle))
            if chance.random() < 0.9:
                inside.remove(needle)
    yield from tablet.events


class AtWork:
    """Whether the clinic is open, what it has acknowledged in all, and how often it was asked."""

    def __init__(self, port: int, session: str, cookie: str) -> None:
        self.port, self.address = port, f"/bedside/{session}/events/"
        self.cookie = f"sessionid={cookie}; csrftoken={TOKEN}"
        self.open = threading.Event()
        self.acknowledged = self.asked = 0
        self.changed = threading.Condition()

    def opens(self, senders: "list[Sender]") -> None:
        self.open.set()
        for sender in senders:
            if not sender.ident:
                sender.start()

    def closes(self) -> None:
        self.open.clear()

    def add(self, *, acknowledged: int = 0, asked: int = 0) -> None:
        with self.changed:
            self.acknowledged += acknowledged
            self.asked += asked
            self.changed.notify_all()

    def wait(self, enough: int, *, answered: bool) -> None:
        """Until so much is kept; where the moment is not to be that of an answer, until the next
        batch is on its way."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.acknowledged >= enough, WAIT)
            before = self.asked
            assert answered or self.changed.wait_for(lambda: self.asked > before, WAIT)


class Sender(threading.Thread):
    """Sends what waits, some at a time, until each was acknowledged; a few it sends once more."""

    def __init__(self, to: AtWork, events: list[dict[str, Any]], chance: Random) -> None:
        self.to, self.chance = to, chance
        self.waiting = {event["id"]: event for event in events}
        self.trouble: list[str] = []
        super().__init__(daemon=True)

    def run(self) -> None:
        while self.waiting:
            self.to.open.wait(WAIT)
            some = list(self.waiting.values())[: self.chance.randint(1, MOST)]
            try:
                self.send([*some, *some[:2]])
            except (OSError, http.client.HTTPException) as gone:
                self.trouble.append(repr(gone))

    def send(self, events: list[dict[str, Any]]) -> None:
        body = json.dumps({"version": 1, "device_now": None, "events": events})
        headers = {"Cookie": self.to.cookie, "X-CSRFToken": TOKEN}
        line = http.client.HTTPConnection("127.0.0.1", self.to.port, timeout=WAIT)
        with closing(line):
            line.request("POST", self.to.address, body, headers)
            self.to.add(asked=1)
            with line.getresponse() as answer:
                answers = json.loads(answer.read())["answers"]
        kept = [one["id"] for one in answers if one["answer"] in ("accepted", "known")]
        assert kept == [one["id"] for one in events]
        for id in set(kept):
            del self.waiting[id]
        self.to.add(acknowledged=len(set(kept)))
