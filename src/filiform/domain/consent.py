"""Does the patient's consent stand at this moment?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from filiform.domain.credentials import Standing
from filiform.domain.refusal import Refusal

LASTS = timedelta(days=365)
"""No source fixes an expiry; twelve months is the clinic's default (design)."""


class ConsentMissing(Refusal):
    says = "No consent stands for this visit. Let the patient read and sign it first."


class ConsentWithdrawn(Refusal):
    says = "The patient has withdrawn consent. Take all needles out; no needle may go in."


class SignatureMissing(Refusal):
    says = "Type the full name of the person who signs."


@dataclass(frozen=True)
class Consent:
    """A signed needling consent; a None instant has not happened.

    Attributes:
        version: version of the text that was signed.
        therapist: key of the therapist whose training the text named.
    """

    version: str
    therapist: int
    signed_at: datetime
    affirmed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def stands(self, *, version: str, therapist: int, at: datetime) -> Standing:
        """Whether needling may begin on it at `at`, and why not."""
        if self.withdrawn_at is not None and self.withdrawn_at <= at:
            return Standing(False, "The patient has withdrawn consent.")
        if at < self.signed_at:
            return Standing(False, "It was not yet signed at this moment.")
        if self.version != version:
            return Standing(False, "The consent text has changed since it was signed.")
        if self.therapist != therapist:
            return Standing(False, "Another therapist's training was named when it was signed.")
        if at - self.signed_at > LASTS:
            return Standing(False, "It was signed more than twelve months ago.")
        if self.affirmed_at is None or at < self.affirmed_at:
            return Standing(False, "The therapist has not yet affirmed it.")
        return Standing(True, "Signed and affirmed.")
