"""Does `filiform` say what it can do, and what to write where something is wrong?"""

import logging
import stat
from pathlib import Path

import pytest

from filiform.__main__ import COMMANDS, main
from tests.processes import environment, filiform, own_database


def test_alone_it_prints_what_can_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"filiform {name}" in said for name in COMMANDS)


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("filiform 0.")


def test_a_command_asked_in_a_test_leaves_the_log_to_the_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Or the next would write where this one's output was, and print a traceback for each line."""
    before = [*logging.getLogger("django").handlers]
    assert main(["knowledge", "sheet", "--area", "neck"]) == 0
    assert "Longus colli" in capsys.readouterr().out
    assert logging.getLogger("django").handlers == before


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert f"usage: filiform {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["rnu"], "Did you mean: filiform run"),
        (["--nonsense"], "filiform knows no '--nonsense'"),
        (["run", "fast"], "unrecognized arguments: fast"),
        (["demo", "--today", "soon"], "Write a day such as --today 2026-03-14"),
        (["demo", "--today"], "usage: filiform demo"),
        (["knowledge"], "usage: filiform knowledge"),
        (["knowledge", "chekc"], "invalid choice: 'chekc'"),
        (["worker", "--every", "0"], "Write --every 5"),
        (["worker", "--every", "often"], "usage: filiform worker"),
        (["createstaff", "--name", "Otto"], "--email, --role"),
        (["createstaff", "--name", "O", "--email", "o@a.example", "--role", "king"], "'king'"),
    ],
)
def test_wrong_usage_says_what_to_write(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY_FILE", "no-such-file", "SECRET_KEY_FILE names no-such-file"),
        ("SECRET_KEY_FILE", "/bin/sh", "it is no text"),
        ("SECRET_KEY", "short", "SECRET_KEY has 5 characters"),
        ("SECRET_KEY", "x" * 49, "Set it to 50 or more that nobody can guess, or unset it"),
        ("FILIFORM_DEBUG", "maybe", "FILIFORM_DEBUG is 'maybe'. Set it to 1 or 0."),
        ("FILIFORM_DEMO", "perhaps", "FILIFORM_DEMO is 'perhaps'. Set it to 1 or 0."),
        ("DATABASE_URL", "nonsense://x", "Write postgres://user:word@host:5432/name"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL names neither PostgreSQL nor nothing"),
        ("FILIFORM_EMAIL_URL", "http://mail", "Write smtp://user:word@host:587"),
        ("FILIFORM_EMAIL_URL", "smtp://mail:port", "Write smtp://user:word@host:587"),
        ("PORT", "eighty", "PORT is 'eighty'. Set it to a number from 1 to 65535."),
        ("PORT", "65536", "PORT is '65536'"),
        ("DATA_DIR", "/dev/null/here", "Set DATA_DIR to a folder this user may write to."),
        ("DATA_DIR", "/dev/null", "Set DATA_DIR to a folder this user may write to."),
        ("DATA_DIR", "/proc", "Set DATA_DIR to a folder this user may write to."),
    ],
)
def test_a_wrong_setting_says_what_to_set(tmp_path: Path, name: str, value: str, says: str) -> None:
    env = environment(tmp_path / "data") | {name: value}
    done = filiform("doctor", env=env, code=2)
    assert says in done.stderr
    assert done.stdout == ""


def test_a_word_may_not_come_twice(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("x" * 50)
    file = str(tmp_path / "word")
    env = environment(tmp_path / "data", SECRET_KEY="y" * 50, SECRET_KEY_FILE=file)
    done = filiform("migrate", env=env, code=2)
    assert "Both SECRET_KEY and SECRET_KEY_FILE are set. Unset one of them." in done.stderr


def test_the_secret_key_is_made_once_for_this_user_only(tmp_path: Path) -> None:
    env = environment(tmp_path)
    filiform("knowledge", "check", env=env)
    kept = tmp_path / "secret-key"
    first = kept.read_text()
    assert len(first) > 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    filiform("knowledge", "check", env=env)
    assert kept.read_text() == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("word", ["", "x" * 49])
def test_a_spoilt_secret_key_is_named(tmp_path: Path, word: str) -> None:
    (tmp_path / "secret-key").write_text(word)
    done = filiform("knowledge", "check", env=environment(tmp_path), code=2)
    assert "does not hold a key. Remove the file" in done.stderr


def test_an_unreachable_database_is_no_traceback(tmp_path: Path) -> None:
    env = environment(tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    done = filiform("worker", "--once", env=env, code=1)
    assert "The database cannot be used" in done.stderr
    assert "filiform doctor" in done.stderr


def test_a_database_without_tables_says_what_to_write(tmp_path: Path) -> None:
    with own_database(tmp_path) as env:
        done = filiform("worker", "--once", env=env, code=1)
        assert done.stderr.strip().endswith("Write: filiform migrate")
        filiform("migrate", env=env)
        assert "Letters sent: 0" in filiform("worker", "--once", env=env).stdout
