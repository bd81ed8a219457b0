"""How does Django find the commands?"""

from django.apps import AppConfig


class Ops(AppConfig):
    name = "filiform.ops"
    label = "ops"
