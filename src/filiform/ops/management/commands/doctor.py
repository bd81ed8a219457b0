"""What happens when somebody asks whether this installation is in order?"""

from typing import Any

from django.core.management import CommandError

from filiform.ops.checkup import checkup
from filiform.ops.spoken import Spoken


class Command(Spoken):
    help = (
        "Looks at this installation: data folder, key, database, tables, clock, clinical "
        "knowledge, pages, letters. Says what is wrong and what to do, and ends with 1 if "
        "anything is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for line in checkup():
            self.say(str(line))
            wrong += not line.good
        if wrong:
            faults = "1 thing is" if wrong == 1 else f"{wrong} things are"
            raise CommandError(f"{faults} not in order (✗).")
        self.say("All is well.")
