"""What holds when somebody writes to the clinic on its contact page."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.office.close_enquiry import close_enquiry
from filiform.actions.office.send_enquiry import (
    MOST_OF_ALL,
    MOST_OF_ONE,
    WordsMissing,
    WroteTooOften,
    send_enquiry,
)
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.enquiries import Enquiry
from tests.actions.proofs import letters_to, line, lines, untouched
from tests.cast import Cast

HOUR = timedelta(hours=1)


def ask(cast: Cast, **changes: Any) -> Enquiry:
    said: dict[str, Any] = {
        "center": cast.boulder,
        "name": "Ida Quist",
        "reach": "ida@example.org",
        "message": "My hip hurts. Do you treat hips?",
        "preferred": "mornings",
        "address": "192.0.2.7",
        "at": cast.now,
        "by": None,
    }
    return send_enquiry(**said | changes)


def test_it_is_kept_and_waits_in_the_inbox(cast: Cast) -> None:
    enquiry = ask(cast, name="  Ida \n Quist ")
    assert (enquiry.name, enquiry.sent_at) == ("Ida Quist", cast.now)
    assert list(access.enquiries.inbox(cast.otto)) == [enquiry]
    assert access.enquiries.waiting(cast.olive) == 1
    assert access.enquiries.waiting(cast.thea.user) == 0
    assert (line("send_enquiry").who, line("send_enquiry").subject) == ("visitor", str(enquiry.pk))


def test_the_address_on_the_network_is_not_kept(cast: Cast) -> None:
    enquiry = ask(cast)
    assert len(enquiry.sender) == 64
    assert "192.0.2.7" not in str(vars(enquiry)) + str(line("send_enquiry").detail)


def test_the_clinic_is_told_that_something_waits_and_nothing_more(cast: Cast) -> None:
    ask(cast)
    (letter,) = letters_to(cast.otto.email)
    for private in ("Ida", "hip", "ida@", "Boulder"):
        assert private not in letter.subject + letter.body
    ask(cast, name="Another")
    assert len(letters_to(cast.otto.email)) == 1
    ask(cast, name="Later", at=cast.now + HOUR)
    assert len(letters_to(cast.otto.email)) == 2
    assert letters_to(cast.olive.email) == []


def test_where_nobody_is_at_the_desk_the_owner_is_told(cast: Cast) -> None:
    cast.otto.is_active = False
    cast.otto.save()
    ask(cast)
    assert len(letters_to(cast.olive.email)) == 1


def test_the_same_words_sent_twice_are_one(cast: Cast) -> None:
    first = ask(cast)
    assert ask(cast, at=cast.now + HOUR / 2) == first
    assert len(lines("send_enquiry")) == 1


def test_one_address_may_not_flood_the_inbox(cast: Cast) -> None:
    for number in range(MOST_OF_ONE):
        ask(cast, message=f"Question {number}")
    with untouched(), pytest.raises(WroteTooOften, match="an hour"):
        ask(cast, message="One too many")
    assert ask(cast, message="From elsewhere", address="192.0.2.8")
    assert ask(cast, message="Later", at=cast.now + HOUR + timedelta(seconds=1))


def test_many_addresses_may_not_flood_it_either(cast: Cast) -> None:
    for number in range(MOST_OF_ALL):
        ask(cast, address=f"192.0.2.{number}")
    with pytest.raises(WroteTooOften):
        ask(cast, address="198.51.100.1")


@pytest.mark.parametrize("field", ["name", "reach", "message"])
def test_without_its_words_nothing_is_kept(cast: Cast, field: str) -> None:
    with untouched(), pytest.raises(WordsMissing):
        ask(cast, **{field: " \x00 "})


def test_what_is_too_long_is_not_cut_off(cast: Cast) -> None:
    with untouched(), pytest.raises(TooLong):
        ask(cast, message="x" * 4001)


def test_a_therapist_does_not_read_the_inbox(cast: Cast) -> None:
    from django.http import Http404

    enquiry = ask(cast)
    for user in (cast.thea.user, cast.ada.user):
        with pytest.raises(Http404):
            access.enquiries.inbox(user)
        with pytest.raises(Http404):
            access.enquiries.people_like(user, enquiry)


def test_who_may_be_the_one_who_asks_is_offered(cast: Cast) -> None:
    for said in ({"reach": "ADA@clinic.example"}, {"name": "ada example"}):
        enquiry = ask(cast, **said)
        assert access.enquiries.people_like(cast.otto, enquiry) == [cast.ada]
        close_enquiry(enquiry=enquiry, at=cast.now, by=cast.otto)
    assert access.enquiries.people_like(cast.otto, ask(cast)) == []
