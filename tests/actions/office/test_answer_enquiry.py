"""What holds when somebody at the clinic answers an enquiry."""

import pytest

from filiform.actions.office.answer_enquiry import AnswerMissing, EnquiryIsClosed, answer_enquiry
from filiform.actions.office.close_enquiry import close_enquiry
from filiform.domain.words import TooLong
from filiform.records import access
from tests.actions.office.test_send_enquiry import ask
from tests.actions.proofs import letters_to, line, untouched
from tests.cast import Cast

WORDS = "Yes, we treat hips."


def test_the_answer_is_kept_and_a_link_to_it_is_sent(cast: Cast) -> None:
    enquiry = ask(cast)
    answer = answer_enquiry(enquiry=enquiry, words=WORDS, at=cast.now, by=cast.otto)
    assert (answer.words, answer.answered_by) == (WORDS, cast.otto)
    assert access.enquiries.waiting(cast.otto) == 0
    assert line("answer_enquiry").subject == str(enquiry.pk)
    (letter,) = letters_to("ida@example.org")
    for private in ("hip", "Ida", WORDS):
        assert private not in letter.subject + letter.body
    token = letter.body.split("/enquiry/")[1].split("/")[0]
    assert access.enquiries.by_link(token) == enquiry


def test_who_gave_a_telephone_number_gets_no_letter(cast: Cast) -> None:
    enquiry = ask(cast, reach="303 555 0107")
    answer_enquiry(enquiry=enquiry, words="Called.", at=cast.now, by=cast.otto)
    assert letters_to("303 555 0107") == []


def test_the_same_answer_twice_is_one_and_another_is_another(cast: Cast) -> None:
    enquiry = ask(cast)
    first = answer_enquiry(enquiry=enquiry, words=WORDS, at=cast.now, by=cast.otto)
    with untouched():
        assert answer_enquiry(enquiry=enquiry, words=WORDS, at=cast.now, by=cast.otto) == first
    answer_enquiry(enquiry=enquiry, words="And knees.", at=cast.now, by=cast.olive)
    assert len(letters_to("ida@example.org")) == 2


@pytest.mark.parametrize(
    ("words", "refusal"), [("", AnswerMissing), (" \x00", AnswerMissing), ("x" * 2001, TooLong)]
)
def test_what_is_no_answer_changes_nothing(
    cast: Cast, words: str, refusal: type[Exception]
) -> None:
    enquiry = ask(cast)
    with untouched(), pytest.raises(refusal):
        answer_enquiry(enquiry=enquiry, words=words, at=cast.now, by=cast.otto)


def test_a_closed_enquiry_is_not_answered(cast: Cast) -> None:
    enquiry = ask(cast)
    close_enquiry(enquiry=enquiry, at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(EnquiryIsClosed):
        answer_enquiry(enquiry=enquiry, words=WORDS, at=cast.now, by=cast.otto)
