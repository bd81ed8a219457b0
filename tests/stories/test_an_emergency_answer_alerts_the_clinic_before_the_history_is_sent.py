"""An emergency answer alerts the clinic before the history is sent.

The patient is still writing, three days before the visit, and marks new trouble with the
bladder. The page says at once where to go; the clinic's worklist has the alert before the form
is finished, and keeps it when the patient takes the answer back or closes the phone.
"""

import pytest

from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.actions.screening.save_answers import Saved, save_answers
from filiform.records import access
from filiform.records.intake import HistorySent
from filiform.records.visits import Visit
from tests.cast import Cast, booked


def mark(cast: Cast, visit: Visit, said: str) -> Saved:
    """By the link in the letter: nobody has signed in."""
    return save_answers(visit=visit, answers={"cauda_equina": said}, at=cast.now, by=None)


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_the_patient_is_told_what_to_do_now(cast: Cast, said: str) -> None:
    (finding,) = mark(cast, booked(cast), said).emergencies
    assert "go to an emergency department now" in finding.rule.patient_says
    assert "911" in finding.rule.patient_says


def test_the_clinic_knows_before_anything_was_sent(cast: Cast) -> None:
    mark(cast, booked(cast), "yes")
    assert not HistorySent.objects.exists()
    for user in (cast.thea.user, cast.otto):
        (alert,) = access.alerts_for(user)
        assert alert.level == "emergency"


def test_one_alert_is_enough_however_often_it_is_saved(cast: Cast) -> None:
    visit = booked(cast)
    for said in ("yes", "yes", "unsure", "no", "yes"):
        mark(cast, visit, said)
    assert access.alerts_waiting(cast.otto) == 1


def test_it_stays_until_somebody_says_what_was_done(cast: Cast) -> None:
    visit = booked(cast)
    mark(cast, visit, "yes")
    mark(cast, visit, "no")
    (alert,) = access.alerts_for(cast.thea.user)
    done = "Called: is on the way to the hospital."
    acknowledge_alert(alert=alert, done=done, at=cast.now, by=cast.thea.user)
    assert access.alerts_waiting(cast.otto) == 0


def test_a_therapist_who_does_not_know_the_patient_does_not_hear_of_it(cast: Cast) -> None:
    mark(cast, booked(cast), "yes")
    assert access.alerts_waiting(cast.tara.user) == 0
