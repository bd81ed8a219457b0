"""Who can read what a tablet keeps, and is it gone when the therapist has signed out?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Error, Page, expect

from filiform.records import guard
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.browser.complaints import Complaints
from tests.browser.needling import (
    MODULES,
    at_the_clinic,
    insert_unseen,
    inside,
    kept_here,
    opens_alone,
)
from tests.cast import Cast, needle_in, session_open

Bedside = Callable[[NeedlingSession], Page]
ALL_THAT_IS_KEPT = """async () => {
  const workers = await navigator.serviceWorker.getRegistrations();
  const kept = {caches: await caches.keys(), workers: workers.length};
  const db = await new Promise((done) => {
    const open = indexedDB.open("filiform-bedside");
    open.onsuccess = () => done(open.result);
  });
  const letters = new TextDecoder("latin1");
  const words = (value) => {
    if (value instanceof CryptoKey) return "key" + value.extractable;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return letters.decode(value);
    const parts = value && typeof value === "object" ? Object.entries(value).flat() : null;
    return parts ? parts.map(words).join(" ") : String(value);
  };
  for (const name of db.objectStoreNames) {
    const all = db.transaction(name).objectStore(name).getAll();
    await new Promise((done) => { all.onsuccess = done; });
    kept[name] = all.result.map(words);
  }
  db.close();
  return kept;
}"""

FILES = re.compile(r"/static/|/bedside/rules/")
CACHED = """async () => {
  const all = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const files = await Promise.all(all.map((cache) => cache.keys()));
  return files.flat().map((one) => one.url);
}"""


@pytest.fixture(autouse=True)
def _without_a_network(complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("ERR_FAILED")
    complaints.expect("htmx:(afterRequest|sendError)")


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(ALL_THAT_IS_KEPT)
    return found


def test_nothing_of_the_patient_can_be_read_on_the_device(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    insert_unseen(tablet, "Infraspinatus", "Left")
    kept_here(tablet, 1)
    found = kept(tablet)
    assert len(found["entries"]) == len(found["pages"]) == 1
    assert set(found["keys"]) == {"keyfalse"}  # no script can take it out
    written = str(found).lower()
    for word in (cast_today.ada.family_name, "Infraspinatus", "inserted", "needle 1"):
        assert word.lower() not in written
    cached = tablet.evaluate(CACHED)
    assert cached and not [one for one in cached if not FILES.search(one)]


def test_signing_out_waits_for_the_last_entry_and_then_leaves_nothing(
    bedside: Bedside, cast_today: Cast, axe: Callable[[Page], None]
) -> None:
    tablet = bedside(session_open(cast_today))
    opens_alone(tablet)
    tablet.context.set_offline(True)
    insert_unseen(tablet, "Infraspinatus", "Left")
    kept_here(tablet, 1)
    tablet.get_by_role("button", name="Sign out").click()
    expect(tablet.locator("#not-signed-out")).to_contain_text("Not signed out: 1 entry")
    axe(tablet)
    tablet.context.set_offline(False)
    at_the_clinic(tablet)
    tablet.get_by_role("button", name="Sign out").click()
    expect(tablet.get_by_role("link", name="Sign in")).to_be_visible()
    nothing: list[str] = []
    stores = dict.fromkeys(["about", "entries", "keys", "pages", "caches"], nothing)
    assert kept(tablet) == {**stores, "workers": 0}
    assert LedgerEntry.objects.count() == 1


def test_signing_out_on_another_page_is_refused_too(bedside: Bedside, cast_today: Cast) -> None:
    tablet = bedside(needle_in(cast_today))
    at_the_clinic(tablet)
    tablet.route("**/events/", lambda route: route.abort())
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    kept_here(tablet, 1)
    tablet.on("dialog", lambda asked: asked.accept())
    tablet.goto("/day/")
    tablet.get_by_role("button", name="Sign out").click()
    tablet.unroute_all()
    tablet.get_by_role("link", name="Open the bedside page").click()
    at_the_clinic(tablet)
    inside(tablet, 0)


def test_leaving_warns_only_where_something_is_unsent(bedside: Bedside, cast_today: Cast) -> None:
    tablet = bedside(needle_in(cast_today))
    at_the_clinic(tablet)
    asked: list[str] = []
    tablet.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tablet.get_by_role("button", name="A twitch at needle 1").click()
    expect(tablet.get_by_label("1 twitch", exact=True)).to_be_visible()
    at_the_clinic(tablet)
    tablet.reload()
    at_the_clinic(tablet)
    assert asked == []
    tablet.route("**/events/", lambda route: route.abort())
    tablet.get_by_role("button", name="A twitch at needle 1").click()
    kept_here(tablet, 1)
    tablet.reload()
    assert asked == ["beforeunload"]


def test_when_the_sign_in_has_ended_no_page_opens_and_nothing_is_lost(
    bedside: Bedside, cast_today: Cast
) -> None:
    session = needle_in(cast_today)
    tablet = bedside(session)
    opens_alone(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    kept_here(tablet, 1)
    tablet.context.clear_cookies()
    tablet.context.set_offline(False)
    expect(tablet.locator("#saved")).to_contain_text("Sign in again; nothing is lost.")
    tablet.on("dialog", lambda asked: asked.accept())
    tablet.goto(f"/bedside/{session.key}/")
    expect(tablet).to_have_url(f"/account/login/?next=/bedside/{session.key}/")
    tablet.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        tablet.goto(f"/bedside/{session.key}/")
    tablet.context.set_offline(False)
    bedside(session)
    at_the_clinic(tablet)
    inside(tablet, 0)


def test_what_the_clinic_cannot_read_stays_in_sight_until_it_was_seen(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(needle_in(cast_today))
    at_the_clinic(tablet)
    broken = {"id": str(cast_today.ada.key), "fact": "symptom_noted", "needle": None, "symptom": ""}
    keep = """async ([user, fact]) => {
      const [{ Vault }, { Outbox }] = await Promise.all(
        ["vault", "outbox"].map((name) => import(`MODULES/${name}.js`)));
      const session = location.pathname.split("/")[2];
      const at = new Date().toISOString();
      const outbox = new Outbox(await Vault.open(), { user, session });
      await outbox.keep([{ ...fact, at, device_at: at }]);
    }""".replace("MODULES/", MODULES)
    tablet.evaluate(keep, [str(cast_today.thea.user.pk), broken])
    tablet.on("dialog", lambda asked: asked.accept())
    tablet.reload()
    expect(tablet.get_by_role("alert")).to_contain_text("The clinic could not read an entry")
    tablet.get_by_role("button", name="Sign out").click()
    expect(tablet.locator("#not-signed-out")).to_contain_text("Not signed out")
    tablet.get_by_role("button", name="Seen").click()
    expect(tablet.get_by_text("Not on record")).to_have_count(0)


def test_what_the_clinic_lost_with_an_older_backup_is_sent_again(
    bedside: Bedside, cast_today: Cast
) -> None:
    tablet = bedside(needle_in(cast_today))
    tablet.get_by_role("button", name="Withdraw needle 1").click()
    inside(tablet, 0)
    at_the_clinic(tablet)
    with guard.lifted(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {guard.TABLE} WHERE deed = 'withdrawn'")
    tablet.on("dialog", lambda asked: asked.accept())
    tablet.reload()
    inside(tablet, 0)
    at_the_clinic(tablet)
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 1
