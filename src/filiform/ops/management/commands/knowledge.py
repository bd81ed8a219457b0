"""What happens when somebody asks whether every clinical statement has its source?"""

from typing import Any

from django.core.management import CommandError, CommandParser

from filiform.knowledge.checking import check
from filiform.ops.spoken import Spoken

WHAT = (
    "check: every table, every row; "
    "sheet: the atlas as a review sheet that a clinician can sign, plain text"
)


class Command(Spoken):
    help = (
        "check reads every table of clinical knowledge: prints how many rows of which kind there "
        "are, and every row that names no known source or makes no sense. sheet prints the atlas "
        "row by row, each with its sources and a line to sign."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "sheet"], help=WHAT)
        parser.add_argument("--area", default="", help="sheet: one area only, such as neck")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "sheet":
            self._print_sheet(options["area"])
            return
        report = check()
        self.say(*report.lines())
        if not report.sound:
            raise CommandError("Mend the rows named above; nothing was changed.")

    def _print_sheet(self, area: str) -> None:
        from filiform.knowledge import muscles, sheet  # here: a spoilt table must not stop `check`

        if area and area not in muscles.AREAS:
            raise CommandError(f"There is no such area. Write one of: {', '.join(muscles.AREAS)}.")
        self.say(*sheet.lines(area))
