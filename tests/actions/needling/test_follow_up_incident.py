"""What holds when somebody finds out more about an incident."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.follow_up_incident import (
    NotYourIncident,
    WordsMissing,
    follow_up_incident,
)
from filiform.actions.needling.open_incident import open_incident
from filiform.domain.words import TooLong
from filiform.records.incidents import FollowUp, Incident
from tests.actions.proofs import line, untouched
from tests.cast import Cast, all_out, new_id


def counted_wrong(cast: Cast) -> Incident:
    """Three went in and out; two lie in the tray."""
    by = cast.thea.user
    count_needles(session=all_out(cast), id=new_id(), found=0, in_tray=2, at=cast.now, by=by)
    return Incident.objects.get()


def follow_up(cast: Cast, incident: Incident, **changes: Any) -> FollowUp:
    words = {"says": "Found in the towel.", "resolves": True}
    clock = {"at": cast.now, "by": cast.thea.user}
    return follow_up_incident(incident=incident, **words | clock | changes)


def test_words_are_appended_and_the_incident_stays_as_it_was(cast: Cast) -> None:
    incident = counted_wrong(cast)
    says = incident.says
    follow_up(cast, incident, says=" Looked under the table. ", resolves=False)
    kept = FollowUp.objects.get()
    assert (kept.says, kept.resolves) == ("Looked under the table.", False)
    assert (kept.at, kept.by) == (cast.now, cast.thea.user)
    incident.refresh_from_db()
    assert incident.says == says
    assert not incident.resolved
    written = line("follow_up_incident")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(incident.pk))


def test_words_that_resolve_explain_the_difference(cast: Cast) -> None:
    incident = counted_wrong(cast)
    follow_up(cast, incident)
    incident.session.refresh_from_db()
    assert incident.session.difference_explained
    assert incident.resolved


def test_words_that_do_not_resolve_explain_nothing(cast: Cast) -> None:
    incident = counted_wrong(cast)
    follow_up(cast, incident, resolves=False)
    incident.session.refresh_from_db()
    assert not incident.session.difference_explained


def test_an_incident_of_another_kind_explains_no_needle(cast: Cast) -> None:
    session = counted_wrong(cast).session
    words = {"kind": "staff_needlestick", "says": "Pricked a finger.", "once": "form 1"}
    pricked = open_incident(session=session, at=cast.now, by=cast.thea.user, **words)
    assert pricked is not None
    follow_up(cast, pricked, says="Washed, blood taken.")
    session.refresh_from_db()
    assert pricked.resolved
    assert not session.difference_explained


def test_the_same_words_twice_are_one(cast: Cast) -> None:
    incident = counted_wrong(cast)
    first = follow_up(cast, incident)
    with untouched():
        assert follow_up(cast, incident, at=cast.now + timedelta(seconds=2)) == first


@pytest.mark.parametrize("says", ["", " ", "\x00"])
def test_words_are_wanted(cast: Cast, says: str) -> None:
    incident = counted_wrong(cast)
    with untouched(), pytest.raises(WordsMissing):
        follow_up(cast, incident, says=says)


def test_too_long_words_are_refused_and_not_cut_off(cast: Cast) -> None:
    incident = counted_wrong(cast)
    with untouched(), pytest.raises(TooLong):
        follow_up(cast, incident, says="a" * 2001)


def test_the_owner_may_follow_up_too(cast: Cast) -> None:
    assert follow_up(cast, counted_wrong(cast), by=cast.olive).by == cast.olive


@pytest.mark.parametrize("who", ["another therapist", "the desk", "the patient"])
def test_nobody_else_explains_a_missing_needle(cast: Cast, who: str) -> None:
    incident = counted_wrong(cast)
    people = {"another therapist": cast.tara.user, "the desk": cast.otto}
    with untouched(), pytest.raises(NotYourIncident):
        follow_up(cast, incident, by=people.get(who, cast.ada.user))
