"""What holds for every test? Nothing leaves this machine, and each run has its own database."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: no deadline for an example, none for making one.
settings.register_profile(
    "unhurried",
    parent=settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")

LOOPBACK = {"localhost", "127.0.0.1", "::1", ""}

HERE = Path(__file__).parent
LONG = [HERE / name for name in ("browser", "stories", "ops", "records")]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the tests, what takes long begins first: so that at the end
    none of them waits for another."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not any(item.path.is_relative_to(one) for one in LONG))


class LeavesThisMachine(AssertionError):
    """A test tried to reach the network."""


def stays_here(address: Any) -> bool:
    """Is it a unix socket or a loopback address?"""
    host = address[0] if isinstance(address, tuple) else None
    return host is None or host in LOOPBACK or str(host).startswith("127.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite: a file (the browser's server is another thread), and one for each run at a time."""
    from django.db import connection

    if connection.vendor == "sqlite":
        place = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(place / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def _emptied_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """A transactional test ends with every table emptied: only for that is the guard of the
    ledger lifted. By DELETE: for a TRUNCATE PostgreSQL makes every file of the tables anew. But
    as for a TRUNCATE it waits until nobody else writes."""
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return
    from django.db.backends.base.operations import BaseDatabaseOperations

    from filiform.records import guard

    empty = BaseDatabaseOperations.execute_sql_flush

    def emptied(self: BaseDatabaseOperations, statements: list[str]) -> None:
        tables = self.connection.introspection.django_table_names(only_existing=True)
        begin = [f"LOCK TABLE {', '.join(tables)}"] if self.connection.vendor != "sqlite" else []
        with guard.lifted():
            empty(self, [*begin, *(f"DELETE FROM {table}" for table in tables)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", emptied)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_rights_of_django(request: pytest.FixtureRequest) -> None:
    """Django writes its own rights into emptied tables each time; the clinic has roles instead."""
    if request.config.pluginmanager.hasplugin("django"):
        from django.contrib.contenttypes.management import create_contenttypes
        from django.db.models.signals import post_migrate

        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
        post_migrate.disconnect(create_contenttypes)


@pytest.fixture(autouse=True, scope="session")
def _log_stays_where_it_is(request: pytest.FixtureRequest) -> None:
    """A command asked in a test sets Django up again, and its log on the output of that test:
    closed after it, and every later warning would be a traceback. So the log is set up once."""
    if request.config.pluginmanager.hasplugin("django"):
        from django.conf import settings

        settings.LOGGING_CONFIG = None


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _only_known(socket.getaddrinfo))
        yield


def _only_here(connect: Any) -> Any:
    def to(self: socket.socket, address: Any) -> Any:
        if not stays_here(address):
            raise LeavesThisMachine(f"a test wanted to connect to {address!r}")
        return connect(self, address)

    return to


def _only_known(getaddrinfo: Any) -> Any:
    def of(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and not stays_here((host,)):
            raise LeavesThisMachine(f"a test wanted to look up {host!r}")
        return getaddrinfo(host, *rest, **named)

    return of


# ---------------------------------------------------------------- the people (tests/cast.py)
@pytest.fixture
def cast(db: None) -> "Cast":
    """Everybody, on a Tuesday morning in October."""
    from tests.cast import gather

    return gather()


@pytest.fixture
def cast_today(db: None) -> "Cast":
    """Everybody at the real now, for pages that ask the clock; the clinic never closes."""
    from django.utils import timezone

    from tests.cast import gather

    return gather(timezone.now(), all_hours=True)
