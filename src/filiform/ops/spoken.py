"""How does a command of ours speak? In sentences, and without Django's own options."""

from django.core.management import BaseCommand


class Spoken(BaseCommand):
    """A command that says what it does to the one who types it."""

    requires_system_checks = ()
    suppressed_base_arguments = frozenset(
        {
            "--version",
            "-v",
            "--verbosity",
            "--settings",
            "--pythonpath",
            "--traceback",
            "--no-color",
            "--force-color",
            "--skip-checks",
        }
    )

    def say(self, *lines: str) -> None:
        """Prints at once, also where the output is a pipe."""
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()
