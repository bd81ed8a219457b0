"""Which region of the patient's list does a piece of skin belong to?

The first row that holds decides. Heights, angles and shares are our own reading of surface
anatomy on the neutral body ([background], needs review); see `frames.py` for how they are said.
"""

import numpy as np
from frames import Mask, Spots
from numpy.typing import NDArray

Rows = list[tuple[str, Mask]]
Keys = NDArray[np.str_]
MIDDLE = ("chest_sternum", "coccyx", "perineum")


def paint(spots: Spots) -> Keys:
    """The key of each spot's region; every spot has one."""
    everywhere = np.ones(len(spots.at), bool)
    rows = [
        *within(spots.is_head, _head(spots)),
        *within(spots.is_hand, _hand(spots)),
        *within(spots.is_arm, _arm(spots)),
        *within(spots.is_foot, _foot(spots)),
        *within(spots.is_neck, _neck(spots)),
        *within(_is_leg(spots), _leg(spots)),
        *within(spots.trunk.facing(-180, 0), _back(spots)),
        *within(everywhere, _front(spots)),
    ]
    return np.select([mask for _, mask in rows], [key for key, _ in rows], default="")


def within(part: Mask, rows: Rows) -> Rows:
    return [(key, part & mask) for key, mask in rows]


def _head(s: Spots) -> Rows:
    x, y, z = s.at.T
    eye_x, eye_y, _ = s.joint("eye.L")
    far = np.hypot((x - eye_x) / 1.25, y - eye_y - 0.02)
    jaw_line = np.interp(z, [0.45, 0.75, 1.3], [6.95, 6.78, 6.80])
    return [
        ("ear", (x > 0.66) & (z > 0.02) & (z < 0.62) & (y > 6.85) & (y < 7.62)),
        ("ear", (x > 0.30) & (z > 0.12) & (z < 0.48) & (y > 6.92) & (y < 7.40)),  # its canal
        ("eye_orbit", (far < 0.24) & (z > 0.8) & (x > 0.09)),
        ("jaw_teeth", (y < jaw_line) & (z > 0.38)),
        ("vertex", y > 8.0 - 0.10 * z),
        ("forehead", (z > 0.62) & (y > eye_y + 0.16) & (x < 0.62)),
        ("temple", (z > 0.48) & (y > eye_y - 0.10) & (x > 0.42)),
        ("forehead", (z > 0.62) & (y > eye_y + 0.16)),
        ("cheek", (z > 0.48) & (y <= eye_y + 0.16)),
        ("temple", (z > 0.22) & (y > 7.25) & (y < 7.95)),
        ("jaw_teeth", (z > 0.35) & (y < 6.95)),
        ("occiput", np.ones(len(x), bool)),
    ]


def _neck(s: Spots) -> Rows:
    return [
        ("neck_front", s.neck.facing(50, 180)),
        ("neck_back", s.neck.facing(-180, -20)),
        ("neck_side", np.ones(len(s.at), bool)),
    ]


def _hand(s: Spots) -> Rows:
    palm = s.normal[:, 2] > -0.12
    return [
        ("thumb", s.hangs_on("finger1-2", "finger1-3") > 0.45),
        ("index_finger", s.hangs_on("finger2") > 0.5),
        ("middle_finger", s.hangs_on("finger3") > 0.5),
        ("ring_little_fingers", s.hangs_on("finger4", "finger5") > 0.5),
        ("hand_palm", palm),
        ("hand_dorsum", ~palm),
    ]


def _arm(s: Spots) -> Rows:
    upper, fore = s.upper_arm, s.forearm
    elbow = (upper.along > 0.87) & (fore.along < 0.15)
    deltoid = upper.along < np.interp(abs(upper.angle), [0, 55, 90], [0.50, 0.44, 0.40])
    below = fore.along >= 0.15
    wrist = fore.along > 0.89
    return [
        ("wrist_volar", wrist & fore.facing(0, 180)),
        ("wrist_dorsal", wrist),
        ("forearm_volar", below & fore.facing(42, 138)),
        ("forearm_radial", below & fore.facing(-42, 42)),
        ("forearm_dorsal", below & fore.facing(-135, -42)),
        ("forearm_ulnar", below),
        ("elbow_front", elbow & upper.facing(42, 138)),
        ("elbow_lateral", elbow & upper.facing(-42, 42)),
        ("elbow_back", elbow & upper.facing(-138, -42)),
        ("elbow_medial", elbow),
        ("axilla", (upper.along < 0.34) & upper.facing(150, -150)),
        ("shoulder_side", deltoid & upper.facing(-48, 48)),
        ("shoulder_front", (upper.along < 0.40) & upper.facing(48, 150)),
        ("shoulder_back", (upper.along < 0.40) & upper.facing(-150, -48)),
        ("arm_medial", upper.facing(138, -142)),
        ("arm_front", upper.facing(-12, 138)),
        ("arm_back", np.ones(len(s.at), bool)),
    ]


def _is_leg(s: Spots) -> Mask:
    """Below the inguinal line in front, the gluteal fold behind."""
    x, y, _z = s.at.T
    front = y < np.interp(x, [0.0, 0.25, 1.15, 1.7], [-0.2, -0.05, 0.75, 0.95])
    back = y < np.interp(x, [0.0, 0.35, 1.0, 1.9], [-0.45, -0.50, -0.62, -0.35])
    return np.where(s.thigh.facing(-30, 180), front, back)


def _leg(s: Spots) -> Rows:
    thigh, leg = s.thigh, s.leg
    x, y, _z = s.at.T
    knee = (thigh.along > 0.87) & (leg.along < 0.12)
    above = (thigh.along <= 0.87) | (y > -2.5)
    behind = leg.facing(-145, -35)
    return [
        ("perineum", (x < 0.30) & (y > -0.75)),
        ("hip_lateral", (y > -0.15) & thigh.facing(-40, 42)),
        ("thigh_front", above & thigh.facing(42, 128)),
        ("thigh_medial", above & thigh.facing(128, -138)),
        ("thigh_back", above & thigh.facing(-138, -42)),
        ("thigh_lateral", above),
        ("knee_front", knee & leg.facing(40, 140)),
        ("knee_lateral", knee & leg.facing(-42, 40)),
        ("knee_back", knee & leg.facing(-138, -42)),
        ("knee_medial", knee),
        ("ankle_front", (leg.along > 0.90) & leg.facing(45, 135)),
        ("achilles", (leg.along > 0.68) & behind),
        ("ankle_lateral", (leg.along > 0.90) & leg.facing(-90, 45)),
        ("ankle_medial", leg.along > 0.90),
        ("shin", leg.facing(62, 150)),
        ("leg_lateral", leg.facing(-38, 62)),
        ("calf", np.ones(len(x), bool)),
    ]


def _foot(s: Spots) -> Rows:
    x, y, z = s.at.T
    ankle, toe = s.joint("foot.L"), s.joint("toe1-1.L")
    down = s.normal[:, 1] < -0.35
    inner = (x - ankle[0]) + 0.10 * (z - ankle[2])  # grows outwards across the foot
    high = y > ankle[1] - 0.22
    outer_foot = (inner > 0.30) & (y < toe[1] + 0.16) & ~down
    arch = (inner < -0.02) & (s.normal[:, 1] < 0.15)
    return [
        ("big_toe", s.hangs_on("toe1") > 0.5),
        ("lesser_toes", s.hangs_on("toe2", "toe3", "toe4", "toe5") > 0.5),
        ("achilles", high & (z < ankle[2] - 0.42)),
        ("ankle_medial", high & (inner < -0.12) & (z < ankle[2] + 0.25)),
        ("ankle_lateral", high & (inner > 0.12) & (z < ankle[2] + 0.25)),
        ("ankle_front", high),
        ("heel", z < ankle[2] - 0.18),
        ("foot_ball", down & (z > toe[2] - 0.42 - 0.25 * (x - toe[0]))),
        ("foot_arch", arch & (z < toe[2] - 0.30)),
        ("foot_sole", down),
        ("foot_lateral", outer_foot),
        ("foot_dorsum", np.ones(len(x), bool)),
    ]


def _back(s: Spots) -> Rows:
    x, y, _z = s.at.T
    sacrum = np.interp(y, [0.25, 0.55, 1.45], [0.06, 0.22, 0.66])
    on_top = s.normal[:, 1] > np.interp(y, [4.95, 5.30], [0.80, 0.34])
    ribs_end = np.interp(x, [0.6, 1.6], [2.62, 2.40])
    return [
        ("axilla", (x > 1.25) & (y > 3.95) & (y < 4.65) & s.trunk.facing(-38, 0)),
        ("shoulder_top", on_top & (y > 4.95)),
        ("shoulder_back", (x > 1.38) & (y > 4.45) & s.trunk.facing(-75, 0)),
        ("interscapular", (x < 0.50) & (y > 3.95)),
        ("scapula_medial", (x < 0.86) & (y > 4.12)),
        ("scapula", (y > 4.30) & s.trunk.facing(-90, -25)),
        ("scapula_inferior", (x > 0.5) & (x < 1.30) & (y > 3.68)),
        ("chest_side", (y > 2.30) & s.trunk.facing(-34, 0)),
        ("mid_back", y > ribs_end),
        ("coccyx", (x < 0.22) & (y < 0.42) & (y > -0.05)),
        ("perineum", (x < 0.28) & (y <= -0.05)),
        ("sacrum", (x < sacrum) & (y > 0.25) & (y < 1.45)),
        ("flank", (y > 1.72) & (x > 0.84)),
        ("low_back", y > 1.45 + 0.18 * x),
        ("hip_lateral", s.thigh.facing(-44, 44) & (y < 1.45)),
        ("buttock", np.ones(len(x), bool)),
    ]


def _front(s: Spots) -> Rows:
    x, y, z = s.at.T
    margin = np.interp(x, [0.28, 0.95, 1.45], [3.50, 2.95, 2.30])  # the edge of the ribs
    groin = np.interp(x, [0.0, 0.25, 1.15, 1.7], [0.30, 0.42, 1.22, 1.45])
    on_top = (s.normal[:, 1] > 0.50) & (y > 5.05) & (z < 0.45)
    return [
        ("axilla", (x > 1.25) & (y > 3.95) & (y < 4.65) & s.trunk.facing(0, 30)),
        ("shoulder_top", on_top),
        ("shoulder_front", (x > 1.32) & (y > 4.55)),
        ("chest_sternum", (x < 0.26) & (y > 3.50)),
        ("chest_upper", y > 4.62),
        ("chest_side", (y > margin) & s.trunk.facing(0, 36)),
        ("chest_breast", y > margin),
        ("flank", (y > 1.72) & s.trunk.facing(0, 30)),
        ("hip_lateral", s.thigh.facing(-44, 38) & (y < 1.45)),
        ("groin", y < groin),
        ("abdomen_upper", y > 1.92),
        ("abdomen_lower", np.ones(len(x), bool)),
    ]
