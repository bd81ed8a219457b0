"""How does Django find the records?"""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Records(AppConfig):
    name = "filiform.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filiform.records.edition import set_edition
        from filiform.records.guard import set_guard

        post_migrate.connect(set_guard, sender=self)
        post_migrate.connect(set_edition, sender=self)
