"""What did people ask the demo clinic on its contact page? One is answered, two wait."""

from datetime import timedelta

from filiform.actions.office.answer_enquiry import answer_enquiry
from filiform.actions.office.send_enquiry import send_enquiry
from filiform.ops.demo.cast import DOMAIN
from filiform.ops.demo.stage import Stage
from filiform.records.people import Center

ASKED = (
    (27, "Bo Lundgren", "303-555-0148", "Do you have parking at the house?", "", "Yes, behind it."),
    (
        *(5, "Ida Quist", f"ida.quist@{DOMAIN}"),
        *("Do you also treat the outer side of the hip?", "Tuesday or Thursday, mornings", ""),
    ),
    (1, "Renske de Vries", "720-555-0163", "Can I come without a referral?", "after five", ""),
)
"""Hours ago, name, how to reach them, the question, a good time, the answer."""


def ask(stage: Stage) -> None:
    """Sends them, each from an address of its own that belongs to nobody."""
    center = Center.objects.order_by("pk")[0]
    for number, (hours, name, reach, message, preferred, words) in enumerate(ASKED):
        at = stage.now - timedelta(hours=hours)
        enquiry = send_enquiry(
            center=center,
            name=name,
            reach=reach,
            message=message,
            preferred=preferred,
            address=f"192.0.2.{number}",
            at=at,
            by=None,
        )
        if words:
            at += timedelta(minutes=50)
            answer_enquiry(enquiry=enquiry, words=words, at=at, by=stage.desk)
