"""What happens when a patient signs the needling consent?"""

import hashlib
from datetime import datetime

from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.domain.consent import SignatureMissing
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.knowledge import consents
from filiform.outbound import letters
from filiform.records import links
from filiform.records.audit import note
from filiform.records.intake import ConsentSigned
from filiform.records.people import Therapist, User
from filiform.records.visits import Visit


class TextChanged(Refusal):
    says = "The text has changed while you were reading. Please read the new one before you sign."


class RelationMissing(Refusal):
    says = "Write how you are related to the patient (parent, guardian ...)."


NO_TRAINING = "not yet recorded: ask your therapist about their training before you sign"


def words_for(therapist: Therapist) -> str:
    """The current text with this therapist's name and training: what would be signed."""
    credential = therapist.credentials.order_by("valid_from").last()
    training = credential.words if credential else NO_TRAINING
    return consents.CURRENT.words(training=training, therapist=therapist.name)


@transaction.atomic
def record_consent(
    *,
    visit: Visit,
    version: str,
    signer: str,
    representative: bool = False,
    relation: str = "",
    at: datetime,
    by: User | None,
) -> ConsentSigned:
    """Keeps the signature with the very words that were signed.

    The same signature under the same words twice is one, unless it was taken back between.

    Raises SignatureMissing, RelationMissing, TooLong, TextChanged (another version was read).
    """
    signer, relation = _signature(version, signer, representative, relation)
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    words = words_for(visit.therapist)
    standing = visit.consents.filter(withdrawn=None, words=words)
    same: ConsentSigned | None = standing.filter(signer=signer, relation=relation).first()
    if same is not None:
        return same
    signed = ConsentSigned.objects.create(
        visit=visit,
        patient=visit.patient,
        therapist=visit.therapist,
        version=version,
        words=words,
        words_sha256=hashlib.sha256(words.encode()).hexdigest(),
        signer=signer,
        relation=relation,
        signed_at=at,
    )
    note("record_consent", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    _give_copy(signed, at=at)
    return signed


def _signature(version: str, signer: str, representative: bool, relation: str) -> tuple[str, str]:
    """Who signs and as what, as it is kept. Raises what `record_consent` names."""
    if version != consents.CURRENT.version:
        raise TextChanged
    signer, relation = kept(signer, 160), kept(relation, 80) if representative else ""
    if len(signer) < 2:
        raise SignatureMissing
    if representative and not relation:
        raise RelationMissing
    return signer, relation


def _give_copy(signed: ConsentSigned, *, at: datetime) -> None:
    """The copy is a page behind the patient's own link: no health data is mailed."""
    visit = signed.visit
    letter = letters.consent_copy(
        given_name=visit.patient.given_name,
        phone=visit.center.phone,
        link=f"/visit/{links.token(links.VISIT, visit.key)}/consent/",
    )
    write_letter(letter=letter, to=visit.patient.email, once=f"consent {signed.pk}", at=at)
