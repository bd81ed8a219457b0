"""What do our letters say? A greeting, a time, a link, a telephone number; never health data."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def address(path: str) -> str:
    """A path of this clinic as a whole address."""
    return f"{settings.SITE_ADDRESS}{path}"


def booked(*, given_name: str, starts: datetime, center: str, phone: str, link: str) -> Letter:
    """`starts` in the center's own time."""
    return Letter(
        subject=f"Your visit on {starts:%A} at {starts:%H:%M}",
        body=f"""Hello {given_name},

your visit is booked: {starts:%A, %d %B %Y, %H:%M}, {center}.

Please open this page on your phone before you come. It takes about five minutes:
{address(link)}

There you can also change or cancel the visit. Questions? Call us: {phone}.
""",
    )


def cancelled(*, given_name: str, starts: datetime, center: str, phone: str) -> Letter:
    return Letter(
        subject=f"Your visit on {starts:%A} at {starts:%H:%M} is cancelled",
        body=f"""Hello {given_name},

your visit on {starts:%A, %d %B %Y, %H:%M}, {center}, is cancelled.

To choose another time: {address("/book/")}
Questions? Call us: {phone}.
""",
    )


def moved(*, given_name: str, starts: datetime, center: str, phone: str, link: str) -> Letter:
    """`starts` is the new time, in the center's own."""
    return Letter(
        subject=f"Your visit is now on {starts:%A} at {starts:%H:%M}",
        body=f"""Hello {given_name},

your visit was moved. It is now on {starts:%A, %d %B %Y, %H:%M}, {center}.

Your page of the visit is the same as before:
{address(link)}

Does that not suit you? Call us: {phone}.
""",
    )


def offered(
    *, given_name: str, starts: datetime, until: datetime, center: str, phone: str, link: str
) -> Letter:
    """`starts` and `until` in the center's own time."""
    return Letter(
        subject=f"A time is free on {starts:%A} at {starts:%H:%M}",
        body=f"""Hello {given_name},

a time has become free: {starts:%A, %d %B %Y, %H:%M}, {center}.

It is kept for you until {until:%A, %H:%M}. Say yes or no here:
{address(link)}

After that it goes to the next person, and you stay on the list for others.
Questions? Call us: {phone}.
""",
    )


def reminder(*, given_name: str, starts: datetime, center: str, phone: str, link: str) -> Letter:
    """`starts` in the center's own time."""
    return Letter(
        subject=f"Your visit on {starts:%A} at {starts:%H:%M}",
        body=f"""Hello {given_name},

we look forward to your visit: {starts:%A, %d %B %Y, %H:%M}, {center}.

What is still to do before you come, and how to change or cancel:
{address(link)}

Questions? Call us: {phone}.
""",
    )


def reminder_text(*, given_name: str, starts: datetime, center: str, phone: str) -> Letter:
    """At most 160 characters; a long name gives way. `starts` in the center's own time."""
    rest = f"your visit: {starts:%a %d %b, %H:%M}, {center[:40]}. Call {phone}. STOP ends texts."
    return Letter(subject="", body=f"{given_name[: 158 - len(rest)]}, {rest}")


def check_in(*, given_name: str, phone: str, link: str) -> Letter:
    return Letter(
        subject="How are you today?",
        body=f"""Hello {given_name},

how are you after your visit? One minute, one page:
{address(link)}

This mailbox is not read at night. In an emergency call 911.
Questions? Call us: {phone}.
""",
    )


def aftercare(*, given_name: str, phone: str, link: str) -> Letter:
    return Letter(
        subject="After your visit",
        body=f"""Hello {given_name},

as we told you, here is what to expect and do, and when to get help:
{address(link)}

This mailbox is not read at night. In an emergency call 911.
Questions? Call us: {phone}.
""",
    )


def consent_copy(*, given_name: str, phone: str, link: str) -> Letter:
    return Letter(
        subject="Your copy of what you signed",
        body=f"""Hello {given_name},

here is your copy of what you signed with us, to read, print or take back:
{address(link)}

Questions? Call us: {phone}.
""",
    )


def enquiry_waits(*, link: str) -> Letter:
    """To the clinic itself; who asked, and what, is read after signing in."""
    return Letter(
        subject="An enquiry waits",
        body=f"""Hello,

somebody wrote to the clinic on its contact page. It waits here:
{address(link)}
""",
    )


def enquiry_answered(*, phone: str, link: str) -> Letter:
    return Letter(
        subject="We have answered you",
        body=f"""Hello,

you wrote to us, and here is our answer:
{address(link)}

Questions? Call us: {phone}.
""",
    )
