"""How many requests a second does a page answer, and how late is a late one?"""

import http.client
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figures


@dataclass(frozen=True)
class Served:
    """A clinic that runs: where it listens, and its process."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """What it and the processes it began have used until now."""
        return sum(_cpu_seconds(pid) for pid in (self.pid, *_children(self.pid)))


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _cpu_seconds(pid: int) -> float:
    """User and system time; the process's name may hold spaces, so it is cut off first."""
    figures = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def requests(
    port: int, path: str, *, times: int, at_once: int, name: str = "the public page"
) -> Figures:
    """So many requests from so many clients on this machine, then it stops by itself."""

    def some(number: int) -> list[float]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        durations = []
        for _ in range(number):
            begun = time.perf_counter()
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status}")
            durations.append((time.perf_counter() - begun) * 1000)
        line.close()
        return durations

    some(10)
    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        durations = [one for part in pool.map(some, [times // at_once] * at_once) for one in part]
    rate = len(durations) / (time.perf_counter() - begun)
    return Figures(f"{name}, {at_once} at once: {rate:.0f} a second", tuple(durations))
