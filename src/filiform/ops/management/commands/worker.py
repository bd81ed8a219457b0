"""What happens when somebody starts the worker that sends letters?"""

import signal
import threading
from typing import Any

from django.core.management import CommandError, CommandParser

from filiform.ops import post
from filiform.ops.spoken import Spoken


class Command(Spoken):
    help = (
        "Sends letters that are due, every few seconds, until it is stopped (Ctrl-C or SIGTERM). "
        "`filiform run` does the same by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now, and end")
        parser.add_argument(
            "--every",
            type=float,
            default=post.EVERY,
            metavar="SECONDS",
            help=f"how often to look (default: {post.EVERY:g})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            sent, failed = post.look()
            self.say(f"Letters sent: {sent}. Not sent: {failed}.")
            return
        if not 0 < options["every"] <= 3600:
            raise CommandError("--every takes seconds, up to 3600. Write --every 5", returncode=2)
        stop = threading.Event()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: stop.set())
        self.say("Letters that are due are sent. Stop with Ctrl-C.")
        post.keep_looking(stop, every=options["every"])
        self.say("Stopped. What is not sent waits in the database.")
