"""In which words is a spot of the skin described? Along and around a limb, a height of the trunk.

Everything is said of the left half (x > 0) of one neutral body, half woman and half man, in the
pose of `posing.py`; the right half is its mirror. Angles are degrees around an axis: 0 faces
outwards, 90 to the front, 180 inwards, -90 to the back.
"""

from dataclasses import dataclass
from functools import cached_property

import body_mesh
import numpy as np
from body_mesh import Body, Floats

Mask = np.typing.NDArray[np.bool_]
FRONT = np.array([0.0, 0, 1])
ARM = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")


@dataclass(frozen=True)
class Around:
    """How far along an axis (0 at its beginning, 1 at its end), at what angle and how far off."""

    along: Floats
    angle: Floats
    off: Floats

    def facing(self, first: float, last: float) -> Mask:
        """Whether the angle lies between two, counted upwards through 180 if need be."""
        span = (last - first) % 360
        return (self.angle - first) % 360 <= span


@dataclass(frozen=True)
class Spots:
    """The middles of some pieces of skin of the left half, and how to speak of them.

    Attributes:
        at: (n, 3) in decimetres.
        normal: (n, 3), where the skin faces.
        share: bone -> (n,), how much hangs on it.
    """

    body: Body
    at: Floats
    normal: Floats
    share: dict[str, Floats]

    def joint(self, bone: str) -> Floats:
        return self.body.joints[bone]

    def hangs_on(self, *bones: str) -> Floats:
        """Together, the shares of all bones whose names begin so."""
        named = [name for name in self.share if name.startswith(bones)]
        return np.sum([self.share[name] for name in named], axis=0)

    def share_of(self, bone: str) -> float:
        """The height of a joint as a share of the body's."""
        skin = self.body.vertices[: self.body.quads.max() + 1, 1]
        return float((self.joint(bone)[1] - skin.min()) / np.ptp(skin))

    def around(self, begins: Floats, ends: Floats) -> Around:
        length = float(np.linalg.norm(ends - begins))
        axis = (ends - begins) / length
        front = FRONT - axis * axis[2]
        front /= np.linalg.norm(front)
        outwards = np.cross(axis, front)
        outwards *= np.sign(outwards[0]) or 1
        rel = self.at - begins
        ahead, aside = rel @ front, rel @ outwards
        angle = np.degrees(np.arctan2(ahead, aside))
        return Around(rel @ axis / length, angle, np.hypot(ahead, aside))

    @cached_property
    def height(self) -> Floats:
        """Share of the body's height above the floor: 0 at the sole, 1 at the crown."""
        skin = self.body.vertices[: self.body.quads.max() + 1, 1]
        return (self.at[:, 1] - skin.min()) / np.ptp(skin)

    @cached_property
    def trunk(self) -> Around:
        """Around the middle of the trunk, straight down."""
        return self.around(np.array([0, 6.0, 0.15]), np.array([0, 0.0, 0.15]))

    @cached_property
    def neck(self) -> Around:
        return self.around(np.array([0, 5.3, 0.0]), np.array([0, 7.0, 0.30]))

    @cached_property
    def upper_arm(self) -> Around:
        return self.around(self.joint("upperarm01.L"), self.joint("lowerarm01.L"))

    @cached_property
    def forearm(self) -> Around:
        return self.around(self.joint("lowerarm01.L"), self.joint("wrist.L"))

    @cached_property
    def thigh(self) -> Around:
        return self.around(self.joint("upperleg01.L"), self.joint("lowerleg01.L"))

    @cached_property
    def leg(self) -> Around:
        return self.around(self.joint("lowerleg01.L"), self.joint("foot.L"))

    @cached_property
    def is_arm(self) -> Mask:
        return self.hangs_on(*ARM) > 0.5

    @cached_property
    def is_hand(self) -> Mask:
        return self.is_arm & (self.forearm.along > 1.07)

    @cached_property
    def is_foot(self) -> Mask:
        return (self.at[:, 1] < self.joint("foot.L")[1] + 0.1) & ~self.is_arm

    @cached_property
    def is_head(self) -> Mask:
        """Above a slope from under the chin to the nape."""
        _x, y, z = self.at.T
        return y > np.interp(z, [-0.5, 0.1, 0.6, 1.1], [6.85, 6.72, 6.52, 6.22])

    @cached_property
    def is_chin(self) -> Mask:
        """What of the head hangs before the neck."""
        return (self.at[:, 2] > 0.62) & (self.height > 0.842)

    @cached_property
    def is_neck(self) -> Mask:
        """From the head down to the collarbone, the slope of the shoulder and C7."""
        x, y, z = self.at.T
        floor = np.interp(z, [-0.9, -0.3, 0.2, 0.9], [5.92, 5.72, 5.62, 5.35])
        return ~self.is_head & ~self.is_arm & (y > floor) & (x < 0.95)


def of_quads(body: Body, chosen: body_mesh.Whole) -> Spots:
    """The spots of some quads."""
    corners = body.vertices[body.quads[chosen]]
    normal = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    share = {bone: s[body.quads[chosen]].mean(1) for bone, s in body_mesh.weights().items()}
    return Spots(body, corners.mean(1), normal, share)
