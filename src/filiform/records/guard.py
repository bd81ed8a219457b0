"""How does the database itself refuse to change the ledger? By triggers, set after every migrate.

After every one, because SQLite makes a table anew when its columns change, and its
triggers are gone with the old one. What must empty the table (the tests, between two
of them) lifts the guard and sets it again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TABLE = "records_ledgerentry"
SAYS = "entries of the ledger are never changed and never go"
EVENTS = ("update", "delete")

SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{says}'); END"
)
POSTGRES = (
    "CREATE OR REPLACE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE OR REPLACE TRIGGER {table}_no_{event} BEFORE {event} ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_refuses()",
)


def set_guard(**_: Any) -> None:
    """From now on the database refuses; where it does so already, nothing happens."""
    if TABLE not in connection.introspection.table_names():
        return
    statements = (SQLITE,) if connection.vendor == "sqlite" else POSTGRES
    with connection.cursor() as cursor:
        for event in EVENTS:
            for one in statements:
                cursor.execute(one.format(table=TABLE, event=event, says=SAYS))


def is_set() -> bool:
    """Whether both triggers stand."""
    ask = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(ask)
        names = {name for (name,) in cursor.fetchall()}
    return {f"{TABLE}_no_{event}" for event in EVENTS} <= names


@contextmanager
def lifted() -> Iterator[None]:
    """Inside, entries can be changed."""
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        for event in EVENTS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{event}{on}")
    try:
        yield
    finally:
        set_guard()
