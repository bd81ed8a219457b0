"""What happens when somebody asks whether every clinical statement has its source?"""

from typing import Any

from django.core.management import CommandError, CommandParser

from filiform.knowledge.checking import check
from filiform.ops.spoken import Spoken


class Command(Spoken):
    help = (
        "Reads every table of clinical knowledge: prints how many rows of which kind there are, "
        "and every row that names no known source or makes no sense."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check"], help="check: every table, every row")

    def handle(self, *args: Any, **options: Any) -> None:
        report = check()
        self.say(*report.lines())
        if not report.sound:
            raise CommandError("Mend the rows named above; nothing was changed.")
