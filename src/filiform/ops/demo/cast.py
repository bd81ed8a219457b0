"""Which centers and staff does the demo clinic have, and how does one sign in there?"""

from dataclasses import dataclass

from filiform.domain.timetable import Service

DOMAIN = "demo.filiform.example"
PASSWORD = "needle-demo-2026"
"""One for every demo sign-in; it opens nothing but made-up records."""


@dataclass(frozen=True)
class CenterRole:
    slug: str
    name: str
    street: str
    city: str
    postcode: str
    phone: str


@dataclass(frozen=True)
class StaffRole:
    """Somebody who works here.

    Attributes:
        centers: slugs, the first is where their patients are booked.
        weekdays: Monday 0 ... Sunday 6, at each center in turn.
        credential: 'full', 'expired' or '' for none.
    """

    name: str
    role: str
    letters: str = ""
    about: str = ""
    centers: tuple[str, ...] = ()
    weekdays: tuple[tuple[int, ...], ...] = ()
    credential: str = ""

    @property
    def email(self) -> str:
        return email(self.name)


@dataclass(frozen=True)
class Login:
    """A line of what `filiform run` prints."""

    role: str
    name: str
    email: str
    password: str = PASSWORD


def email(name: str) -> str:
    """'Thea Lindqvist' as thea.lindqvist@demo.filiform.example."""
    return f"{name.lower().replace(' ', '.').replace('-', '')}@{DOMAIN}"


WEEK = (0, 1, 2, 3, 4)
CENTERS = (
    CenterRole("boulder", "Boulder", "100 Sample Creek Road", "Boulder", "80301", "303-555-0190"),
    CenterRole(
        "westminster",
        "Westminster",
        "200 Sample Mesa Drive",
        "Westminster",
        "80031",
        "720-555-0190",
    ),
)
THERAPISTS = (
    StaffRole(
        "Thea Lindqvist", "therapist", "PT, DPT",
        "Necks, shoulders and headaches. Climbs badly, with joy.",
        ("boulder",), (WEEK,), "full",
    ),
    StaffRole(
        "Mateo Quillbrand", "therapist", "PT, DPT, OCS",
        "Backs and hips; runners before and after the race.",
        ("westminster",), (WEEK,), "full",
    ),
    StaffRole(
        "Noor Halvenberg", "therapist", "PT, MSPT",
        "Shoulders and knees, and everything that holds a tool.",
        ("westminster", "boulder"), ((0, 2, 4), (1, 3)), "full",
    ),
    StaffRole(
        "Imani Torvald", "therapist", "PT, DPT",
        "New with us. Exercise and hands-on treatment; still learning to needle.",
        ("boulder",), (WEEK,), "",
    ),
    StaffRole(
        "Jonas Abernito", "therapist", "PT, DPT",
        "Knees and ankles. Ask about the mountain bike.",
        ("westminster",), (WEEK,), "expired",
    ),
)  # fmt: skip
ROOMS = ("Room 1", "Room 2", "Room 3")


@dataclass(frozen=True)
class ServiceRole:
    """What can be booked. Who may not needle at present offers what takes no needles."""

    slug: str
    name: str
    kind: str
    about: str
    shape: Service
    public: bool = True

    def does(self, role: StaffRole) -> bool:
        return role.credential == "full" or not self.shape.needles

    @property
    def words(self) -> dict[str, object]:
        return {**vars(self)}


NEEDLING, FOLLOW_UP = "needling", "follow-up"
SERVICES = (
    ServiceRole(
        "first", "First visit", "first",
        "We listen, examine and plan; needling only if it is right for you.",
        Service(minutes=60, buffer=10, every=10, room=True),
    ),
    ServiceRole(
        NEEDLING, "Follow-up with dry needling", "follow_up",
        "With a therapist whose needling credential is in force that day.",
        Service(minutes=40, needles=True, room=True),
    ),
    ServiceRole(
        FOLLOW_UP, "Follow-up without needles", "follow_up",
        "Exercise and hands-on treatment.",
        Service(minutes=40, room=True),
    ),
    ServiceRole(
        "telephone", "Telephone call", "other",
        "A short call after a visit; the desk books it.",
        Service(minutes=10, every=10), public=False,
    ),
)  # fmt: skip
OWNER = StaffRole("Mara Eastwillow", "owner")
DESK = StaffRole("Otto Fennimore", "desk")
ADA = "Ada Rivera"

LOGINS = (
    Login("patient", ADA, email(ADA)),
    Login("therapist", THERAPISTS[0].name, THERAPISTS[0].email),
    Login("front desk", DESK.name, DESK.email),
    Login("owner", OWNER.name, OWNER.email),
)
