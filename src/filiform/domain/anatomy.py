"""Which places of the body does the clinic name, and what was drawn on them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from filiform.domain.refusal import Refusal

MOST_STROKES = 80
MOST_POINTS = 120
SCALE = 1000
"""A drawn point is two whole numbers 0..1000 of the view's width and height."""


class DrawingUnreadable(Refusal):
    says = "The drawing could not be read. Draw it again, or choose places from the list."


class Side(StrEnum):
    """The patient's own left and right."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


class View(StrEnum):
    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"


class PainKind(StrEnum):
    """The five marks of the paper body chart."""

    SHARP = "sharp"
    DULL = "dull"
    NUMB = "numb"
    THROBBING = "throbbing"
    BURNING = "burning"


class Region(StrEnum):
    """Regions that safety rules speak of; ANY is the whole body."""

    ANY = "ANY"
    HEAD_FACE = "HEAD-FACE"
    NECK_ANT = "NECK-ANT"
    NECK_POST = "NECK-POST"
    SUBOCCIPITAL = "SUBOCCIPITAL"
    SHOULDER_TOP = "SHOULDER-TOP"
    THORAX_POST = "THORAX-POST"
    THORAX_LAT = "THORAX-LAT"
    THORAX_ANT = "THORAX-ANT"
    STERNUM = "STERNUM"
    ABDOMEN = "ABDOMEN"
    LUMBAR_UPPER = "LUMBAR-UPPER"
    LUMBAR_LOWER = "LUMBAR-LOWER"
    PELVIS = "PELVIS"
    HIP_BUTTOCK = "HIP-BUTTOCK"
    THIGH = "THIGH"
    KNEE_POST = "KNEE-POST"
    LEG = "LEG"
    FOOT = "FOOT"
    ARM = "ARM"
    FOREARM = "FOREARM"
    HAND = "HAND"
    DEEP = "DEEP"
    LUNG = "LUNG"


class Zone(StrEnum):
    """Where the skin lies over something a needle may hit; painted on the mesh's faces.

    The list is that of the reference's hazard zones; that a face lies in one is
    our own painting and needs review ([background]).
    """

    PLEURA = "pleura"
    STERNUM = "sternum"
    KIDNEY = "kidney"
    SPINAL_CANAL = "spinal_canal"
    VERTEBRAL_ARTERY = "vertebral_artery"
    CAROTID_SHEATH = "carotid_sheath"
    AXILLARY_BUNDLE = "axillary_bundle"
    FEMORAL_TRIANGLE = "femoral_triangle"
    ADDUCTOR_CANAL = "adductor_canal"
    POPLITEAL_FOSSA = "popliteal_fossa"
    SCIATIC_NERVE = "sciatic_nerve"
    FIBULAR_NECK = "fibular_neck"
    RADIAL_GROOVE = "radial_groove"
    POSTERIOR_INTEROSSEOUS = "posterior_interosseous"
    ULNAR_GROOVE = "ulnar_groove"
    CUBITAL_FOSSA = "cubital_fossa"
    CARPAL_TUNNEL = "carpal_tunnel"
    PERITONEUM = "peritoneum"
    FACIAL_NERVE = "facial_nerve"
    EYE = "eye"
    HIP_JOINT = "hip_joint"
    KNEE_JOINT = "knee_joint"
    ELBOW_JOINT = "elbow_joint"
    JAW_JOINT = "jaw_joint"


LUNG_REGIONS = frozenset(
    {
        Region.SHOULDER_TOP,
        Region.THORAX_POST,
        Region.THORAX_LAT,
        Region.THORAX_ANT,
        Region.NECK_ANT,
        Region.LUMBAR_UPPER,
    }
)
"""Where a needle may reach pleura (Abel, biomedical acupuncture text, MA-PTX;
down to L1 to allow for deep pleural recesses: background)."""


WHOLE_ARM = frozenset(
    {
        Region.ARM,
        Region.FOREARM,
        Region.HAND,
        Region.SHOULDER_TOP,
        Region.THORAX_ANT,
        Region.THORAX_LAT,
        Region.THORAX_POST,
    }
)
WHOLE_LEG = frozenset(
    {
        Region.THIGH,
        Region.KNEE_POST,
        Region.LEG,
        Region.FOOT,
        Region.HIP_BUTTOCK,
        Region.PELVIS,
        Region.ABDOMEN,
        Region.LUMBAR_LOWER,
    }
)
"""A limb with the quarter of the trunk that drains with it (the quarter: design)."""


@dataclass(frozen=True)
class Place:
    """A region, on one side or on both: side None, and the middle line touches both."""

    region: Region
    side: Side | None = None

    def covers(self, other: "Place") -> bool:
        """Whether a needle in `other` may meet this place; in doubt about the side, it may."""
        if self.region is not Region.ANY and self.region is not other.region:
            return False
        both_sides = {self.side, other.side} & {None, Side.MIDDLE}
        return bool(both_sides) or self.side is other.side

    def whole_limb(self) -> frozenset["Place"]:
        """This place with its limb and quarter of the trunk; the head and neck stand alone."""
        limbs = (limb for limb in (WHOLE_ARM, WHOLE_LEG) if self.region in limb)
        regions = {self.region}.union(*limbs)
        return frozenset(Place(region, self.side) for region in regions)


@dataclass(frozen=True)
class Target:
    """A muscle or other structure that may be needled, and what lies near it.

    Attributes:
        regions: safety regions it lies in, without DEEP and LUNG.
        deep: hand pressure cannot stop a bleed there.
        lung: pleura is within reach of a needle.
        longest_mm: needle length above which a reason is asked for, or None.
        level: 'standard', 'advanced', or 'avoid' (not by palpation).
        zones: hazard zones a needle for it may meet.
    """

    key: str
    name: str
    regions: frozenset[Region]
    deep: bool
    lung: bool
    level: str
    at_risk: str
    technique: str
    needle: str
    longest_mm: int | None
    sources: tuple[str, ...]
    tag: str
    needs_review: bool
    zones: frozenset[Zone] = frozenset()

    def places(self, side: Side) -> frozenset[Place]:
        """Every place this target lies in on that side, DEEP and LUNG among them."""
        extra = {Region.DEEP} if self.deep else set()
        extra |= {Region.LUNG} if self.lung else set()
        named = self.regions | extra
        return frozenset(Place(r, None if side is Side.MIDDLE else side) for r in named)


@dataclass(frozen=True)
class Stroke:
    """One line the patient drew: points are (x, y), whole numbers 0..1000."""

    view: View
    kind: PainKind
    points: tuple[tuple[int, int], ...]

    def plain(self) -> dict[str, object]:
        """The stroke as plain data, ready to be kept."""
        points = [list(point) for point in self.points]
        return {"view": self.view.value, "kind": self.kind.value, "points": points}


def read_place(words: str) -> Place:
    """'ARM:left' or 'ARM' as a place. Raises ValueError for any other word."""
    region, _, side = words.partition(":")
    return Place(Region(region), Side(side) if side and side != "both" else None)


def read_drawing(raw: object) -> tuple[Stroke, ...]:
    """The strokes in what a browser sent.

    Raises:
        DrawingUnreadable: it is not a list of strokes on the known views with
            the known kinds, or holds more than 80 strokes or 120 points in one.
    """
    if not isinstance(raw, list) or len(raw) > MOST_STROKES:
        raise DrawingUnreadable
    return tuple(_read_stroke(one) for one in raw)


def _read_stroke(one: object) -> Stroke:
    match one:
        case {"view": str(view), "kind": str(kind), "points": [*points]}:
            return _stroke(view, kind, points)
    raise DrawingUnreadable


def _stroke(view: str, kind: str, points: list[object]) -> Stroke:
    if not 0 < len(points) <= MOST_POINTS:
        raise DrawingUnreadable
    try:
        return Stroke(View(view), PainKind(kind), tuple(_read_point(point) for point in points))
    except ValueError:
        raise DrawingUnreadable from None


def _read_point(point: object) -> tuple[int, int]:
    match point:
        case [int(x), int(y)] if _on_scale(x) and _on_scale(y):
            return x, y
        case _:
            raise DrawingUnreadable


def _on_scale(number: int) -> bool:
    """Whether it is a whole number 0..1000; true and false, which Python counts, are not."""
    return not isinstance(number, bool) and 0 <= number <= SCALE


def any_covers(places: Iterable[Place], wanted: Iterable[Place]) -> bool:
    """Whether one of `places` covers one of `wanted`."""
    wanted = tuple(wanted)
    return any(place.covers(one) for place in places for one in wanted)
