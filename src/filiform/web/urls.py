"""Which address leads to which page? Grouped by who comes there."""

from django.urls import path, re_path

from filiform.web import accounts, aftercare
from filiform.web.booking import calendar
from filiform.web.booking import views as booking
from filiform.web.chart import (
    asking,
    atlas,
    bedside,
    chart,
    closing,
    decisions,
    events,
    feed,
    known,
    lot,
    measuring,
    needles,
    note,
    shell,
    site,
    working,
)
from filiform.web.chart import day as my_day
from filiform.web.chart import visit as chart_visit
from filiform.web.desk import booking as desk_booking
from filiform.web.desk import (
    day,
    doubles,
    enquiries,
    imports,
    office,
    policy,
    recipients,
    stock,
    worklist,
)
from filiform.web.desk import moving as desk_moving
from filiform.web.desk import patient as desk_patient
from filiform.web.desk import visit as desk_visit
from filiform.web.desk import waiting as desk_waiting
from filiform.web.intake import consent, history, moving, my, visit, waiting
from filiform.web.pages import editor, enquiry, machines, versions
from filiform.web.pages import views as pages

PICTURE = r"^(?P<address>.+\.(?i:avif|gif|jpe?g|png|webp))$"

# everyone who signs in
everyone = [
    path("after-sign-in/", accounts.after_sign_in, name="after-sign-in"),
]

# a patient, by a signed link or signed in: /visit/<token>/…, /how-are-you/<token>/, /my/…
patient = [
    path("visit/<str:token>/", visit.visit, name="visit"),
    path("visit/<str:token>/cancel/", visit.cancel, name="cancel-visit"),
    path("visit/<str:token>/move/", moving.move, name="move-visit"),
    path("visit/<str:token>/visit.ics", moving.calendar_file, name="visit-calendar"),
    path("visit/<str:token>/reminders/", moving.reminders, name="choose-reminders"),
    path("visit/<str:token>/wait/", waiting.join, name="join-waiting-list"),
    path("visit/<str:token>/wait/end/", waiting.leave, name="leave-waiting-list"),
    path("offer/<str:token>/", waiting.offer, name="offer"),
    path("offer/<str:token>/take/", waiting.take, name="take-offer"),
    path("offer/<str:token>/decline/", waiting.decline, name="decline-offer"),
    path("visit/<str:token>/history/", history.start, name="history-start"),
    path("visit/<str:token>/history/save/", history.save, name="save-answers"),
    path("visit/<str:token>/history/send/", history.send, name="send-history"),
    path("visit/<str:token>/history/review/", history.review, name="history-review"),
    path("visit/<str:token>/history/emergency/", history.emergency, name="history-emergency"),
    path("visit/<str:token>/history/sent/", history.sent, name="history-sent"),
    path("visit/<str:token>/history/<slug:step>/", history.history, name="history"),
    path("visit/<str:token>/consent/", consent.consent, name="consent"),
    path("visit/<str:token>/consent/sign/", consent.sign, name="record-consent"),
    path("visit/<str:token>/consent/withdraw/", consent.withdraw, name="withdraw-consent"),
    path("how-are-you/<str:token>/", aftercare.check_in, name="aftercare-check-in"),
    path("how-are-you/<str:token>/send/", aftercare.record, name="record-aftercare-check-in"),
    path("how-are-you/<str:token>/answer/", aftercare.answer, name="aftercare-answer"),
    path("aftercare/", aftercare.advice, name="aftercare"),
    path("my/", my.my_visits, name="my-visits"),
    path("my/record/", my.my_readings, name="my-readings"),
]

# the therapist: /day/, /visits/<key>/…, /bedside/<key>/…, /chart/<key>/
therapist = [
    path("day/", my_day.my_day, name="my-day"),
    path("day/calendar/", feed.my_calendar, name="renew-feed"),
    path("calendar/<str:word>.ics", feed.therapist_calendar, name="therapist-calendar"),
    path("visits/<uuid:key>/", chart_visit.visit_chart, name="visit-chart"),
    path("visits/<uuid:key>/decide/", decisions.decide_finding, name="decide-finding"),
    path("visits/<uuid:key>/screen/", decisions.screen_patient, name="screen-patient"),
    path("visits/<uuid:key>/affirm/", decisions.affirm_consent, name="affirm-consent"),
    path(
        "visits/<uuid:key>/withdraw-consent/",
        decisions.withdraw_consent,
        name="withdraw-consent-at-visit",
    ),
    path("visits/<uuid:key>/open/", decisions.open_session, name="open-session"),
    path("bedside/", shell.bedside_start, name="bedside-start"),
    path("bedside/service-worker.js", shell.service_worker, name="bedside-worker"),
    path("bedside/rules/<slug:version>/", known.bedside_rules, name="bedside-rules"),
    path("bedside/<uuid:key>/", bedside.bedside, name="bedside"),
    path(
        "bedside/<uuid:key>/events/",
        events.receive_bedside_events,
        name="receive-bedside-events",
    ),
    path("bedside/<uuid:key>/state/", events.bedside_state, name="bedside-state"),
    path("bedside/<uuid:key>/site/", site.look_at_site, name="site-check"),
    path("bedside/<uuid:key>/known/", known.site_known, name="site-known"),
    path("bedside/<uuid:key>/lot/", lot.check_lot, name="check-lot"),
    path("bedside/<uuid:key>/insert/", needles.insert_needle, name="insert-needle"),
    path("bedside/<uuid:key>/twitch/", needles.note_twitch, name="note-twitch"),
    path("bedside/<uuid:key>/withdraw/", needles.withdraw_needle, name="withdraw-needle"),
    path("bedside/<uuid:key>/all-out/", needles.withdraw_all_needles, name="withdraw-all-needles"),
    path("bedside/<uuid:key>/call/", working.call_all_out, name="call-all-out"),
    path("bedside/<uuid:key>/plan/", working.plan_retention, name="plan-retention"),
    path("bedside/<uuid:key>/symptom/", working.note_symptom, name="note-symptom"),
    path("bedside/<uuid:key>/current/", working.set_stimulation, name="set-stimulation"),
    path("bedside/<uuid:key>/count/", needles.count_needles, name="count-needles"),
    path("bedside/<uuid:key>/dispose/", needles.dispose_needles, name="dispose-needles"),
    path("bedside/<uuid:key>/pain/", measuring.record_pain, name="record-pain"),
    path("bedside/<uuid:key>/movement/", measuring.record_movement, name="record-movement"),
    path("bedside/<uuid:key>/pressure/", measuring.record_pressure, name="record-pressure"),
    path("bedside/<uuid:key>/feeling/", asking.record_feeling, name="record-feeling"),
    path("bedside/<uuid:key>/advice/", asking.give_advice, name="give-advice"),
    path("bedside/<uuid:key>/not-answered/", asking.decline_question, name="decline-question"),
    path("bedside/<uuid:key>/note/", closing.write_note, name="write-note"),
    path("bedside/<uuid:key>/close/", closing.close_session, name="close-session"),
    path("bedside/<uuid:key>/incident/", closing.open_incident, name="open-incident"),
    path(
        "bedside/<uuid:key>/incident/<int:pk>/follow-up/",
        closing.follow_up_incident,
        name="follow-up-incident",
    ),
    path("bedside/<uuid:key>/sign/", closing.sign_session, name="sign-session"),
    path("bedside/<uuid:key>/addendum/", closing.add_addendum, name="add-addendum"),
    path("chart/<uuid:key>/", chart.chart, name="chart"),
    path(
        "chart/<uuid:key>/session/<uuid:session>/", chart.session_in_chart, name="session-in-chart"
    ),
    path("chart/<uuid:key>/note/<uuid:session>/", note.note_pdf, name="note-pdf"),
]

# whoever works here: /atlas/…
staff = [
    path("atlas/", atlas.atlas_list, name="atlas"),
    path("atlas/<slug:key>/", atlas.atlas_target, name="atlas-target"),
]

# the desk and the office: /desk/…, /worklist/…, /office/…, /lots/…
desk = [
    path("desk/", day.desk_day, name="desk-day"),
    path("desk/changes/", day.desk_changes, name="desk-changes"),
    path("desk/walk-in/", desk_booking.walk_in, name="take-walk-in"),
    path(
        "desk/book/<slug:center>/<slug:therapist>/<str:stamp>/",
        desk_booking.book_at_desk,
        name="book-at-desk",
    ),
    path("desk/visits/<uuid:key>/move/", desk_moving.move, name="move-visit-at-desk"),
    path("desk/visits/<uuid:key>/", desk_visit.desk_visit, name="desk-visit"),
    path("desk/visits/<uuid:key>/arrived/", desk_visit.check_in, name="check-in-patient"),
    path("desk/visits/<uuid:key>/missed/", desk_visit.missed, name="mark-missed"),
    path("desk/visits/<uuid:key>/waive/", desk_visit.waive, name="waive-fee"),
    path("desk/waiting/", desk_waiting.waiting_list, name="waiting-list"),
    path("desk/waiting/<int:pk>/end/", desk_waiting.end, name="end-waiting"),
    path("office/policy/", policy.policy, name="set-policy"),
    path("desk/visits/<uuid:key>/cancel/", desk_visit.cancel, name="cancel-visit-at-desk"),
    path("desk/patients/", desk_patient.find_patient, name="find-patient"),
    path("desk/patients/<uuid:key>/", desk_patient.desk_patient, name="desk-patient"),
    path("desk/patients/<uuid:key>/double/", doubles.settle_double, name="settle-double"),
    path("desk/patients/<uuid:key>/book/", desk_patient.book_for, name="book-for-patient"),
    path("desk/enquiries/", enquiries.inbox, name="inbox"),
    path("desk/enquiries/<int:pk>/answer/", enquiries.answer, name="answer-enquiry"),
    path("desk/enquiries/<int:pk>/close/", enquiries.close, name="close-enquiry"),
    path("desk/enquiries/<int:pk>/book/", enquiries.book, name="book-for-enquiry"),
    path("desk/patients/<uuid:key>/overbook/", desk_patient.overbook, name="overbook-visit"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/<int:pk>/", worklist.acknowledge, name="acknowledge-alert"),
    path("office/", office.office, name="office"),
    path("office/pages/", editor.site_pages, name="site-pages"),
    path("office/pages/new/", editor.new_page, name="new-page"),
    path("office/pages/edit/<path:path>/", editor.edit_page, name="edit-page"),
    path("office/pages/preview/<path:path>/", editor.preview_page, name="preview-page"),
    path("office/pages/save/<path:path>/", editor.save, name="save-page"),
    path("office/pages/versions/<path:path>/", versions.page_versions, name="page-versions"),
    path("office/pages/restore/<int:pk>/", versions.restore, name="restore-page-version"),
    path("office/needles/", stock.needle_lots, name="needle-lots"),
    path("office/needles/register/", stock.register_lot, name="register-lot"),
    path("office/needles/<int:pk>/recall/", stock.recall_lot, name="recall-lot"),
    path("lots/received/", recipients.lot_recipients, name="lot-recipients"),
    path("lots/received.csv", recipients.lot_recipients_file, name="lot-recipients-file"),
    path("office/site/imports/", imports.site_imports, name="site-imports"),
    path("office/audit/", office.audit, name="audit"),
]

# who has not come yet: the clinic's pages and booking; the catch-all stays last
public = [
    path("book/", calendar.free_times, name="book"),
    path("book/times.json", calendar.free_times_as_data, name="book-times"),
    path("book/<slug:center>/<slug:therapist>/<str:stamp>/", booking.book, name="book-visit"),
    path("book/<slug:center>/<slug:therapist>/<str:stamp>/hold/", booking.hold, name="hold-time"),
    path("facts/", pages.facts, name="facts"),
    path("enquiry/", enquiry.enquiry, name="send-enquiry"),
    path("enquiry/<str:token>/", enquiry.enquiry_sent, name="enquiry"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("feed.xml", machines.feed, name="feed"),
    re_path(PICTURE, pages.shown_picture, name="picture"),
    path("", pages.page, name="home"),
    path("<path:address>/", pages.page, name="page"),
    path("<path:address>", pages.unslashed, name="unslashed"),
]

urlpatterns = [*everyone, *patient, *therapist, *staff, *desk, *public]
