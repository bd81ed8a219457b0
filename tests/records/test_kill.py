"""Is a fact that was said to be kept still there when the process was killed just after?"""

from pathlib import Path
from random import Random

import pytest

from tests.at_the_bedside import events
from tests.processes import Env, Running, at_the_bedside, own_database

SEED = 20261124
PROGRAM = ("-m", "tests.at_the_bedside")


def killed_at(facts: int, key: str, env: Env) -> list[str]:
    """Begins with all facts, kills the process (-9) after so many; the ids it said were kept."""
    with Running(["needle", key, str(SEED)], env, program=PROGRAM) as bedside:
        kept = [bedside.line().strip() for _ in range(facts)]
        bedside.kill()
    assert all(kept), "".join(bedside.heard)
    return kept


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_said_to_be_kept_outlives_the_process(tmp_path: Path, seed: int) -> None:
    with own_database(tmp_path) as env:
        key = at_the_bedside("open", env=env)
        kept = killed_at(Random(seed).randint(20, 120), key, env)
        ledger = at_the_bedside("ledger", key, env=env).split()
        assert ledger[: len(kept)] == kept
        assert ledger == [str(one.id) for one in events(SEED)][: len(ledger)]


def test_beginning_again_from_the_first_changes_nothing_twice(tmp_path: Path) -> None:
    with own_database(tmp_path) as env:
        key = at_the_bedside("open", env=env)
        killed_at(40, key, env)
        killed_at(90, key, env)
        ledger = at_the_bedside("ledger", key, env=env).split()
        assert len(ledger) >= 90
        assert ledger == [str(one.id) for one in events(SEED)][: len(ledger)]
