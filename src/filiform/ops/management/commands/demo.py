"""What happens when somebody asks for made-up people to look at?"""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import CommandError, CommandParser, call_command
from django.utils import timezone

from filiform.ops.demo import build
from filiform.ops.management.commands.run import logins
from filiform.ops.spoken import Spoken

FIXED = time(11)
"""With --today the demo's clock stands at eleven, so that every build is the same."""


class Command(Spoken):
    help = (
        "Fills an empty database with a made-up clinic: two centers, five therapists, sixty "
        "patients, six months of visits, and a day in full swing. All people are invented."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today",
            metavar="YYYY-MM-DD",
            help="the day the demo plays on, at 11:00; without it, it is now",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = moment(options["today"])
        call_command("migrate", verbosity=0, interactive=False)
        build.build(now=now)
        self.say("A made-up clinic stands ready. Start it with: filiform run", *logins())


def moment(today: str | None) -> datetime:
    """The instant at which the demo plays. Raises CommandError with what to write."""
    if today is None:
        return timezone.now()
    try:
        return datetime.combine(date.fromisoformat(today), FIXED, ZoneInfo(settings.TIME_ZONE))
    except ValueError:
        raise CommandError(
            f"--today is {today!r}. Write a day such as --today 2026-03-14", returncode=2
        ) from None
