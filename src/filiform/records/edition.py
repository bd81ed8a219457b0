"""How does every process know that the timetable has changed? The database changes a word.

Triggers give `TimetableEdition` a new word, taken at random, whenever a row of these tables is
added, changed or removed, by whatever program. Who keeps the timetable in memory keeps it
under its word, and asks for the word again each time. Without a word nothing is kept.
"""

from typing import Any

from django.db import connection

WORD = "records_timetableedition"
TABLES = (
    "records_center",
    "records_therapist",
    "records_workinghours",
    "records_extrahours",
    "records_centerhours",
    "records_timeoff",
    "records_closure",
    "records_room",
    "records_service",
    "records_service_therapists",
    "records_needlingcredential",
)
EVENTS = ("insert", "update", "delete")
NEW_WORD = {"sqlite": "hex(randomblob(16))", "postgresql": "gen_random_uuid()::text"}
SAY = (
    "INSERT INTO {word} (id, word) VALUES (1, {new}) "
    "ON CONFLICT (id) DO UPDATE SET word = excluded.word"
)
SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_edition_{event} AFTER {event} ON {table} BEGIN {say}; END"
)
POSTGRES = (
    "CREATE OR REPLACE TRIGGER {table}_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
    "ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {word}_changes()"
)
FUNCTION = (
    "CREATE OR REPLACE FUNCTION {word}_changes() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN {say}; RETURN NULL; END $$"
)


def set_edition(**_: Any) -> None:
    """From now on every change of the timetable has a new word; and now has one."""
    tables = set(connection.introspection.table_names())
    if not {WORD, *TABLES} <= tables:
        return
    say = SAY.format(word=WORD, new=NEW_WORD[connection.vendor])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION.format(word=WORD, say=say))
        for table in TABLES:
            for one in _triggers(table, say):
                cursor.execute(one)
        cursor.execute(say)


def _triggers(table: str, say: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [POSTGRES.format(table=table, word=WORD)]
    return [SQLITE.format(table=table, event=event, say=say) for event in EVENTS]
