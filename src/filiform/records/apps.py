"""How does Django find the records?"""

from django.apps import AppConfig


class Records(AppConfig):
    name = "filiform.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
