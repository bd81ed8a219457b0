"""How does Django find the pages' template tags?"""

from django.apps import AppConfig


class Web(AppConfig):
    name = "filiform.web"
    label = "web"
