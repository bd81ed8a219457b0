"""Is a fact that was said to be kept still there when the process was killed just after?"""

from pathlib import Path

from tests.processes import own_database, said

SEED = 20261124


def test_what_was_said_to_be_kept_outlives_the_process_and_is_kept_once(
    tmp_path: Path,
) -> None:
    """Killed four times at one bedside, each time it begins again from the first fact."""
    with own_database(tmp_path) as env:
        rounds = said(f"from tests.at_the_bedside import main; main({SEED})", env).splitlines()
    told = [tuple(map(int, one.split())) for one in rounds]
    assert len(told) == 4
    assert all(acknowledged <= kept for acknowledged, kept in told)
