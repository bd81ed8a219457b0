"""How is something timed, and how are the figures printed?"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Figures:
    """The durations of one thing in milliseconds."""

    name: str
    durations: tuple[float, ...]

    @property
    def line(self) -> str:
        middle = median(self.durations)
        late = quantiles(self.durations, n=20)[-1]
        count = len(self.durations)
        return f"{self.name:<52} {count:>5} {middle:>10.2f} {late:>10.2f} {late / middle:>7.1f}"


HEAD = f"{'what':<52} {'n':>5} {'median ms':>10} {'p95 ms':>10} {'ratio':>7}"


def timed(
    name: str,
    what: Callable[[int], object],
    *,
    times: int,
    warm: int = 2,
    clock: Callable[[], float] = time.perf_counter,
) -> Figures:
    """`what` done `times` times after `warm` unmeasured ones; it is told which time it is.

    Args:
        clock: `time.process_time` counts only what this process computed, also on a busy machine.
    """
    for number in range(warm):
        what(-1 - number)
    durations = []
    for number in range(times):
        begun = clock()
        what(number)
        durations.append((clock() - begun) * 1000)
    return Figures(name, tuple(durations))
