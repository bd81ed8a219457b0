"""Which address leads to which page? Grouped by who comes there."""

from django.urls import path

from filiform.web import accounts

# everyone who signs in
everyone = [
    path("after-sign-in/", accounts.after_sign_in, name="after-sign-in"),
]

# a patient, by a signed link or signed in: /visit/<token>/…, /how-are-you/<token>/, /my/…
patient: list = []

# the therapist: /day/, /visits/<key>/…, /bedside/<key>/…, /chart/<key>/
therapist: list = []

# the desk and the office: /desk/…, /worklist/…, /office/…
desk: list = []

# who has not come yet: the clinic's pages and booking; the catch-all stays last
public: list = []

urlpatterns = [*everyone, *patient, *therapist, *desk, *public]
