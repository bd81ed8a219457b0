"""Does a signed link open its own record, for its own time, and nothing else?"""

import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.http import Http404

from filiform.actions.booking.book_visit import AHEAD
from filiform.records import access, links
from filiform.records.links import LinkBroken, LinkExpired
from tests.cast import Cast, all_out, booked

KEY = uuid.UUID(int=11)


class AgedSigner(signing.TimestampSigner):
    """Signs as if some time had passed since."""

    def __init__(self, *, kind: str, age: timedelta) -> None:
        super().__init__(salt=f"filiform.{kind}")
        self.age = age

    def timestamp(self) -> str:
        now = signing.b62_decode(super().timestamp())
        return signing.b62_encode(now - int(self.age.total_seconds()))


def aged(kind: str, age: timedelta) -> str:
    return AgedSigner(kind=kind, age=age).sign_object(KEY.hex)


@pytest.mark.parametrize("kind", [links.VISIT, links.CHECK_IN])
def test_a_link_leads_to_the_key_it_was_made_for(kind: str) -> None:
    assert links.key_in(kind, links.token(kind, KEY)) == KEY


@pytest.mark.parametrize("kind", [links.VISIT, links.CHECK_IN])
def test_a_link_opens_until_its_time_is_over(kind: str) -> None:
    lasts, moment = links.LASTS[kind], timedelta(minutes=5)
    assert links.key_in(kind, aged(kind, lasts - moment)) == KEY
    with pytest.raises(LinkExpired):
        links.key_in(kind, aged(kind, lasts + moment))


def test_the_link_of_a_visit_outlives_the_longest_wait_for_it() -> None:
    assert links.LASTS[links.VISIT] > AHEAD + timedelta(days=30)


def test_a_link_of_another_kind_is_broken() -> None:
    with pytest.raises(LinkBroken):
        links.key_in(links.CHECK_IN, links.token(links.VISIT, KEY))


@pytest.mark.parametrize("token", ["", "abc", ":::", "é:ü:ñ", "\x00", "a" * 10_000])
def test_a_word_that_was_never_a_link_is_a_sentence_and_no_error(token: str) -> None:
    with pytest.raises(LinkBroken):
        links.key_in(links.VISIT, token)


def test_a_link_copied_without_its_last_letter_is_broken() -> None:
    token = links.token(links.VISIT, KEY)
    for broken in (token[:-1], f"{token}x", token[1:], token.replace(":", "", 1)):
        with pytest.raises(LinkBroken):
            links.key_in(links.VISIT, broken)


@pytest.mark.parametrize("signed_with", [{}, {"key": "a stolen key", "salt": "filiform.visit"}])
def test_a_link_that_somebody_else_signed_is_broken(signed_with: dict[str, str]) -> None:
    with pytest.raises(LinkBroken):
        links.key_in(links.VISIT, signing.dumps(KEY.hex, **signed_with))


@pytest.mark.parametrize("holds", [[KEY.hex], {"key": KEY.hex}, 7, None, "no key"], ids=str)
def test_a_link_that_holds_no_key_is_broken(holds: object) -> None:
    with pytest.raises(LinkBroken):
        links.key_in(links.VISIT, signing.dumps(holds, salt="filiform.visit"))


def test_a_link_tells_nothing_but_a_key(cast: Cast) -> None:
    visit = booked(cast)
    token = links.token(links.VISIT, visit.key)
    assert signing.loads(token, salt="filiform.visit") == visit.key.hex


def test_the_door_opens_the_visit_of_a_link(cast: Cast) -> None:
    visit = booked(cast)
    booked(cast, patient=cast.bea, start=cast.start(1))
    assert access.visit_by_link(access.visit_token(visit)) == visit


def test_the_door_opens_the_check_in_of_a_link(cast: Cast) -> None:
    check_in = all_out(cast).check_ins.get(hours=48)
    assert access.check_in_by_link(links.token(links.CHECK_IN, check_in.key)) == check_in


def test_a_good_link_to_nothing_is_not_found(db: None) -> None:
    with pytest.raises(Http404):
        access.visit_by_link(links.token(links.VISIT, KEY))
    with pytest.raises(Http404):
        access.check_in_by_link(links.token(links.CHECK_IN, KEY))
