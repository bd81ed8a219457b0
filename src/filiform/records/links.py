"""Which record does a signed link open, and is the link still good?"""

import uuid
from datetime import timedelta

from django.core import signing

from filiform.domain.refusal import Refusal

VISIT = "visit"
CHECK_IN = "check-in"
OFFER = "offer"
ENQUIRY = "enquiry"
LASTS = {
    VISIT: timedelta(days=240),
    CHECK_IN: timedelta(days=14),
    ENQUIRY: timedelta(days=60),
    OFFER: timedelta(days=7),
}
"""A visit is booked up to 180 days ahead; its letter opens the page until well after it."""


class LinkExpired(Refusal):
    says = "This link has expired. Call the clinic, or sign in, to get a new one."


class LinkBroken(Refusal):
    says = "This link is not complete. Open it again from the letter, or copy all of it."


def token(kind: str, key: uuid.UUID) -> str:
    """A signed word for an address; it holds the record's key and nothing else."""
    return signing.dumps(key.hex, salt=f"filiform.{kind}")


def key_in(kind: str, token: str, *, late: bool = False) -> uuid.UUID:
    """The key in a token of that kind; `late` also in one that has expired.

    Raises LinkExpired, LinkBroken.
    """
    lasts = None if late else LASTS[kind]
    try:
        return uuid.UUID(signing.loads(token, salt=f"filiform.{kind}", max_age=lasts))
    except signing.SignatureExpired:
        raise LinkExpired from None
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise LinkBroken from None
