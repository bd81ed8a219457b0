"""How fast is a needle event on the disk, when eight tablets send them at the same time?"""

import http.client
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from bench.figures import Figures
from bench.load import Served

TOKEN = "a" * 32


class Tablet:
    """One bedside's tablet, signed in, on a line that stays open as a browser's does."""

    def __init__(self, session: Any) -> None:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(session.therapist.user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = {"Cookie": f"sessionid={cookie}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        self.address = f"/bedside/{session.key}/events/"
        self.number = 0

    def send(self, line: http.client.HTTPConnection, many: int) -> None:
        """So many needles, in one request; they are on the disk when it returns."""
        events = [self._event() for _ in range(many)]
        body = json.dumps({"version": 1, "device_now": None, "events": events})
        line.request("POST", self.address, body, self.headers)
        answer = line.getresponse()
        said = json.loads(answer.read())
        if [one["answer"] for one in said["answers"]] != ["accepted"] * many:
            raise SystemExit(f"The clinic answered {answer.status}: {said}")

    def _event(self) -> dict[str, Any]:
        self.number += 1
        needle = {"target": "deltoid_middle", "side": "left", "gauge_mm": "0.25", "length_mm": 30}
        return {"id": str(uuid4()), "fact": "inserted", "number": self.number, **needle}


def tablets(sessions: list[Any]) -> list[Tablet]:
    return [Tablet(session) for session in sessions]


def sent(clinic: Served, at_once: list[Tablet], *, times: int, events: int) -> Figures:
    """So many times so many needle events in one request, from every tablet at once.

    One event is a tablet on the network; twenty are one that comes back to it.
    """
    send = _sender(clinic.port, times, events)
    begun, used = time.perf_counter(), clinic.cpu_seconds()
    with ThreadPoolExecutor(len(at_once)) as pool:
        durations = [one for part in pool.map(send, at_once) for one in part]
    many = len(durations) * events
    rate = many / (time.perf_counter() - begun)
    cpu = (clinic.cpu_seconds() - used) * 1000 / many
    what = "1 needle event" if events == 1 else f"{events} needle events"
    name = f"{what} a request, {len(at_once)} at once"
    return Figures(f"{name}: {rate:.0f}/s, cpu {cpu:.1f}", tuple(durations))


def _sender(port: int, times: int, events: int) -> Callable[[Tablet], list[float]]:
    def send(tablet: Tablet) -> list[float]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        durations = []
        for _ in range(times):
            begun = time.perf_counter()
            tablet.send(line, events)
            durations.append((time.perf_counter() - begun) * 1000)
        line.close()
        return durations

    return send
