"""How does the figure stand? As in an anatomy book: arms a little out, palms to the front.

The mesh rests with bent elbows and hands edge-on. The arms are straightened by the weights that
come with it (linear blend skinning), left as right, so that palm and back of the hand are seen.
"""

import body_mesh
import numpy as np
from body_mesh import Body, Floats

OUT = 21.0  # degrees between the upper arm and the plumb line
CARRIED = 27.0  # ... and the forearm and the hand
FORWARD = 4.0  # degrees of the forearm to the front
FROM_UPPER, FROM_FOREARM = ("upperarm01", "upperarm02"), ("lowerarm01", "lowerarm02")
HAND = ("wrist", "metacarpal", "finger")
TURN = {"lowerarm01": 0.3, "lowerarm02": 0.7}  # how much of the forearm's turn each part takes


def standing(body: Body) -> Body:
    """The body with both arms in place; faces and their numbers stay what they were."""
    vertices = body.vertices.copy()
    for side, sign in ((".L", 1.0), (".R", -1.0)):
        for bone, (turn, before, after) in _turns(body, side, sign).items():
            share = body_mesh.weights()[bone][:, None]
            vertices += share * ((body.vertices - before) @ turn.T + after - body.vertices)
    return body.moved(_even(body, vertices))


def _even(body: Body, vertices: Floats) -> Floats:
    """What the weights' rounding left uneven between left and right is halved."""
    twin = twins(body)
    mirrored = vertices[twin] * [-1, 1, 1]
    out = vertices.copy()
    out[: len(twin)] = (vertices[: len(twin)] + mirrored) / 2
    return out


def twins(body: Body) -> body_mesh.Whole:
    """For each vertex of the skin, the vertex across the midline."""
    path = body_mesh.data_folder() / "mesh_metadata" / "hm08.mirror"
    twin = np.arange(body.quads.max() + 1)
    for line in path.read_text().splitlines():
        one, other, _ = line.split()
        if max(int(one), int(other)) < len(twin):
            twin[int(one)], twin[int(other)] = int(other), int(one)
    return twin


def _turns(body: Body, side: str, sign: float) -> dict[str, tuple[Floats, Floats, Floats]]:
    """bone -> its rotation, and where its joint was and comes to lie."""
    joint = {name: body.joints[name + side] for name in ("upperarm01", "lowerarm01", "wrist")}
    shoulder, elbow, wrist = joint.values()
    upper = _swing(elbow - shoulder, _direction(OUT, 0, sign))
    new_elbow = shoulder + upper @ (elbow - shoulder)
    along = _direction(CARRIED, FORWARD, sign)
    straight = _swing(upper @ (wrist - elbow), along) @ upper
    new_wrist = new_elbow + straight @ (wrist - elbow)
    knuckle = {n: body.joints[f"finger{n}-1{side}"] for n in (2, 3, 5)}
    angle = _until_palm_is_seen(straight, along, wrist, knuckle, sign)
    out = dict.fromkeys((n + side for n in FROM_UPPER), (upper, shoulder, shoulder))
    for bone, part in TURN.items():
        out[bone + side] = (_about(along, angle * part) @ straight, elbow, new_elbow)
    hand = _about(along, angle) @ straight
    hand = _swing(hand @ (knuckle[3] - wrist), along) @ hand
    for bone in body_mesh.weights():
        if bone.startswith(HAND) and bone.endswith(side):
            out[bone] = (hand, wrist, new_wrist)
    return out


def _until_palm_is_seen(
    turn: Floats, along: Floats, wrist: Floats, knuckle: dict[int, Floats], sign: float
) -> float:
    """The angle about the forearm that brings the palm to the front, in radians."""
    palm = np.cross(turn @ (knuckle[5] - wrist), turn @ (knuckle[2] - wrist)) * sign
    palm -= along * (palm @ along)
    front = np.array([0.0, 0, 1]) - along * along[2]
    return float(np.arctan2(np.cross(palm, front) @ along, palm @ front))


def _direction(out: float, forward: float, sign: float) -> Floats:
    aside, ahead = np.radians(out), np.radians(forward)
    return np.array(
        [sign * np.sin(aside) * np.cos(ahead), -np.cos(aside) * np.cos(ahead), np.sin(ahead)]
    )


def _about(axis: Floats, angle: float) -> Floats:
    """Rotation by `angle` radians about a unit axis (Rodrigues)."""
    x, y, z = axis
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def _swing(before: Floats, after: Floats) -> Floats:
    """The shortest rotation that turns one direction into another."""
    one, other = before / np.linalg.norm(before), after / np.linalg.norm(after)
    axis = np.cross(one, other)
    size = np.linalg.norm(axis)
    if size < 1e-12:
        return np.eye(3)
    return _about(axis / size, float(np.arctan2(size, one @ other)))
