"""What happens when nothing is left to do about an enquiry?"""

from datetime import datetime

from django.db import transaction

from filiform.records.audit import note
from filiform.records.enquiries import Enquiry, EnquiryClosed
from filiform.records.people import User


@transaction.atomic
def close_enquiry(*, enquiry: Enquiry, at: datetime, by: User) -> EnquiryClosed:
    """It leaves the inbox, answered or not, and stays to be read. Twice changes nothing."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    closed, new = EnquiryClosed.objects.get_or_create(
        enquiry=enquiry, defaults={"closed_at": at, "closed_by": by}
    )
    if new:
        note("close_enquiry", at=at, by=by, subject=enquiry.pk)
    return closed
