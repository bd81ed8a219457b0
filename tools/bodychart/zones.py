"""Over what may a needle be dangerous? Hazard zones as face sets, generous rather than small.

A spot may lie in several zones. Landmarks and extents are our own reading on the neutral body
([background], needs review); where two sources differ about the pleura the larger zone is painted.
"""

import numpy as np
from frames import Mask, Spots

L1, L3, L5 = 2.50, 2.05, 1.40  # heights of the back in decimetres of the neutral body


def paint(spots: Spots) -> dict[str, Mask]:
    """Zone -> whether each spot lies in it."""
    return {**_trunk(spots), **_head_and_neck(spots), **_arm(spots), **_leg(spots)}


def _pleura(s: Spots) -> Mask:
    """Back from L1 up, side from rib 10 up, front from rib 7 up; fossa and top of the shoulder."""
    x, y, _z = s.at.T
    floor = np.interp(s.trunk.angle, [-90, -45, 0, 45, 90], [L1, 2.40, 2.20, 2.75, 3.25])
    root_of_neck = np.interp(x, [0.0, 0.5, 0.9], [5.95, 6.05, 6.20])
    chest = (y > floor) & (y < root_of_neck) & ~s.is_head
    arm = s.hangs_on("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
    return chest & ((arm < 0.60) | ((s.upper_arm.along < 0.16) & (x < 1.75)))


def _trunk(s: Spots) -> dict[str, Mask]:
    x, y, z = s.at.T
    body = ~s.is_arm & ~s.is_head
    behind, ahead = s.trunk.facing(-180, 0), s.trunk.facing(0, 180)
    spine = body & behind & (x < 0.48) & (y > L5 - 0.45) & (s.neck.facing(-180, 0) | (y < 5.6))
    below_ribs = np.interp(x, [0.3, 0.95, 1.45], [3.60, 3.10, 2.60])
    belly = ahead & (y < below_ribs) & (y > -0.15)
    loin = behind & (y < L1 + 0.35) & (y > L5 - 0.1) & (x > 0.50)
    nape = s.is_head & s.neck.facing(-180, -60) & (y < 7.05) & (x < 0.48) & (z < 0)
    return {
        "pleura": _pleura(s),
        "sternum": body & ahead & (x < 0.45) & (y > 3.30) & (y < 5.45),
        "kidney": body & behind & (y > L3 - 0.25) & (y < L1 + 0.50) & (x > 0.15),
        "spinal_canal": spine | nape,
        "peritoneum": body & (belly | loin),
    }


def _head_and_neck(s: Spots) -> dict[str, Mask]:
    x, y, z = s.at.T
    eye = s.joint("eye.L")
    from_eye = np.hypot((x - eye[0]) / 1.25, y - eye[1] - 0.02)
    from_jaw_joint = np.hypot(y - 7.08, z - 0.62)
    neck = s.is_neck | (s.is_head & (y < 6.95))
    cheek = s.is_head & (z > 0.28) & (x > 0.30) & (y > 6.42) & (y < 7.32)
    return {
        "vertebral_artery": neck & s.neck.facing(-180, 15) & (y > 6.25) & (y < 7.05) & (z < 0.35),
        "carotid_sheath": s.is_neck & s.neck.facing(5, 85) & (x > 0.10),
        "facial_nerve": cheek,
        "eye": s.is_head & (from_eye < 0.30) & (z > 0.75),
        "jaw_joint": s.is_head & (from_jaw_joint < 0.30) & (x > 0.45) & (z > 0.35),
    }


def _arm(s: Spots) -> dict[str, Mask]:
    x, y, _z = s.at.T
    upper, fore, arm = s.upper_arm, s.forearm, s.is_arm
    elbow = arm & (upper.along > 0.85) & (fore.along < 0.17)
    below_collarbone = ~arm & s.trunk.facing(0, 180) & (y > 4.60) & (y < 5.75) & (x > 0.45)
    armpit = s.trunk.facing(-45, 60) & (x > 1.15) & (y > 3.85) & (y < 4.75)
    inner_arm = arm & upper.facing(115, -140) & (upper.along < 0.90)
    groove = np.interp(upper.along, [0.25, 0.90], [-95, -10])  # winds outwards on its way down
    wound = abs((upper.angle - groove + 180) % 360 - 180) < 55
    wrist = (fore.along > 0.86) & (fore.along < 1.22) & (s.normal[:, 2] > 0)
    return {
        "axillary_bundle": (below_collarbone & ~s.is_head) | (armpit & ~arm) | inner_arm,
        "radial_groove": arm & wound & (upper.along > 0.25) & (upper.along < 0.92),
        "posterior_interosseous": arm
        & (fore.along > 0)
        & (fore.along < 0.45)
        & fore.facing(-120, 50),
        "ulnar_groove": elbow & upper.facing(150, -95),
        "cubital_fossa": elbow & upper.facing(35, 165),
        "carpal_tunnel": arm & wrist & (s.hangs_on("finger") < 0.5),
        "elbow_joint": elbow,
    }


def _leg(s: Spots) -> dict[str, Mask]:
    x, y, _z = s.at.T
    thigh, leg = s.thigh, s.leg
    lower = ~s.is_arm & (y < 1.6)
    on_thigh = lower & (thigh.along < 0.95) & (y < 0.95)
    knee = lower & (thigh.along > 0.85) & (leg.along < 0.14)
    hip = s.joint("upperleg01.L")
    from_hip = np.hypot(x - hip[0], y - hip[1])
    inguinal = np.interp(x, [0.0, 0.25, 1.15, 1.7], [0.42, 0.55, 1.35, 1.55])
    triangle = (thigh.along < 0.42) & thigh.facing(50, 165) & (y < inguinal)
    buttock = s.trunk.facing(-180, 0) & (y < 1.15) & (y > -0.9) & (x > 0.15)
    back_of_thigh = on_thigh & thigh.facing(-150, -40) & (y < 0.2)
    return {
        "femoral_triangle": lower & triangle & (x > 0.12),
        "adductor_canal": on_thigh & (thigh.along > 0.35) & thigh.facing(75, 175),
        "popliteal_fossa": knee & leg.facing(-150, -30),
        "sciatic_nerve": (lower & buttock & thigh.facing(-180, -35)) | back_of_thigh,
        "fibular_neck": lower & (leg.along > 0.01) & (leg.along < 0.20) & leg.facing(-75, 40),
        "hip_joint": lower & (from_hip < 0.85) & thigh.facing(-35, 145),
        "knee_joint": knee,
    }
