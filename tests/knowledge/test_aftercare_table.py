"""Does the aftercare text tell what to expect, what to do, and when to get help?"""

from filiform.domain.triage import Urgency
from filiform.knowledge.aftercare import ADVICE, SEEK_HELP

ADVISED = " ".join(advice.says for advice in ADVICE)


def test_it_names_soreness_packs_and_movement() -> None:
    assert "one to two days" in ADVISED
    assert "warm or a cold pack, whichever is comfortable" in ADVISED
    assert "Keep moving" in ADVISED
    assert "medicines as prescribed" in ADVISED


def test_trouble_breathing_comes_first_and_goes_to_emergency_care() -> None:
    first = SEEK_HELP[0]
    assert "Short of breath" in first.signs
    assert first.urgency is Urgency.EMERGENCY
    assert "emergency department now" in first.do
    for danger in ("fly", "dive", "CPAP"):
        assert danger in first.do


def test_signs_are_listed_most_urgent_first() -> None:
    order = [list(Urgency).index(sign.urgency) for sign in SEEK_HELP]
    assert order == sorted(order)
    assert {Urgency.EMERGENCY, Urgency.TODAY, Urgency.CONTACT} == {s.urgency for s in SEEK_HELP}


def test_cord_bleeding_infection_and_nerves_are_among_them() -> None:
    signs = " ".join(sign.signs for sign in SEEK_HELP)
    for one in ("neck or back pain", "bladder", "Fever", "swelling", "numbness", "headache"):
        assert one in signs
