"""From where is the body looked at, and what of it is in the picture?

A view is an orthographic projection: page x and page y are each one axis of the body times a
factor. A view of the right is that of the left in a mirror; its picture is not drawn twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from frames import ARM, Mask, Spots

X, Y, Z = 0, 1, 2
ROOM = 20  # units of the page that stay free around the figure
Axis = tuple[int, int]  # an axis of the body, and 1 or -1


@dataclass(frozen=True)
class View:
    """One way of looking.

    Attributes:
        across, down: the axis that grows to the right of the page, and downwards.
        sight: the axis of sight, and the side on which the eye stands.
        part: what of the body is shown; a key of PARTS.
        mirror: the view of which it is the mirror image, or ''.
        at_left, at_right: the patient's own side at either edge of the page, or ''.
    """

    key: str
    label: str
    across: Axis
    down: Axis
    sight: Axis
    part: str
    width: int
    height: int
    mirror: str = ""
    at_left: str = ""
    at_right: str = ""

    def mirrored(self) -> "View":
        """The same of the other side."""
        axis, sign = self.across
        sight, side = self.sight
        return replace(
            self,
            key=self.key.replace("left", "right"),
            label=self.label.replace("Left", "Right"),
            across=(axis, sign if axis == X else -sign),
            sight=(sight, -side if sight == X else side),
            mirror=self.key,
        )


UP, FRONT, BACK = (Y, -1), (Z, 1), (Z, -1)
FACING, BEHIND = ((X, 1), UP, FRONT), ((X, -1), UP, BACK)
FROM_LEFT, FROM_RIGHT = ((Z, -1), UP, (X, 1)), ((Z, 1), UP, (X, -1))
DRAWN = (
    View("front", "Front", *FACING, "body", 620, 1000, at_left="right", at_right="left"),
    View("back", "Back", *BEHIND, "body", 620, 1000, at_left="left", at_right="right"),
    View("left", "Left side", *FROM_LEFT, "body", 300, 1000),
    View("head_front", "Face", *FACING, "head", 560, 700, at_left="right", at_right="left"),
    View(
        "head_back", "Back of the head", *BEHIND, "head", 560, 700, at_left="left", at_right="right"
    ),
    View("head_left", "Left side of the head", *FROM_LEFT, "head", 620, 700),
    View("trunk_left", "Left side of the trunk", *FROM_LEFT, "trunk", 420, 900),
    View("leg_left_inside", "Left leg from inside", *FROM_RIGHT, "leg", 330, 1000),
    View("palm_left", "Left palm", *FACING, "hand", 640, 760),
    View("hand_back_left", "Back of the left hand", *BEHIND, "hand", 640, 760),
    View("sole_left", "Left sole", (X, 1), (Z, -1), (Y, -1), "foot", 420, 760),
    View("foot_top_left", "Top of the left foot", (X, 1), (Z, -1), (Y, 1), "foot", 420, 760),
)
VIEWS = tuple(
    view for one in DRAWN for view in ((one, one.mirrored()) if "left" in one.key else (one,))
)


def _trunk(s: Spots) -> Mask:
    """Without the arms, so that the side of the chest is seen."""
    return (s.hangs_on(*ARM) < 0.5) & (s.height > 0.44) & (s.height < 0.852) & ~s.is_chin


def _head(s: Spots) -> Mask:
    """With the neck, cut as the collar of a shirt."""
    x, y, z = s.at.T
    rise = 0.9 * np.maximum(abs(x) - 0.30, 0) + 1.1 * np.maximum(0.05 - z, 0)
    collar = s.joint("clavicle.L")[Y] + 0.12 + rise
    return (y > collar) & (abs(x) < 1.1)


PARTS: dict[str, Callable[[Spots], Mask]] = {
    "body": lambda s: np.ones(len(s.at), bool),
    "head": _head,
    "trunk": _trunk,
    "leg": lambda s: (s.at[:, X] > 0) & (s.height < 0.50) & ~s.is_arm,
    "hand": lambda s: (s.at[:, X] > 0) & s.is_arm & (s.forearm.along > 0.78),
    "foot": lambda s: (s.at[:, X] > 0) & (s.at[:, Y] < s.joint("foot.L")[Y] + 0.12) & ~s.is_arm,
}
"""Whether a spot is in the picture; each is cut by planes, so that edges are clean."""

CUT_OFF = ("trunk", "foot", "leg", "hand")
"""Parts into which one can look where they were cut."""
