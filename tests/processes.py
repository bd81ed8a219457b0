"""How is the clinic run as a process of its own? With a database and a folder nobody else has."""

import contextlib
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.house.repository import ROOT

WAIT = 300
OURS = ("DATABASE_URL", "SECRET_KEY", "HOST", "PORT", "DATA_DIR")
Env = dict[str, str]


def environment(data: Path, **more: str) -> Env:
    """A clean one: SQLite in `data`, and nothing of the machine's own settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FILIFORM_", "PYTEST_", "DJANGO_")) and name not in OURS
    }
    return {**kept, "DATA_DIR": str(data), "PYTHONWARNINGS": "error", **more}


@contextlib.contextmanager
def own_database(data: Path) -> Iterator[Env]:
    """An environment with an empty database: on the database of this run of the tests."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield environment(data)
        return
    import psycopg

    name = f"process_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield environment(data, DATABASE_URL=urlsplit(url)._replace(path=f"/{name}").geturl())
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def filiform(
    *words: str, env: Env, typed: str = "", code: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """One command, to its end. With `code=None` any end is right."""
    done = subprocess.run(
        [sys.executable, "-m", "filiform", *words],
        env=env,
        input=typed,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    said = f"{done.stdout}\n{done.stderr}"
    assert "Traceback" not in said, said
    assert code is None or done.returncode == code, said
    return done


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    """A command that goes on, in a process group of its own; its output is heard line by line.

    All of it is read at once, so that a full pipe never makes the command wait.
    """

    def __init__(self, words: Sequence[str], env: Env, *, program: Sequence[str] = ()) -> None:
        command = [sys.executable, *(program or ("-m", "filiform")), *words]
        self.heard: list[str] = []
        self.process = subprocess.Popen(
            command,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._said: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said.put(line)
        self._said.put("")

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: Any) -> None:
        self.kill()

    def line(self) -> str:
        """The next line; empty at the end of the output."""
        self.heard.append(self._said.get(timeout=WAIT))
        return self.heard[-1]

    def until(self, words: str) -> str:
        """Waits for a line that holds these words."""
        while line := self.line():
            if words in line:
                return line
        raise AssertionError(f"ended without {words!r}:\n{''.join(self.heard)}")

    def tell(self, signum: signal.Signals) -> None:
        """A signal to the command itself, as an operator sends it."""
        self.process.send_signal(signum)

    def end(self) -> int:
        """Waits for the end; what was still said is heard."""
        code = self.process.wait(WAIT)
        self._reader.join(WAIT)
        while line := self._said.get(timeout=WAIT):
            self.heard.append(line)
        return code

    def kill_workers(self) -> int:
        """kill -9 for the processes it began; it goes on itself. How many there were."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = children.read_text().split()
        for child in found:
            os.kill(int(child), signal.SIGKILL)
        return len(found)

    def kill(self) -> None:
        """kill -9 for the whole group: nothing of it gets a last word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(WAIT)
        self._reader.join(WAIT)
        assert self.process.stdout is not None
        self.process.stdout.close()


def said(program: str, env: Env) -> str:
    """What a small program prints that uses the same database, to its end."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=env | {"DJANGO_SETTINGS_MODULE": "filiform.settings", "PYTHONWARNINGS": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
