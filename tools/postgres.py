"""How is a throw-away PostgreSQL made for the tests? In a temporary directory, never as root."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from tools import debian

OLDEST = 15
OWNER = "postgres"  # who runs it when we are root
DEBIAN = Path("/usr/lib/postgresql")
# A test database need not outlive a power cut; everything else is as the server comes.
SETTINGS = ("listen_addresses=''", "fsync=off", "full_page_writes=off", "max_connections=50")


class NotStarted(Exception):
    """The cluster could not be made or did not start; the message says why."""


def find(debian_place: Path = DEBIAN) -> Path | None:
    """The directory of the newest server programs that are new enough."""
    places = [path.parent for path in debian_place.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        places.append(Path(os.path.realpath(on_path)).parent)
    good = [(version(place), place) for place in places if (place / "pg_ctl").exists()]
    good = [pair for pair in good if pair[0] >= OLDEST]
    return max(good)[1] if good else None


def find_or_install() -> tuple[Path | None, str]:
    """The directory of the server programs, or None and why there is none."""
    place = find()
    if place:
        return place, ""
    why = debian.install("postgresql")
    place = find()
    return place, "" if place else why or f"Debian's PostgreSQL is older than {OLDEST}"


def version(place: Path) -> int:
    """15 for 'postgres (PostgreSQL) 15.14 (Debian ...)'; 0 when it does not answer."""
    try:
        said = subprocess.run(
            [place / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        return int(said.stdout.split("(PostgreSQL)")[1].split()[0].split(".")[0])
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return 0


@contextlib.contextmanager
def cluster(place: Path) -> Iterator[str]:
    """A running server, as a DATABASE_URL; stopped and removed however the block ends."""
    # Not tempfile's own place: the name of a unix socket may have 107 characters at most.
    home = Path(tempfile.mkdtemp(prefix="filiform-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            _make_sure_of_owner()
            shutil.chown(home, OWNER, OWNER)
        data = home / "data"
        who = ["-U", "filiform", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run(home, place / "initdb", "-D", data, *who)
        options = " ".join(
            f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={home}")
        )
        _run(home, place / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-o", options, "start")
        try:
            _run(home, place / "createdb", "-h", home, "-U", "filiform", "filiform")
            yield f"postgres://filiform@{quote(str(home), safe='')}/filiform"
        finally:
            _run(home, place / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _make_sure_of_owner() -> None:
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        raise NotStarted(f"the server may not run as root, and there is no user {OWNER}") from None


def _run(home: Path, *command: str | Path) -> None:
    """Run one of the server's programs, as its owner when we are root, in its own directory."""
    output = home / "said"
    with output.open("wb") as said:
        done = subprocess.run(  # not a pipe: the server inherits it and would keep it open
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=home,
            user=OWNER if os.geteuid() == 0 else None,
            group=OWNER if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
            start_new_session=True,  # Ctrl-C is for us; we stop the server ourselves
            check=False,
        )
    if done.returncode != 0:
        lines = output.read_text(errors="replace").strip().splitlines()
        raise NotStarted(f"{Path(command[0]).name}: {lines[-1] if lines else done.returncode}")
