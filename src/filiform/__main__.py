"""What can be done from the command line? `filiform` alone prints the list."""

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

COMMANDS = {
    "run": "start the clinic; an empty database gets made-up people to look at",
    "demo": "fill an empty database with made-up people",
    "worker": "send letters that are due, until stopped",
    "doctor": "is this installation in order? In plain words",
    "knowledge": "check: has every clinical statement its source? sheet: to be signed",
    "site": "import DIR: bring a Jekyll site; export DIR: write it out again",
    "createstaff": "make a sign-in for a therapist, the desk or the owner",
    "migrate": "bring the database's tables up to date",
}
MISUSED = 2
NO_TABLES = ("no such table", "does not exist", "no such column")


def menu() -> str:
    lines = [f"  filiform {name:<12} {says}" for name, says in COMMANDS.items()]
    return "\n".join(["filiform - what would you like to do?", *lines, "", "Each takes --help."])


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    match words:
        case [] | ["-h" | "--help" | "help"]:
            print(menu())
            return 0
        case ["--version"]:
            print(f"filiform {version('filiform')}")
            return 0
        case [name, *rest] if name in COMMANDS:
            return _do(name, rest)
    return _misused(f"filiform knows no {words[0]!r}.{_meant(words[0])}\n\n{menu()}")


def _meant(word: str) -> str:
    near = difflib.get_close_matches(word, COMMANDS, n=1)
    return f" Did you mean: filiform {near[0]}" if near else ""


def _misused(says: str) -> int:
    print(says, file=sys.stderr)
    return MISUSED


def _do(name: str, words: list[str]) -> int:
    """One of the commands, with its faults told in sentences."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError

    from filiform.domain.refusal import Refusal
    from filiform.knowledge.reading import TableUnreadable

    try:
        _execute(name, words)
    except ImproperlyConfigured as wrong:
        return _misused(str(wrong))
    except argparse.ArgumentError as wrong:
        return _misused(str(wrong))
    except (CommandError, Refusal) as refused:
        print(refused, file=sys.stderr)
        return getattr(refused, "returncode", 1)
    except DatabaseError as problem:
        print(_of_the_database(problem), file=sys.stderr)
        return 1
    except TableUnreadable as wrong:
        print(f"A clinical table cannot be read: {wrong}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _execute(name: str, words: list[str]) -> None:
    import django
    from django.core.management import CommandError, load_command_class

    django.setup()
    app = "django.core" if name == "migrate" else "filiform.ops"
    command = load_command_class(app, name)
    parser = command.create_parser("filiform", name)
    try:
        options = vars(parser.parse_args(words))
    except CommandError as wrong:
        says = str(wrong).removeprefix("Error: ")
        raise argparse.ArgumentError(None, f"{says}.\n{parser.format_usage().strip()}") from None
    command.execute(*options.pop("args", ()), **{**options, "skip_checks": True})


def _of_the_database(problem: Exception) -> str:
    says = str(problem).partition("\n")[0]
    if any(word in says for word in NO_TABLES):
        return "The database has not all of its tables. Write: filiform migrate"
    return f"The database cannot be used: {says}. `filiform doctor` says more."


if __name__ == "__main__":
    sys.exit(main())
