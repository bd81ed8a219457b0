"""What happens when somebody starts the clinic?"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from filiform.ops.demo import build, cast
from filiform.ops.packing import pack
from filiform.ops.server import Clinic, make_sure_of
from filiform.ops.spoken import Spoken

HERE = ("127.0.0.1", "localhost", "::1")


class Command(Spoken):
    help = (
        "Starts the clinic: brings the database up to date, fills an empty one with made-up "
        "people (unless FILIFORM_DEMO=0), serves the pages and sends the letters. "
        "PORT, HOST and DATA_DIR come from the environment. Stop it with Ctrl-C."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = settings.HOST, settings.PORT
        make_sure_of(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMO and build.is_empty():
            self.say("This database is empty: making up a clinic to look at ...")
            build.build(now=timezone.now())
        pack()
        lines = self._greeting(host, port)
        connections.close_all()  # what follows forks: a connection must not be shared
        ended = "Stopped. Nothing that was acknowledged is lost."
        Clinic(host, port, ready=lambda: self.say(*lines), ended=lambda: self.say(ended)).run()

    def _greeting(self, host: str, port: int) -> list[str]:
        shown = "127.0.0.1" if host in (*HERE, "0.0.0.0", "::") else host
        lines = ["", f"  filiform is open: http://{shown}:{port}/", ""]
        if host not in HERE:
            names = ", ".join(settings.ALLOWED_HOSTS)
            lines += [f"  It listens on {host} and answers to: {names} (FILIFORM_HOSTS).", ""]
        if build.is_demo():
            lines += ["  All people are made up. Sign in as:", *logins(), ""]
        elif build.is_empty():
            lines += ["  Nobody is known here yet. Write: filiform createstaff --help", ""]
        return [*lines, f"  Everything is kept in {settings.DATA_DIR}. Stop with Ctrl-C.", ""]


def logins() -> list[str]:
    """A line for each role that may sign in to the demo."""
    wide = max(len(one.email) for one in cast.LOGINS)
    return [f"    {one.role:<11} {one.email:<{wide}}  {one.password}" for one in cast.LOGINS]
