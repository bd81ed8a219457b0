"""What happens when somebody at the clinic answers an enquiry?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.outbound import letters
from filiform.records import links
from filiform.records.audit import note
from filiform.records.enquiries import WORDS, Enquiry, EnquiryAnswered
from filiform.records.people import User


class AnswerMissing(Refusal):
    says = "Write the answer, or what was said on the telephone."


class EnquiryIsClosed(Refusal):
    says = "This enquiry is closed. If they wrote again, answer the new one."


@transaction.atomic
def answer_enquiry(*, enquiry: Enquiry, words: str, at: datetime, by: User) -> EnquiryAnswered:
    """Keeps the answer. Who gave an e-mail address gets a link to it, never the words.

    The same words of the same person twice are one.

    Raises AnswerMissing, EnquiryIsClosed, TooLong.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    said = kept(words, WORDS)
    if not said:
        raise AnswerMissing
    same: EnquiryAnswered | None = enquiry.answers.filter(words=said, answered_by=by).first()
    if same is not None:
        return same
    if hasattr(enquiry, "closed"):
        raise EnquiryIsClosed
    answer: EnquiryAnswered = EnquiryAnswered.objects.create(
        enquiry=enquiry, words=said, answered_at=at, answered_by=by
    )
    note("answer_enquiry", at=at, by=by, subject=enquiry.pk)
    if enquiry.by_mail:
        link = f"/enquiry/{links.token(links.ENQUIRY, enquiry.key)}/"
        letter = letters.enquiry_answered(phone=enquiry.center.phone, link=link)
        write_letter(letter=letter, to=enquiry.reach, once=f"answer {answer.pk}", at=at)
    return answer
