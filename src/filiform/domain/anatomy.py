"""Which places of the body does the clinic name?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The patient's own left and right."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


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


def read_place(words: str) -> Place:
    """'ARM:left' or 'ARM' as a place. Raises ValueError for any other word."""
    region, _, side = words.partition(":")
    return Place(Region(region), Side(side) if side and side != "both" else None)


def any_covers(places: Iterable[Place], wanted: Iterable[Place]) -> bool:
    """Whether one of `places` covers one of `wanted`."""
    wanted = tuple(wanted)
    return any(place.covers(one) for place in places for one in wanted)
