"""Which address leads to which page? Grouped by who comes there."""

from django.urls import path

from filiform.web import accounts

urlpatterns = [
    path("after-sign-in/", accounts.after_sign_in, name="after-sign-in"),
]
