"""What happens when somebody asks whether this installation is in order?"""

from typing import Any

from django.core.management import CommandError, CommandParser

from filiform.ops.checkup import checkup
from filiform.ops.proof import proof
from filiform.ops.spoken import Spoken


class Command(Spoken):
    help = (
        "Looks at this installation: data folder, key, database, tables, clock, clinical "
        "knowledge, pages, letters. Says what is wrong and what to do, and ends with 1 if "
        "anything is. With --ledger it proves every entry of every needling session instead."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ledger", action="store_true", help="prove the chain of every ledger")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for line in proof() if options["ledger"] else checkup():
            self.say(str(line))
            wrong += not line.good
        if wrong:
            faults = "1 thing is" if wrong == 1 else f"{wrong} things are"
            raise CommandError(f"{faults} not in order (✗).")
        self.say("All is well.")
