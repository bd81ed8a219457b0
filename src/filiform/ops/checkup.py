"""Is this installation in order? Every check answers in plain words, and says what to do."""

import os
import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from filiform.knowledge.checking import check as check_knowledge
from filiform.ops.demo import cast
from filiform.ops.line import Line, bad, good
from filiform.ops.postal_checkup import letters, mail
from filiform.records import guard
from filiform.records.audit import AuditEvent
from filiform.records.people import User

OLDEST_PYTHON, OLDEST_SQLITE, OLDEST_POSTGRES = (3, 11), (3, 31), 150000
ROOM_MB = 200
AHEAD = timedelta(minutes=5)
NEEDED = ("css/tokens.css", "css/base.css", "js/htmx.min.js", "img/body/mesh-male.json")


class Closed(Exception):
    """The database cannot be read, so what stands in it cannot be judged; says what to do."""


def checkup() -> Iterator[Line]:
    """Every check in turn; one that cannot even be made is a fault, never a crash."""
    closed = False
    for name, check in CHECKS:
        if closed and check in READ_THE_DATABASE:
            continue
        try:
            yield from check()
        except Closed as wrong:
            closed = True
            yield bad(str(wrong))
        except Exception as problem:
            yield bad(f"{name} could not be checked: {type(problem).__name__}: {problem}")


# ---------------------------------------------------------------- the machine
def python_and_database() -> Iterator[Line]:
    said = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        yield bad(f"Python {said} is too old. Install 3.11 or newer.")
    else:
        yield good(f"Python {said}.")
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield bad(f"SQLite {sqlite3.sqlite_version} is too old. Install 3.31 or newer.")
    elif connection.vendor == "sqlite":
        yield good(f"SQLite {sqlite3.sqlite_version}.")


def data_folder() -> Iterator[Line]:
    place = Path(settings.DATA_DIR)
    if not os.access(place, os.W_OK | os.X_OK):
        yield bad(f"{place} cannot be written to. Give this user the right, or set DATA_DIR.")
        return
    if mode := stat.S_IMODE(place.stat().st_mode) & 0o077:
        yield bad(
            f"Others may look into {place} ({mode:03o}), and charts are in it. "
            f"Write: chmod 700 {place}"
        )
    free = shutil.disk_usage(place).free // 1_000_000
    if free < ROOM_MB:
        yield bad(f"Only {free} MB are free for {place}. Make room: {ROOM_MB} MB are the least.")
    else:
        yield good(f"{place} can be written to; {free:,} MB are free.")


def secret_key() -> Iterator[Line]:
    kept = Path(settings.DATA_DIR) / "secret-key"
    if not kept.exists():
        yield good("The secret key comes from the environment.")
    elif mode := stat.S_IMODE(kept.stat().st_mode) & 0o077:
        yield bad(f"Others may read {kept} ({mode:03o}). Write: chmod 600 {kept}")
    else:
        yield good("The secret key is readable by this user only.")


# ---------------------------------------------------------------- the database
def database() -> Iterator[Line]:
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        says = str(problem).partition("\n")[0]
        raise Closed(f"The database does not answer: {says}. {_where_to_look()}") from None
    if connection.vendor == "sqlite":
        yield good(f"The database answers (SQLite, {connection.settings_dict['NAME']}).")
        yield from _sqlite()
    else:
        yield good("The database answers (PostgreSQL).")
        yield from _postgres()


def _where_to_look() -> str:
    if connection.vendor == "sqlite":
        kept = connection.settings_dict["NAME"]
        return f"Look at {kept}: put back the last copy, or move it away to begin an empty one."
    return "Look at DATABASE_URL and at its server."


def _sqlite() -> Iterator[Line]:
    journal, sync = _ask("PRAGMA journal_mode"), _ask("PRAGMA synchronous")
    if journal != "wal":
        yield bad(
            f"SQLite keeps its journal as '{journal}', not as WAL: readers and writers wait for "
            "each other. Put DATA_DIR on a local disk, not on a network drive."
        )
    if str(sync) not in ("2", "3"):
        yield bad("SQLite does not wait for the disk (synchronous): a power cut can lose needles.")
    if not _writers_take_turns():
        yield bad("Two writers can begin at once (not IMMEDIATE): DATABASES was changed.")
    elif journal == "wal" and str(sync) in ("2", "3"):
        yield good("Every answer is on the disk before it is given; writers take turns.")


def _writers_take_turns() -> bool:
    """Whether a transaction of ours holds off a second writer before it writes anything."""
    other = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=0)
    try:
        with transaction.atomic():
            other.execute("BEGIN IMMEDIATE")
            return False
    except sqlite3.OperationalError:
        return True
    finally:
        other.close()


def _postgres() -> Iterator[Line]:
    version = int(str(_ask("SHOW server_version_num")))
    if version < OLDEST_POSTGRES:
        yield bad(f"PostgreSQL {version // 10000} is too old. Install 15 or newer.")
    off = [name for name in ("fsync", "synchronous_commit") if _ask(f"SHOW {name}") == "off"]
    for name in off:
        yield bad(f"PostgreSQL runs with {name}=off: a power cut can lose needles. Turn it on.")
    if version >= OLDEST_POSTGRES and not off:
        yield good("Every answer is on the disk before it is given.")


def _ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def tables() -> Iterator[Line]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Closed(f"{len(waiting)} changes of the tables wait. Write: filiform migrate")
    yield good("All tables are up to date.")


def clock() -> Iterator[Line]:
    now, last = timezone.now(), AuditEvent.objects.order_by("-at").first()
    if last is not None and last.at > now + AHEAD:
        yield bad(
            f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, but something was written "
            f"down at {last.at:%Y-%m-%d %H:%M} UTC. Set the clock before anybody works on."
        )
    else:
        yield good(f"The clock says {timezone.localtime(now):%A, %d %B %Y, %H:%M}.")


def ledger() -> Iterator[Line]:
    if guard.is_set():
        yield good("The database lets nobody change an entry of the ledger.")
    else:
        yield bad("The guard of the ledger is missing in the database. Write: filiform migrate")


def people() -> Iterator[Line]:
    if User.objects.filter(email=cast.OWNER.email).exists():
        yield good("The people in this database are made up: do not add real ones to them.")


# ---------------------------------------------------------------- what is said and shown
def knowledge() -> Iterator[Line]:
    report = check_knowledge()
    if report.sound:
        yield good(f"Every clinical statement has its source ({report.sources} sources).")
    else:
        yield bad(f"{len(report.problems)} faults in the tables. See: filiform knowledge check")


def content() -> Iterator[Line]:
    import_module(settings.ROOT_URLCONF)  # what breaks the program is said here, once
    from filiform.web import pages

    found = list(pages.problems())
    yield from (bad(one) for one in found)
    if not found:
        yield good(f"The clinic's own pages in {settings.CONTENT_DIR} can all be read.")


def static_files() -> Iterator[Line]:
    missing = [name for name in NEEDED if finders.find(name) is None]
    if missing:
        yield bad(f"Files of the pages are missing: {', '.join(missing)}. Install filiform again.")
    else:
        yield good("Styles, scripts and pictures are there.")


def own_checks() -> Iterator[Line]:
    """What Django itself finds wrong with the program."""
    found = [one for one in checks.run_checks() if one.is_serious()]
    yield from (bad(f"{one.msg} ({one.id})") for one in found)
    if settings.DEBUG:
        yield bad("FILIFORM_DEBUG is on: error pages show everything. Unset it.")
    if not found:
        yield good("The program itself is in order.")


CHECKS: tuple[tuple[str, Callable[[], Iterator[Line]]], ...] = (
    ("Python", python_and_database),
    ("The data folder", data_folder),
    ("The secret key", secret_key),
    ("The database", database),
    ("The tables", tables),
    ("The ledger", ledger),
    ("The clock", clock),
    ("Who is here", people),
    ("Clinical knowledge", knowledge),
    ("The clinic's pages", content),
    ("Styles and scripts", static_files),
    ("Letters", letters),
    ("E-mail", mail),
    ("The program", own_checks),
)
READ_THE_DATABASE = (tables, ledger, clock, people, letters)
