"""How many requests a second does a page answer, and how late is a late one?"""

import http.client
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from bench.figures import Figures


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
