"""What holds at every part of the door? What is not yours is answered like what does not exist."""

from django.db.models import QuerySet
from django.http import Http404

from filiform.records.people import Role

NOT_HERE = "Nothing is at this address, or it is not yours to see."
DESK = (Role.DESK, Role.OWNER)


def one(found: QuerySet) -> object:
    """The first of what was found. Raises Http404."""
    first = found.first()
    if first is None:
        raise Http404(NOT_HERE)
    return first
