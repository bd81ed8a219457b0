"""Where does it hurt in the demo, how is that drawn, and which muscles are needled for it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

Line = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Complaint:
    """One kind of trouble, told on the left side; `mirrored` tells it on the right.

    Attributes:
        says, since, worse: the patient's words.
        drawn: (view, kind, corners of a line) on the left half of the body.
        places: 'region:kind' of the list beside the drawing.
        needles: (target, gauge in hundredths of a mm, length in mm).
        goal: what the patient wants to do again.
    """

    says: str
    since: str
    worse: str
    goal: str
    drawn: tuple[tuple[str, str, Line], ...]
    places: tuple[str, ...]
    needles: tuple[tuple[str, int, int], ...]

    def drawing(self, side: str, chance: Random) -> list[dict[str, Any]]:
        """Strokes with the small tremble of a hand."""
        return [
            {"view": view, "kind": kind, "points": list(_by_hand(line, side, chance))}
            for view, kind, line in self.drawn
        ]

    def regions(self, side: str) -> list[str]:
        words = (place.split(":") for place in self.places)
        return [f"{region}:{side}:{kind}" for region, kind in words]


def _by_hand(line: Line, side: str, chance: Random) -> Iterator[list[int]]:
    for (x, y), (to_x, to_y) in pairwise(line):
        for step in range(6):
            there = x + (to_x - x) * step // 6 + chance.randint(-4, 4)
            yield [1000 - there if side == "right" else there, y + (to_y - y) * step // 6]
    x, y = line[-1]
    yield [1000 - x if side == "right" else x, y]


NECK = Complaint(
    says="A dull pull from the neck to the top of the shoulder, worse by the evening.",
    since="since the autumn",
    worse="A long day at the desk, and carrying a bag",
    goal="Look over my shoulder when I drive",
    drawn=(
        ("back", "dull", ((462, 135), (455, 168), (400, 178), (340, 196))),
        ("back", "dull", ((440, 160), (390, 172), (350, 185))),
    ),
    places=("shoulder_top:dull", "neck_back:dull"),
    needles=(
        ("trapezius_upper", 25, 30),
        ("levator_scapulae", 25, 40),
        ("splenius_capitis", 25, 30),
        ("trapezius_upper", 25, 30),
    ),
)
HEADACHE = Complaint(
    says="Headaches that climb from the back of the neck, two or three days a week.",
    since="about two years",
    worse="Screens, and a bad night",
    goal="A week without a headache",
    drawn=(
        ("back", "throbbing", ((478, 112), (468, 98), (470, 78))),
        ("back", "dull", ((470, 130), (468, 155))),
    ),
    places=("occiput:throbbing", "neck_back:dull"),
    needles=(
        ("semispinalis_capitis", 25, 30),
        ("splenius_capitis", 25, 30),
        ("trapezius_upper", 25, 30),
    ),
)
SHOULDER = Complaint(
    says="A sharp catch at the outside of the shoulder when I reach up.",
    since="since painting the ceiling in spring",
    worse="Reaching overhead, lying on that side",
    goal="Swim again",
    drawn=(("back", "sharp", ((332, 200), (300, 222), (282, 248))),),
    places=("shoulder_side:sharp", "shoulder_back:dull"),
    needles=(
        ("deltoid_middle", 25, 30),
        ("infraspinatus", 30, 40),
        ("deltoid_posterior", 25, 30),
        ("teres_minor", 25, 40),
    ),
)
ELBOW = Complaint(
    says="The outside of the elbow burns when I grip or lift a pan.",
    since="four months",
    worse="Gripping, turning a screwdriver",
    goal="Climb on the weekend",
    drawn=(("back", "burning", ((222, 290), (190, 310), (160, 335), (140, 350))),),
    places=("elbow_lateral:burning", "forearm_dorsal:dull"),
    needles=(
        ("extensor_carpi_radialis_brevis", 25, 30),
        ("extensor_digitorum", 25, 30),
        ("supinator", 25, 30),
        ("brachioradialis", 25, 30),
    ),
)
LOW_BACK = Complaint(
    says="Low back ache on one side, stiff in the morning, better once I move.",
    since="on and off for three years",
    worse="Sitting in the car, lifting the children",
    goal="Garden for an hour without paying for it",
    drawn=(
        ("back", "dull", ((462, 370), (455, 395), (452, 420))),
        ("back", "dull", ((440, 380), (430, 405), (440, 425))),
    ),
    places=("low_back:dull",),
    needles=(
        ("multifidus_lumbar", 30, 50),
        ("multifidus_lumbar", 30, 50),
        ("longissimus_lumborum", 30, 40),
        ("gluteus_medius", 30, 50),
    ),
)
BUTTOCK = Complaint(
    says="Deep ache in the buttock with a burning line down the back of the thigh.",
    since="since a long drive in summer",
    worse="Sitting for more than half an hour",
    goal="Sit through a film",
    drawn=(
        ("back", "dull", ((440, 450), (405, 475), (400, 510))),
        ("back", "burning", ((405, 560), (400, 610), (402, 660))),
    ),
    places=("buttock:dull", "thigh_back:burning"),
    needles=(
        ("gluteus_maximus", 30, 60),
        ("gluteus_medius", 30, 60),
        ("gluteus_minimus", 30, 60),
        ("biceps_femoris", 30, 50),
    ),
)
KNEE = Complaint(
    says="Ache around the kneecap going down stairs.",
    since="six weeks, after a trail race",
    worse="Stairs, squatting, running downhill",
    goal="Run ten kilometers",
    drawn=(("front", "dull", ((640, 690), (655, 705), (640, 720), (618, 708), (640, 690))),),
    places=("knee_front:dull", "thigh_front:dull"),
    needles=(
        ("vastus_lateralis", 30, 50),
        ("rectus_femoris", 30, 40),
        ("vastus_medialis", 30, 40),
        ("vastus_lateralis", 30, 50),
    ),
)
CALF = Complaint(
    says="The calf tightens and cramps when I run, then stays sore for a day.",
    since="two months",
    worse="Hills and speed work",
    goal="Finish the half marathon in May",
    drawn=(("back", "dull", ((350, 745), (340, 785), (338, 830))),),
    places=("calf:dull",),
    needles=(
        ("gastrocnemius_medial", 30, 40),
        ("gastrocnemius_lateral", 30, 40),
        ("soleus", 30, 50),
    ),
)
HAMSTRING = Complaint(
    says="Back of the thigh pulls when I bend forward or sprint.",
    since="since a soccer match in September",
    worse="Bending forward, sprinting",
    goal="Play again with the team",
    drawn=(("back", "sharp", ((395, 590), (388, 630), (385, 670))),),
    places=("thigh_back:sharp",),
    needles=(
        ("biceps_femoris", 30, 50),
        ("semitendinosus", 30, 50),
        ("gluteus_maximus", 30, 60),
    ),
)
COMPLAINTS = (NECK, LOW_BACK, SHOULDER, ELBOW, BUTTOCK, KNEE, HEADACHE, CALF, HAMSTRING)
