"""What does every page know about the clinic and about who is looking?"""

from django.conf import settings
from django.http import HttpRequest

from filiform.records import access


def clinic(request: HttpRequest) -> dict[str, object]:
    """`centers` for the telephone numbers; `waiting`, how many alerts this person should open."""
    user = getattr(request, "user", None)
    staff = user is not None and user.is_authenticated and user.role != "patient"
    return {
        "clinic_name": settings.CLINIC_NAME,
        "centers": access.centers(),
        "waiting": access.alerts_waiting(user) if staff else 0,
        "synthetic": access.any_synthetic(),
    }
