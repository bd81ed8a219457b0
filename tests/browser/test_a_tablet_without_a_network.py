"""Is nothing lost and nothing doubled when the network goes, the tab dies or the clock is wrong?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.conftest import TABLET, OpenPage
from tests.browser.needling import (
    at_the_clinic,
    insert,
    insert_unseen,
    inside,
    kept_here,
    leave_well,
    opens_alone,
    planned_end,
)
from tests.cast import Cast, needle_in, session_open

Bedside = Callable[[NeedlingSession], Page]
SignIn = Callable[[Page, Any], None]


@pytest.fixture(autouse=True)
def _without_a_network(complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("ERR_FAILED")
    complaints.expect("htmx:(afterRequest|sendError)")


def deeds() -> list[str]:
    return sorted(LedgerEntry.objects.values_list("deed", flat=True))


def test_a_whole_session_without_a_network_arrives_exactly_as_it_was(
    bedside: Bedside, cast_today: Cast, axe: Callable[[Page], None]
) -> None:
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    insert_unseen(tablet, "Infraspinatus", "Left")
    inside(tablet, 1)
    insert_unseen(tablet, "Supraspinatus", "Left")
    inside(tablet, 2)
    tablet.get_by_role("button", name="A twitch at needle 2").click()
    expect(tablet.get_by_label("1 twitch", exact=True)).to_be_visible()
    kept_here(tablet, 3)
    tablet.reload()
    inside(tablet, 2)
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    inside(tablet, 1)
    planned_end(tablet)
    inside(tablet, 0)
    tablet.get_by_label("Still in the patient").fill("0")
    tablet.get_by_label("In the tray").fill("2")
    tablet.get_by_role("button", name="Keep the count").click()
    tablet.get_by_label("Put into the sharps container").fill("2")
    tablet.get_by_role("button", name="Disposed of").click()
    leave_well(tablet)
    tablet.locator("#note > summary").click()
    tablet.get_by_label("What was found and done").fill("Less pain when lifting the arm.")
    tablet.get_by_role("button", name="Keep the note").click()
    kept_here(tablet, 10)
    axe(tablet)
    assert deeds() == []
    tablet.context.set_offline(False)
    at_the_clinic(tablet)
    told = ["advised", "counted", "disposed", "felt", *["inserted"] * 2, "jotted"]
    assert deeds() == [*told, "twitched", *["withdrawn"] * 2]
    assert NeedlingSession.objects.get().note == "Less pain when lifting the arm."
    tablet.get_by_role("button", name="Close the session").click()
    expect(tablet.get_by_text("2 in, 2 out, 2 counted, 2 disposed of")).to_be_visible()


def test_a_killed_tab_loses_nothing(bedside: Bedside, cast_today: Cast) -> None:
    session = session_open(cast_today)
    tablet = bedside(session)
    opens_alone(tablet)
    tablet.context.set_offline(True)
    insert_unseen(tablet, "Infraspinatus", "Left")
    inside(tablet, 1)
    again = tablet.context.new_page()
    tablet.close()
    again.goto("/bedside/")  # where the installed app begins
    expect(again).to_have_url(f"/bedside/{session.key}/")
    inside(again, 1)
    kept_here(again, 1)
    again.context.set_offline(False)
    at_the_clinic(again)
    assert deeds() == ["inserted"]


@pytest.mark.parametrize("hours", [-7, 7])
def test_a_clock_that_is_hours_wrong_changes_no_count(
    bedside: Bedside, cast_today: Cast, tablet: Page, hours: int
) -> None:
    tablet.clock.set_system_time(datetime.now(UTC) + timedelta(hours=hours))
    tablet = bedside(needle_in(cast_today, target="deltoid_middle"))
    insert(tablet, "Infraspinatus", "Left")
    inside(tablet, 2)
    at_the_clinic(tablet)
    expect(tablet.locator(".in-place [data-seconds]")).to_have_text(["0 min", "0 min"])
    planned_end(tablet)
    inside(tablet, 0)
    tablet.get_by_label("Still in the patient").fill("0")
    tablet.get_by_label("In the tray").fill("2")
    tablet.get_by_role("button", name="Keep the count").click()
    expect(tablet.get_by_text("0 in the patient, 2 in the tray.")).to_be_visible()
    at_the_clinic(tablet)
    late = LedgerEntry.objects.get(deed="counted")
    assert abs(late.at - late.received_at) < timedelta(minutes=2)
    assert abs(late.device_at - late.at) > timedelta(hours=6)


def test_what_two_tablets_did_apart_is_true_together(
    bedside: Bedside, cast_today: Cast, open_page: OpenPage, sign_in: SignIn
) -> None:
    session = session_open(cast_today)
    one, other = bedside(session), open_page(TABLET)
    sign_in(other, cast_today.thea.user)
    other.goto(f"/bedside/{session.key}/")
    for tablet, muscle in ((one, "Infraspinatus"), (other, "Supraspinatus")):
        opens_alone(tablet)
        tablet.context.set_offline(True)
        insert_unseen(tablet, muscle, "Left")
        inside(tablet, 1)
    for tablet in (one, other):
        tablet.context.set_offline(False)
        at_the_clinic(tablet)
    inside(other, 2)
    one.reload()
    inside(one, 2)
    assert sorted(one.locator(".in-place .no").all_inner_texts()) == ["1a", "1b"]
    assert deeds() == ["inserted", "inserted"]


def test_two_tabs_of_one_session_double_nothing(bedside: Bedside, cast_today: Cast) -> None:
    session = needle_in(cast_today)
    one = bedside(session)
    opens_alone(one)
    other = one.context.new_page()
    other.goto(f"/bedside/{session.key}/")
    opens_alone(other)
    one.context.set_offline(True)
    one.get_by_role("button", name="A twitch at needle 1").click()
    kept_here(other, 1)
    other.get_by_role("button", name="A twitch at needle 1").click()
    kept_here(one, 2)
    one.context.set_offline(False)
    at_the_clinic(one)
    at_the_clinic(other)
    assert deeds() == ["inserted", "twitched", "twitched"]


def test_ten_cuts_in_a_run_of_entries_lose_and_double_nothing(
    bedside: Bedside, cast_today: Cast
) -> None:
    """Five times nothing goes through; five times the clinic's answer is lost on its way."""
    tablet = bedside(needle_in(cast_today))
    at_the_clinic(tablet)
    twitch = tablet.get_by_role("button", name="A twitch at needle 1")

    def cut_after(route: Route) -> None:
        route.fetch()
        route.abort()

    for cut in range(10):
        twitch.click()
        if cut % 2:
            tablet.context.set_offline(True)
        else:
            tablet.route("**/events/", cut_after)
        twitch.click()
        twitch.click()
        expect(tablet.locator(".twitches")).to_have_attribute(
            "aria-label", f"{3 * (cut + 1)} twitches"
        )
        tablet.unroute_all(behavior="wait")
        tablet.context.set_offline(False)
    at_the_clinic(tablet)
    twitched = LedgerEntry.objects.filter(deed="twitched")
    assert sum(twitched.values_list("twitches", flat=True)) == twitched.count() == 30
    expect(tablet.locator(".twitches")).to_have_attribute("aria-label", "30 twitches")


def test_what_is_being_typed_stays_when_the_clinics_answer_comes(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(needle_in(cast_today))
    at_the_clinic(tablet)
    answers: list[Route] = []
    tablet.route("**/events/", lambda route: answers.append(route))
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    tablet.get_by_label("Still in the patient").fill("0")
    tablet.get_by_label("In the tray").fill("1")
    kept_here(tablet, 1)
    for route in answers:
        route.continue_()
    at_the_clinic(tablet)
    expect(tablet.locator("[data-step=count]")).to_be_attached()
    expect(tablet.get_by_label("Still in the patient")).to_have_value("0")
    expect(tablet.get_by_label("In the tray")).to_be_focused()
    tablet.get_by_role("button", name="Keep the count").click()
    expect(tablet.get_by_text("0 in the patient, 1 in the tray.")).to_be_visible()


def test_a_page_that_opens_while_the_network_goes_shows_every_needle(
    bedside: Bedside, cast_today: Cast, tablet: Page
) -> None:
    """The page brings the facts: nothing is shown as out only because nothing was heard yet."""
    tablet.route("**/state/**", lambda route: route.abort())
    tablet = bedside(needle_in(cast_today, needles=2))
    expect(tablet.locator("#saved")).to_have_text("No network. What you record is kept here.")
    inside(tablet, 2)
    expect(tablet.locator(".in-place li")).to_have_count(2)


def test_a_tablet_that_does_not_agree_with_the_clinic_says_so(
    bedside: Bedside, cast_today: Cast, tablet: Page
) -> None:
    def another_account(route: Route) -> None:
        said = route.fetch().json()
        said["state"]["balance"]["in_place"] = 7
        route.fulfill(json=said)

    tablet.route("**/state/**", another_account)
    tablet = bedside(needle_in(cast_today))
    expect(tablet.locator("#saved.not")).to_contain_text("do not agree")
    tablet.unroute_all(behavior="wait")
    tablet.reload()
    at_the_clinic(tablet)
