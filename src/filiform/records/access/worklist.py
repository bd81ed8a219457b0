"""Which alerts should this person see?"""

from django.db.models import Q, QuerySet

from filiform.records.access.rules import DESK, one
from filiform.records.alerts import Alert
from filiform.records.people import Role, User


def alerts_for(user: User) -> QuerySet[Alert]:
    """Alerts this person should see, oldest first. What one `says` of a patient is not for the
    desk; one without a patient is for all of the staff."""
    found = Alert.objects.select_related("patient", "visit__therapist", "visit__center")
    if user.role == Role.THERAPIST:
        theirs = Q(patient__visits__therapist__user=user, patient__visits__cancelled_at=None)
        mine = Q(visit__therapist__user=user) | theirs
        return found.filter(mine | Q(patient=None)).distinct()
    return found if user.role in DESK else found.none()


def alerts_waiting(user: User) -> int:
    return alerts_for(user).filter(acknowledged_at=None).count()


def alert(user: User, pk: int) -> Alert:
    return one(alerts_for(user).filter(pk=pk))
