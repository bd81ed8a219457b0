"""Is a letter free of health data, whatever happened at the clinic?"""

import re
from typing import Any

import pytest
from pytest_django import Settings

from filiform.actions.aftercare.record_aftercare_check_in import record_aftercare_check_in
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.outbound import letters
from filiform.records.outbox import OutboxMessage
from tests.cast import NOW, Cast, booked, calm, consented, history_sent, signed

COMPLAINT = "Stabbing pain in the left shoulder since the marathon"
TELLTALE = re.compile(
    r"needl|pain|sore|muscle|shoulder|marathon|screen|consent|symptom|treat|therap"
    r"|diagnos|medic|breath|chest|bleed|pregnan|inject|puncture",
    re.IGNORECASE,
)


def all_words() -> str:
    """Every letter of the outbox, without the addresses of links."""
    every = OutboxMessage.objects.all()
    assert every
    words = "\n".join(f"{one.subject}\n{one.body}" for one in every)
    return re.sub(r"https?://\S+", "", words)


def test_a_whole_visit_leaves_no_health_data_in_any_letter(cast: Cast) -> None:
    session = signed(cast)
    visit = session.visit
    check_in = session.check_ins.get(hours=24)
    record_aftercare_check_in(check_in=check_in, answers={"breathless": "yes"}, at=check_in.due_at)
    withdraw_consent(consent=visit.consents.get(), reason="Too sore", at=cast.now, by=None)
    assert OutboxMessage.objects.count() == 4
    assert TELLTALE.findall(all_words()) == []


def test_a_cancelled_visit_tells_no_reason(cast: Cast) -> None:
    cancel_visit(visit=booked(cast), because="Chest pain", at=cast.now, by=cast.otto)
    assert TELLTALE.findall(all_words()) == []


def test_no_answer_of_the_history_stands_in_a_letter(cast: Cast) -> None:
    history_sent(cast, complaint=COMPLAINT, medicines="Warfarin", allergic_to="Nickel")
    consented(cast, booked(cast, start=cast.start(1)))
    words = all_words().lower()
    said = [str(one).lower() for one in calm().values() if len(str(one)) > 4]
    assert [one for one in (*said, "warfarin", "nickel", COMPLAINT.lower()) if one in words] == []


GREETING = {"given_name": "Ada", "phone": "303 555 0100"}
WHEN: dict[str, Any] = {"starts": NOW, "center": "Boulder"}
LINK = {"link": "/visit/token/"}


@pytest.mark.parametrize(
    "letter",
    [
        letters.booked(**GREETING, **WHEN, **LINK),
        letters.cancelled(**GREETING, **WHEN),
        letters.check_in(**GREETING, **LINK),
        letters.consent_copy(**GREETING, **LINK),
    ],
    ids=lambda letter: letter.subject,
)
def test_every_letter_greets_and_says_whom_to_call(letter: letters.Letter) -> None:
    assert letter.body.startswith("Hello Ada,")
    assert "303 555 0100" in letter.body
    assert "\n" not in letter.subject
    assert len(letter.subject) <= 78


def test_a_link_is_a_whole_address(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://clinic.example"
    letter = letters.check_in(given_name="Ada", phone="1", link="/how-are-you/token/")
    assert "\nhttps://clinic.example/how-are-you/token/\n" in letter.body


def test_the_letter_after_needling_says_what_to_do_in_an_emergency() -> None:
    letter = letters.check_in(given_name="Ada", phone="1", link="/x/")
    assert "911" in letter.body
