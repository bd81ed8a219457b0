"""Where does it hurt in the demo, how is that drawn, and which muscles are needled for it?"""

import functools
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from filiform.domain.surface import MESH, BodyPoint
from filiform.knowledge import body

Line = tuple[tuple[int, int], ...]
WIDTH = 40  # of a stroke drawn on the whole body


@dataclass(frozen=True)
class Complaint:
    """One kind of trouble, told on the left side; `mirrored` tells it on the right.

    Attributes:
        says, since, worse: the patient's words.
        drawn: (view, kind, corners of a line on its page) on the left half of the body.
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
        return [_by_hand(view, kind, line, side, chance) for view, kind, line in self.drawn]

    def regions(self, side: str) -> list[str]:
        words = (place.split(":") for place in self.places)
        return [f"{region}:{side}:{kind}" for region, kind in words]


def _by_hand(view: str, kind: str, line: Line, side: str, chance: Random) -> dict[str, Any]:
    points = [_trembling(point, chance) for point in _points(view, line, side)]
    return {"kind": kind, "width": WIDTH, "points": points, "mesh": MESH}


@functools.cache
def _points(view: str, line: Line, side: str) -> list[BodyPoint]:
    """The line as places of the skin, four for each piece, without what is beside the figure."""
    width = body.load().views[view].width
    spots = [
        (x + (to_x - x) * step / 4, y + (to_y - y) * step / 4)
        for (x, y), (to_x, to_y) in pairwise(line)
        for step in range(4)
    ]
    turned = ((width - x if side == "right" else x, y) for x, y in [*spots, line[-1]])
    found = (body.under(x, y, view, body.FIGURES[0]) for x, y in turned)
    return [point for point in found if point]


def _trembling(point: BodyPoint, chance: Random) -> list[int]:
    """Moved a little within its face."""
    share = chance.randint(850, 1000)
    return [point.face, point.first * share // 1000, point.second * share // 1000]


NECK = Complaint(
    says="A dull pull from the neck to the top of the shoulder, worse by the evening.",
    since="since the autumn",
    worse="A long day at the desk, and carrying a bag",
    goal="Look over my shoulder when I drive",
    drawn=(
        ("back", "dull", ((294, 150), (288, 180), (258, 194), (228, 202))),
        ("back", "dull", ((280, 182), (262, 194), (240, 200))),
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
        ("back", "throbbing", ((295, 112), (289, 98), (290, 78))),
        ("back", "dull", ((290, 130), (289, 155))),
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
    drawn=(("back", "sharp", ((214, 212), (196, 232), (182, 262))),),
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
    drawn=(("back", "burning", ((170, 318), (150, 345), (132, 375), (120, 395))),),
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
        ("back", "dull", ((298, 368), (292, 388), (294, 404))),
        ("back", "dull", ((284, 376), (278, 392), (286, 406))),
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
        ("back", "dull", ((270, 450), (247, 475), (244, 510))),
        ("back", "burning", ((247, 560), (244, 610), (245, 660))),
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
    drawn=(("front", "dull", ((402, 690), (412, 705), (402, 720), (388, 708), (402, 690))),),
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
    drawn=(("back", "dull", ((211, 745), (204, 785), (203, 830))),),
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
    drawn=(("back", "sharp", ((241, 590), (236, 630), (234, 670))),),
    places=("thigh_back:sharp",),
    needles=(
        ("biceps_femoris", 30, 50),
        ("semitendinosus", 30, 50),
        ("gluteus_maximus", 30, 60),
    ),
)
COMPLAINTS = (NECK, LOW_BACK, SHOULDER, ELBOW, BUTTOCK, KNEE, HEADACHE, CALF, HAMSTRING)
