"""What holds when nothing is left to do about an enquiry."""

from filiform.actions.office.close_enquiry import close_enquiry
from filiform.records import access
from tests.actions.office.test_send_enquiry import ask
from tests.actions.proofs import line, untouched
from tests.cast import Cast


def test_it_leaves_the_inbox_and_stays_to_be_read(cast: Cast) -> None:
    enquiry = ask(cast)
    closed = close_enquiry(enquiry=enquiry, at=cast.now, by=cast.otto)
    assert (closed.closed_at, closed.closed_by) == (cast.now, cast.otto)
    assert access.enquiries.waiting(cast.otto) == 0
    assert access.enquiries.enquiry(cast.otto, enquiry.pk).closed == closed
    assert line("close_enquiry").subject == str(enquiry.pk)


def test_twice_changes_nothing(cast: Cast) -> None:
    enquiry = ask(cast)
    close_enquiry(enquiry=enquiry, at=cast.now, by=cast.otto)
    with untouched():
        close_enquiry(enquiry=enquiry, at=cast.now, by=cast.olive)
