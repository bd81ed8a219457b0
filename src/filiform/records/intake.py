"""What did the patient tell us, what follows from it, and to what did they consent?"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from filiform.domain.anatomy import Region, read_place
from filiform.domain.answers import Answer
from filiform.domain.consent import Consent
from filiform.domain.screening import Choice, Decision, Finding, Flag, Rule, Screening, Weight
from filiform.records.facts import Fact
from filiform.records.people import Patient, Therapist, User
from filiform.records.visits import Visit


class Intake(models.Model):
    """The history while it is being written: a draft, saved as it is typed."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="intake")
    answers = models.JSONField(default=dict)
    drawing = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()


class HistorySent(Fact):
    """The history as the patient sent it. Sending again appends another."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="histories")
    answers = models.JSONField()
    drawing = models.JSONField()
    regions = models.JSONField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["sent_at", "pk"]

    def to_domain(self) -> dict[str, Answer]:
        return answers_from_plain(self.answers)


class ScreeningDone(Fact):
    """What the table of that day concluded from one history: a copy, not a reference."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="screenings")
    history = models.ForeignKey(HistorySent, models.PROTECT, related_name="screenings")
    version = models.CharField(max_length=40)
    findings = models.JSONField()
    unanswered = models.JSONField(default=list)
    clinician = models.JSONField(default=dict, help_text="the therapist's own answers")
    screened_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["screened_at", "pk"]

    def to_domain(self) -> Screening:
        return Screening(
            findings=tuple(finding_from_plain(one) for one in self.findings),
            unanswered=tuple(self.unanswered),
        )


class FindingDecided(Fact):
    screening = models.ForeignKey(ScreeningDone, models.PROTECT, related_name="decisions")
    rule_id = models.CharField(max_length=80)
    choice = models.CharField(max_length=20)
    reason = models.CharField(max_length=2000)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["decided_at", "pk"]

    def to_domain(self) -> Decision:
        return Decision(self.rule_id, Choice(self.choice), self.reason)


class ConsentSigned(Fact):
    """A signature under one version of the text, with the very words that were signed."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="consents")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="consents")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="+")
    version = models.CharField(max_length=40)
    words = models.TextField()
    words_sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=160)
    relation = models.CharField(max_length=80, blank=True, help_text="empty: the patient")
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["signed_at", "pk"]

    def to_domain(self) -> Consent:
        affirmed = getattr(self, "affirmed", None)
        withdrawn = getattr(self, "withdrawn", None)
        return Consent(
            version=self.version,
            therapist=self.therapist_id,
            signed_at=self.signed_at,
            affirmed_at=affirmed.affirmed_at if affirmed else None,
            withdrawn_at=withdrawn.withdrawn_at if withdrawn else None,
        )


class ConsentAffirmed(Fact):
    """The therapist's word that risks were explained and questions answered."""

    consent = models.OneToOneField(ConsentSigned, models.PROTECT, related_name="affirmed")
    affirmed_at = models.DateTimeField()
    affirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")


class ConsentEnded(Fact):
    """The patient took the consent back. A reason is never asked for, but kept if given."""

    consent = models.OneToOneField(ConsentSigned, models.PROTECT, related_name="withdrawn")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)


def answers_from_plain(plain: Mapping[str, Any]) -> dict[str, Answer]:
    """JSON answers as the domain wants them: lists become tuples."""
    return {key: tuple(one) if isinstance(one, list) else one for key, one in plain.items()}


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """A finding as plain data: enough to show and to decide on it without the table."""
    rule = finding.rule
    return {
        "id": rule.id,
        "weight": rule.weight.value,
        "flag": rule.flag.value if rule.flag else None,
        "says": rule.says,
        "why": rule.why,
        "sources": list(rule.sources),
        "tag": rule.tag,
        "needs_review": rule.needs_review,
        "regions": sorted(region.value for region in rule.regions),
        "patient_says": rule.patient_says,
        "disagreement": rule.disagreement,
        "overridable": rule.overridable,
        "because": {k: list(v) if isinstance(v, tuple) else v for k, v in finding.because.items()},
        "blocks": sorted(
            f"{place.region.value}:{place.side.value}" if place.side else place.region.value
            for place in finding.blocks
        ),
    }


def finding_from_plain(plain: Mapping[str, Any]) -> Finding:
    rule = Rule(
        id=plain["id"],
        weight=Weight(plain["weight"]),
        flag=Flag(plain["flag"]) if plain["flag"] else None,
        when=(),
        says=plain["says"],
        why=plain["why"],
        sources=tuple(plain["sources"]),
        tag=plain["tag"],
        needs_review=plain["needs_review"],
        regions=frozenset(Region(one) for one in plain["regions"]),
        patient_says=plain["patient_says"],
        disagreement=plain["disagreement"],
        overridable=plain["overridable"],
    )
    blocks = frozenset(read_place(one) for one in plain["blocks"])
    return Finding(rule, answers_from_plain(plain["because"]), blocks)
