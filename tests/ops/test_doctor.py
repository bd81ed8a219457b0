"""Does the doctor name every fault, with what to do — and find none where there is none?"""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from filiform.__main__ import main
from filiform.ops import checkup
from filiform.records import guard
from filiform.records.audit import note
from filiform.records.outbox import OutboxMessage
from tests.house.repository import ROOT
from tests.processes import environment, filiform

pytestmark = pytest.mark.django_db
sqlite_only = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="a fault only SQLite can have"
)


@pytest.fixture(autouse=True)
def in_order(tmp_path: Path, settings: Settings) -> None:
    """An installation with nothing wrong but what the database itself came with."""
    settings.DATA_DIR = tmp_path
    settings.CONTENT_DIR = tmp_path / "content"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "letters"
    shutil.copytree(ROOT / "src/filiform/content", settings.CONTENT_DIR)
    seed = Path(settings.CONTENT_DIR) / "pages" / "dry-needling.md"
    seed.write_text(re.sub("^image: .*$", "image:", seed.read_text(), flags=re.M))
    (tmp_path / "secret-key").write_text("x" * 50)
    (tmp_path / "secret-key").chmod(0o600)


def wrong() -> list[str]:
    """What the doctor finds wrong; the test cluster's fsync=off is known and left out."""
    found = [line.says for line in checkup.checkup() if not line.good]
    return [says for says in found if "fsync=off" not in says]


def the_fault() -> str:
    (fault,) = wrong()
    return fault


def test_in_a_healthy_installation_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert wrong() == []
    if connection.vendor == "sqlite":
        assert main(["doctor"]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "All is well."


def test_a_fault_is_crossed_counted_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret-key").chmod(0o644)
    assert main(["doctor"]) == 1
    said = capsys.readouterr()
    assert f"✗ Others may read {tmp_path / 'secret-key'}" in said.out
    assert "✓ All tables are up to date." in said.out
    assert "not in order (✗)" in said.err


def test_a_readable_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret-key").chmod(0o640)
    assert the_fault().endswith(f"(040). Write: chmod 600 {tmp_path / 'secret-key'}")


def test_a_folder_that_cannot_be_written_is_named(settings: Settings) -> None:
    settings.DATA_DIR = "/proc/nowhere"
    assert the_fault() == (
        "/proc/nowhere cannot be written to. Give this user the right, or set DATA_DIR."
    )


def test_a_folder_others_may_look_into_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert the_fault().endswith(f"Write: chmod 700 {tmp_path}")


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "ROOM_MB", 10**12)
    assert "Make room" in the_fault()


@sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("spoil", "mend", "says"),
    [
        ("PRAGMA synchronous=OFF", "PRAGMA synchronous=FULL", "does not wait for the disk"),
        ("PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=WAL", "'delete', not as WAL"),
    ],
)
def test_a_database_that_may_forget_is_named(spoil: str, mend: str, says: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(spoil)
    try:
        assert says in the_fault()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(mend)


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_writers_that_do_not_take_turns_are_named() -> None:
    connection.ensure_connection()
    wrapper = connections["default"]
    wrapper.transaction_mode = None
    try:
        assert "not IMMEDIATE" in the_fault()
    finally:
        wrapper.transaction_mode = "IMMEDIATE"


def test_an_old_sqlite_and_an_old_python_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "OLDEST_PYTHON", (99, 0))
    assert the_fault().endswith("is too old. Install 3.11 or newer.")
    monkeypatch.undo()
    if connection.vendor == "sqlite":
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 30, 0))
        assert the_fault().endswith("Install 3.31 or newer.")
    else:
        monkeypatch.setattr(checkup, "OLDEST_POSTGRES", 990000)
        assert the_fault().endswith("Install 15 or newer.")


def test_waiting_changes_of_the_tables_are_named() -> None:
    (last,) = MigrationLoader(connection).graph.leaf_nodes("records")
    MigrationRecorder(connection).record_unapplied(*last)
    assert the_fault().endswith("Write: filiform migrate")


def test_a_ledger_without_its_guard_is_named() -> None:
    with guard.lifted():
        assert the_fault().startswith("The guard of the ledger is missing")


def test_a_clock_that_is_behind_is_named() -> None:
    note("book_visit", at=timezone.now() + timedelta(hours=3), by=None)
    assert the_fault().startswith("The clock of this machine says")


def test_a_clock_that_is_a_little_behind_is_not() -> None:
    note("book_visit", at=timezone.now() + timedelta(minutes=4), by=None)
    assert wrong() == []


def test_a_half_written_page_is_named(settings: Settings) -> None:
    page = Path(settings.CONTENT_DIR) / "pages" / "half.md"
    page.write_text("---\ntitle: Half\nlayout page\n")
    assert "half.md" in the_fault()


def test_missing_files_of_the_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "NEEDED", ("css/base.css", "css/lost.css"))
    assert the_fault().startswith("Files of the pages are missing: css/lost.css.")


def letter(**more: object) -> None:
    now = timezone.now()
    OutboxMessage.objects.create(
        to="ada@clinic.example", once="x", written_at=now, **{"not_before": now, **more}
    )


def test_letters_that_were_given_up_are_named() -> None:
    letter(given_up_at=timezone.now())
    assert the_fault().startswith("1 letters were given up")


def test_letters_that_wait_too_long_are_named() -> None:
    letter(not_before=timezone.now() - timedelta(hours=1))
    assert "Start: filiform run, or filiform worker" in the_fault()


def test_letters_that_are_not_yet_due_are_left_alone() -> None:
    letter(not_before=timezone.now() + timedelta(hours=1))
    assert wrong() == []


def test_a_mail_server_that_does_not_answer_is_named(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert the_fault().endswith("(ConnectionRefusedError). Look at FILIFORM_EMAIL_URL.")


def test_a_talkative_installation_is_named(settings: Settings) -> None:
    settings.DEBUG = True
    assert the_fault().endswith("Unset it.")


def test_a_check_that_cannot_be_made_is_a_fault_and_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> Iterator[checkup.Line]:
        yield checkup.good("so far")
        raise RuntimeError("then not")

    monkeypatch.setattr(checkup, "CHECKS", (("The moon", broken),))
    assert [str(line) for line in checkup.checkup()] == [
        "✓ so far",
        "✗ The moon could not be checked: RuntimeError: then not",
    ]


@pytest.fixture
def spoilt(tmp_path: Path) -> dict[str, str]:
    """A copy of the package in which one clinical rule names no known source."""
    left_out = shutil.ignore_patterns("__pycache__")
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "src/filiform", copy / "filiform", ignore=left_out)
    table = copy / "filiform/knowledge/triage.toml"
    table.write_text(table.read_text().replace('"MINTKEN-2025"', '"HEARSAY-2025"'))
    return environment(tmp_path, PYTHONPATH=str(copy))


def test_a_statement_without_a_source_is_found(spoilt: dict[str, str]) -> None:
    checked = filiform("knowledge", "check", env=spoilt, code=1)
    assert "HEARSAY-2025" in checked.stdout
    assert "Mend the rows named above" in checked.stderr


def test_the_doctor_survives_a_spoilt_table(spoilt: dict[str, str]) -> None:
    filiform("migrate", env=spoilt)
    examined = filiform("doctor", env=spoilt, code=1)
    assert "See: filiform knowledge check" in examined.stdout


def test_the_clinic_does_not_open_on_a_spoilt_table(spoilt: dict[str, str]) -> None:
    refused = filiform("run", env=spoilt, code=1)
    assert refused.stderr.startswith("A clinical table cannot be read: triage.toml")


def test_sound_tables_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n{table}: " in said for table in ("triage", "screening", "muscles_arm"))
    assert said.splitlines()[-1] == "No problems found."


def test_before_the_tables_are_there_only_that_is_said(tmp_path: Path) -> None:
    done = filiform("doctor", env=environment(tmp_path), code=1)
    faults = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    (fault,) = [fault for fault in faults if "image" not in fault]
    assert re.fullmatch(r"✗ \d+ changes of the tables wait\. Write: filiform migrate", fault)


def test_a_database_that_does_not_answer_is_said_once(tmp_path: Path) -> None:
    env = environment(tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    done = filiform("doctor", env=env, code=1)
    faults = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert [fault[:33] for fault in faults if "image" not in fault] == [
        "✗ The database does not answer: c"
    ]


@sqlite_only
def test_a_damaged_file_is_named_and_no_server(tmp_path: Path) -> None:
    (tmp_path / "filiform.sqlite3").write_text("no database " * 1000)
    done = filiform("doctor", env=environment(tmp_path), code=1)
    (fault,) = [line for line in done.stdout.splitlines() if "does not answer" in line]
    assert f"Look at {tmp_path}" in fault
    assert "server" not in fault
