"""Which tables are there? (Django looks here; the rows are described where they belong.)"""

from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.alerts import Alert
from filiform.records.audit import AuditEvent
from filiform.records.doubles import DoubleSettled
from filiform.records.enquiries import Enquiry, EnquiryAnswered, EnquiryClosed
from filiform.records.incidents import FollowUp, Incident
from filiform.records.intake import (
    ConsentAffirmed,
    ConsentEnded,
    ConsentSigned,
    FindingDecided,
    HistorySent,
    Intake,
    ScreeningDone,
)
from filiform.records.late import CancellationPolicy, FeeWaived, LateNotice
from filiform.records.lots import LotRecalled, NeedleLot
from filiform.records.notes import NoteSigned
from filiform.records.outbox import OutboxMessage
from filiform.records.people import (
    Center,
    NeedlingCredential,
    Patient,
    Role,
    Therapist,
    User,
    WorkingHours,
)
from filiform.records.reminders import CalendarFeed, ReminderChoice
from filiform.records.sessions import Addendum, LedgerEntry, NeedlingSession, PainGiven
from filiform.records.site import (
    SiteAddress,
    SiteFile,
    SiteFileVersion,
    SiteImported,
    SiteMenuEntry,
)
from filiform.records.timetable import (
    CenterHours,
    Closure,
    ExtraHours,
    Room,
    Service,
    TimeOff,
    TimetableEdition,
)
from filiform.records.visits import Hold, Occupancy, Visit
from filiform.records.waiting import Offer, Waiting

__all__ = [
    "Addendum",
    "Alert",
    "AuditEvent",
    "CalendarFeed",
    "CancellationPolicy",
    "Center",
    "CenterHours",
    "CheckIn",
    "CheckInAnswered",
    "Closure",
    "ConsentAffirmed",
    "ConsentEnded",
    "ConsentSigned",
    "DoubleSettled",
    "Enquiry",
    "EnquiryAnswered",
    "EnquiryClosed",
    "ExtraHours",
    "FeeWaived",
    "FindingDecided",
    "FollowUp",
    "HistorySent",
    "Hold",
    "Incident",
    "Intake",
    "LateNotice",
    "LedgerEntry",
    "LotRecalled",
    "NeedleLot",
    "NeedlingCredential",
    "NeedlingSession",
    "NoteSigned",
    "Occupancy",
    "Offer",
    "OutboxMessage",
    "PainGiven",
    "Patient",
    "ReminderChoice",
    "Role",
    "Room",
    "ScreeningDone",
    "Service",
    "SiteAddress",
    "SiteFile",
    "SiteFileVersion",
    "SiteImported",
    "SiteMenuEntry",
    "Therapist",
    "TimeOff",
    "TimetableEdition",
    "User",
    "Visit",
    "Waiting",
    "WorkingHours",
]
