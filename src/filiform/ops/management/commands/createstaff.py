"""What happens when somebody begins to work at the clinic and needs a sign-in?"""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, CommandParser
from django.utils import timezone

from filiform.actions.clinic.add_staff import STAFF, add_staff
from filiform.ops.spoken import Spoken


class Command(Spoken):
    help = (
        "Makes a sign-in for somebody who works here. The password is asked for, "
        "or read from the first line of the input when that is no terminal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="as patients and colleagues read it")
        parser.add_argument("--email", required=True, help="the address to sign in with")
        parser.add_argument("--role", required=True, choices=[one.value for one in STAFF])
        parser.add_argument("--letters", default="", help='of a therapist: "PT, DPT, OCS"')

    def handle(self, *args: Any, **options: Any) -> None:
        user = add_staff(
            name=options["name"],
            email=options["email"],
            role=options["role"],
            password_hash=make_password(asked_password()),
            letters=options["letters"],
            at=timezone.now(),
            by=None,
        )
        self.say(f"{user.name} ({user.get_role_display()}) can sign in with {user.email}.")


def asked_password() -> str:
    """A password, typed twice where somebody types. Raises CommandError with what to do."""
    if sys.stdin.isatty():
        password = getpass("Password: ")
        if getpass("Again: ") != password:
            raise CommandError("The two passwords are not the same. Nobody was added; try again.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as wrong:
        raise CommandError(f"Nobody was added. {' '.join(wrong.messages)}") from None
    return password
