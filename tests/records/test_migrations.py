"""Do the tables in the database agree with what is written down?"""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    assert call_command("makemigrations", check=True, dry_run=True, verbosity=0) is None
