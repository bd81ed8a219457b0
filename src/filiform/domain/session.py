"""May this needling session open, take a needle, close, be signed?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from filiform.domain.asked import Question
from filiform.domain.bedside import Fact, Inserted, StimulationSet, Twitched, moves
from filiform.domain.consent import ConsentMissing, ConsentWithdrawn
from filiform.domain.credentials import CredentialMissing, Standing
from filiform.domain.jotting import Jotted
from filiform.domain.ledger import Ledger
from filiform.domain.measures import Measure
from filiform.domain.refusal import Refusal
from filiform.domain.screening import Decision, Screening, State


class ScreeningUndecided(Refusal):
    says = "The screening is not decided. Answer the open findings first."


class ScreeningStops(Refusal):
    says = "It was decided not to needle at this visit."


class NotYourVisit(Refusal):
    says = "This visit belongs to another therapist."


class SessionClosed(Refusal):
    says = "This session is closed. Write an addendum instead."


class SessionOpen(Refusal):
    says = "This session is still open. Close it first."


class NotAccounted(Refusal):
    says = "The needles are not all accounted for."


class QuestionOpen(Refusal):
    says = "A question is not answered yet. Answer it, or say why not."


class UnwellUnanswered(Refusal):
    says = (
        "The patient felt unwell. Write beside the incident what was done and how they left; then "
        "close the session."
    )


ASK_FIRST = {
    Question.COUNT: "Look and count first.",
    Question.DISPOSAL: "Put the needles into the sharps container first, and say how many.",
    Question.FEELING: "Ask first how the patient feels, and say it here.",
    Question.ADVICE: "Say first which advice was given.",
}


class AlreadySigned(Refusal):
    says = "This note is signed and no longer changes. Write an addendum instead."


class NotSigned(Refusal):
    says = "This note is not signed yet: it can still be written itself."


def check_may_open(
    screening: Screening | None,
    decisions: Iterable[Decision],
    consent: Standing,
    credential: Standing,
) -> None:
    """All that must hold before the first needle.

    Raises CredentialMissing, ScreeningStops, ScreeningUndecided or ConsentMissing:
    the first that does not hold, with its reason in the sentence.
    """
    if not credential.may:
        raise CredentialMissing(credential.why)
    state = State.UNDECIDED if screening is None else screening.state(decisions)
    if state is State.STOPPED:
        raise ScreeningStops
    if state is State.UNDECIDED:
        raise ScreeningUndecided
    if not consent.may:
        raise ConsentMissing(f"{ConsentMissing.says} {consent.why}")


@dataclass(frozen=True)
class Session:
    """A needling session: what was recorded, and whether it is closed and signed.

    Attributes:
        consent_withdrawn: the patient has withdrawn: needles only come out.
        difference_explained: an incident, explained after the last needle moved,
            says where the missing needle went. It does not replace looking.
    """

    ledger: Ledger
    consent_withdrawn: bool = False
    difference_explained: bool = False
    closed_at: datetime | None = None
    signed_at: datetime | None = None

    def add(self, fact: Fact) -> "Session":
        """The session with one more fact of its ledger.

        Raises:
            SessionClosed: it is closed (a repeated fact is no change and passes).
            ConsentWithdrawn: a needle would go in, or be worked, after withdrawal.
            and what `Ledger.add` raises.
        """
        if self.ledger.fact(fact.id) is None:
            self._check_takes(fact)
        return self._with(self.ledger.add(fact))

    def take(self, fact: Fact) -> "Session":
        """The session with what was done while nobody could say no. Raises what
        `Ledger.take` raises."""
        return self._with(self.ledger.take(fact))

    def _with(self, ledger: Ledger) -> "Session":
        """An explanation of a difference does not outlive the next needle that moves."""
        if ledger is self.ledger:
            return self
        explained = self.difference_explained and not moves(ledger.facts[-1])
        return replace(self, ledger=ledger, difference_explained=explained)

    def _check_takes(self, fact: Fact) -> None:
        """A closed session still takes what is measured and noted, until its note is signed."""
        if self.closed_at is not None and (
            self.signed_at or not isinstance(fact, Measure | Jotted)
        ):
            raise SessionClosed
        if self.consent_withdrawn and isinstance(fact, Inserted | Twitched | StimulationSet):
            raise ConsentWithdrawn

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What is still to be answered before it closes, in order; nothing where no needle was."""
        balance, asked = self.ledger.balance, self.ledger.asked
        answered = {
            Question.COUNT: balance.counted,
            Question.DISPOSAL: balance.disposed is not None,
            Question.FEELING: asked.felt is not None,
            Question.ADVICE: bool(asked.advised),
        }
        wanted = Question if balance.inserted else ()
        return tuple(one for one in wanted if not (answered[one] or asked.why_not(one)))

    @property
    def step(self) -> str:
        """The one next thing on the way to a closed session: 'needles' (some are in), one of the
        questions, 'differs' or 'close'."""
        if self.ledger.in_place:
            return "needles"
        first = next(iter(self.open_questions), None)
        if first not in (Question.COUNT, Question.DISPOSAL) and not self._agrees:
            return "differs"
        return first.value if first else "close"

    @property
    def _agrees(self) -> bool:
        return self.ledger.balance.agrees or self.difference_explained

    def close(self, *, at: datetime, cared_for: bool = False) -> "Session":
        """The session closed.

        Args:
            cared_for: somebody wrote what was done, if the patient felt unwell.

        Raises SessionClosed, NotAccounted, QuestionOpen, UnwellUnanswered.
        """
        if self.closed_at is not None:
            raise SessionClosed
        self._check_accounted()
        if unanswered := self.open_questions:
            raise QuestionOpen(ASK_FIRST[unanswered[0]])
        if self.ledger.asked.unwell and not cared_for:
            raise UnwellUnanswered
        return replace(self, closed_at=at)

    def _check_accounted(self) -> None:
        """An explanation of a difference does not replace looking, or a reason why nobody can."""
        balance = self.ledger.balance
        why_not = self.ledger.asked.why_not(Question.COUNT)
        looked = balance.counted or not balance.inserted or why_not is not None
        if not balance.agrees and not (self.difference_explained and looked):
            raise NotAccounted(" ".join(balance.differences()))

    def sign(self, *, at: datetime) -> "Session":
        """The note frozen. Raises SessionOpen, AlreadySigned."""
        if self.closed_at is None:
            raise SessionOpen
        if self.signed_at is not None:
            raise AlreadySigned
        return replace(self, signed_at=at)
