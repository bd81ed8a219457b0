"""What does the eye see? One ray a pixel at the smooth body; the nearest skin wins."""

from dataclasses import dataclass

import body_mesh
import frames
import numpy as np
import rounding
import trimesh
from body_mesh import Body, Floats, Whole
from frames import Mask, Spots
from scipy import ndimage, sparse
from views import CUT_OFF, PARTS, ROOM, View

FINE = 2  # pixels for each unit of the page
STEPS = 1  # of Catmull-Clark
BLUR = 3  # rounds that smooth the borders of regions over the skin


@dataclass(frozen=True)
class Model:
    """A body ready to be looked at: smooth, with the region of every spot.

    Attributes:
        body: the posed base mesh.
        smooth: the finer body; its joints and weights are those of the base.
        shares: the share of the arm that each finer vertex hangs on, under one bone.
        label: (finer vertices, regions), which region holds how much of it.
    """

    body: Body
    smooth: Body
    mesh: trimesh.Trimesh
    shares: dict[str, Floats]
    label: Floats


@dataclass(frozen=True)
class Frame:
    """Where a page lies: page = factor * coordinate + offset, for x and for y."""

    across: tuple[float, float]
    down: tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """One value a pixel, FINE pixels for each unit of the page.

    Attributes:
        seen: skin is here. cut: the inside of a part that was cut off is here.
        quad: of the base mesh, -1 where there is no skin.
    """

    frame: Frame
    seen: Mask
    cut: Mask
    quad: Whole
    bright: Floats
    depth: Floats
    region: Whole
    spots: Spots  # of the seen pixels, in order

    def quads(self) -> Whole:
        """The quads of the base mesh of which something is seen."""
        return np.unique(self.quad[self.quad >= 0])


def model(body: Body, region: Whole, regions: int) -> Model:
    """The body rounded, and its regions with soft borders.

    Args:
        region: of each quad of the base mesh.
        regions: how many there are.
    """
    count = int(body.quads.max()) + 1
    quads, matrix = body.quads, None
    for _ in range(STEPS):
        quads, step = rounding.subdivide(quads, count if matrix is None else matrix.shape[0])
        matrix = step if matrix is None else step @ matrix
    assert matrix is not None
    smooth = Body(matrix @ body.vertices[:count], quads, body.joints)
    weights = body_mesh.weights()
    arm = np.sum([weights[bone] for bone in weights if bone.startswith(frames.ARM)], axis=0)
    shares = {"upperarm": matrix @ arm[:count]}  # of the whole arm: parts ask for no more
    mesh = trimesh.Trimesh(smooth.vertices, smooth.faces, process=False)
    label = _soft(quads, np.repeat(region, 4**STEPS), regions, len(smooth.vertices))
    return Model(body, smooth, mesh, shares, label)


def _soft(quads: Whole, region: Whole, regions: int, count: int) -> Floats:
    """Each vertex has what its quads have, then gives and takes along the skin."""
    meet = rounding.rows(quads.ravel(), np.repeat(np.arange(len(quads)), 4), (count, len(quads)))
    meet = sparse.diags(1 / np.asarray(meet.sum(1)).ravel()) @ meet
    spread = rounding.mean(quads, count)
    own = np.zeros((len(quads), regions), np.float32)
    own[np.arange(len(quads)), region] = 1
    label = meet @ own
    for _ in range(BLUR):
        label = meet @ (spread @ label)
    return np.asarray(label)


def frame_of(model: Model, view: View) -> Frame:
    """The shown part in the middle of the page; the whole body in the scale of its height."""
    whole = _vertex_spots(model)
    shown = model.smooth.vertices[PARTS[view.part](whole)]
    low, high = shown.min(0), shown.max(0)
    size = high - low
    if view.part == "body":
        factor = (view.height - 2 * ROOM) / size[1]
    else:
        room = (view.width - 2 * ROOM, view.height - 2 * ROOM)
        factor = min(room[0] / size[view.across[0]], room[1] / size[view.down[0]])
    middle = (low + high) / 2
    lines = []
    for (axis, sign), page in ((view.across, view.width), (view.down, view.height)):
        slope = factor * sign
        lines.append((slope, page / 2 - slope * middle[axis]))
    return Frame(*lines)


def _vertex_spots(model: Model) -> Spots:
    body = model.smooth
    return Spots(body, body.vertices, model.mesh.vertex_normals, model.shares)


def look(model: Model, view: View) -> Picture:
    """The view of the model; pixels outside the shown part are empty."""
    frame = frame_of(model, view)
    origin, direction = _rays(frame, view)
    face = _first(model, view, origin, direction)
    pixel = np.flatnonzero(face >= 0)
    face, origin, direction = face[pixel], origin[pixel], direction[pixel]
    corners = model.smooth.faces[face]
    place, weight = _where(model, corners, origin, direction)
    normal = (model.mesh.vertex_normals[corners] * weight[:, :, None]).sum(1)
    spots = _pixel_spots(model, corners, weight, place, normal)
    inside = PARTS[view.part](spots)
    turned_away = (model.mesh.face_normals[face] * direction).sum(1) > 0
    skin = inside & ~turned_away
    light = -direction + np.array([0, 0.45, 0.0 if view.sight[0] == 2 else 0.15])
    label = (model.label[corners] * weight[:, :, None]).sum(1).argmax(1)

    def page(values: np.ndarray, empty: float, chosen: Mask = skin) -> np.ndarray:
        out = np.full(view.height * FINE * view.width * FINE, empty, dtype=values.dtype)
        out[pixel[chosen]] = values[chosen]
        return out.reshape(view.height * FINE, view.width * FINE)

    seen, inner = page(skin, False), page(inside, False, inside & turned_away)
    whole = ndimage.binary_fill_holes(seen | inner) if view.part in CUT_OFF else seen | inner
    return Picture(
        frame=frame,
        seen=seen,
        cut=whole & ~seen,
        quad=page(face // (2 * 4**STEPS), -1),
        bright=page((normal * light).sum(1) / np.linalg.norm(light, axis=1), 0.0),
        depth=page(((place - origin) * direction).sum(1), 99.0),
        region=page(label, -1),
        spots=_chosen(spots, skin),
    )


def _first(model: Model, view: View, origin: Floats, direction: Floats) -> Whole:
    """The face that each ray meets first among those of the shown part; -1 for none."""
    shown = PARTS[view.part](_vertex_spots(model))
    kept = np.flatnonzero(shown[model.smooth.faces].any(1))
    part = trimesh.Trimesh(model.smooth.vertices, model.smooth.faces[kept], process=False)
    hit = part.ray.intersects_first(origin, direction)
    return np.where(hit >= 0, kept[hit], -1)


def _rays(frame: Frame, view: View) -> tuple[Floats, Floats]:
    page_x, page_y = np.meshgrid(
        (np.arange(view.width * FINE) + 0.5) / FINE, (np.arange(view.height * FINE) + 0.5) / FINE
    )
    origin, direction = np.zeros((page_x.size, 3)), np.zeros((page_x.size, 3))
    origin[:, view.across[0]] = (page_x.ravel() - frame.across[1]) / frame.across[0]
    origin[:, view.down[0]] = (page_y.ravel() - frame.down[1]) / frame.down[0]
    sight, side = view.sight
    origin[:, sight], direction[:, sight] = 30 * side, -side
    return origin, direction


def _where(
    model: Model, corners: Whole, origin: Floats, direction: Floats
) -> tuple[Floats, Floats]:
    """Where rays meet their triangles, and the weights of the corners there."""
    triangle = model.smooth.vertices[corners]
    plane = np.cross(triangle[:, 1] - triangle[:, 0], triangle[:, 2] - triangle[:, 0])
    run = (direction * plane).sum(1)
    far = ((triangle[:, 0] - origin) * plane).sum(1) / np.where(run == 0, 1e-9, run)
    place = origin + direction * far[:, None]
    weight = trimesh.triangles.points_to_barycentric(triangle, place).clip(0, 1)
    return place, weight / weight.sum(1, keepdims=True)


def _pixel_spots(
    model: Model, corners: Whole, weight: Floats, place: Floats, normal: Floats
) -> Spots:
    share = {bone: (all_[corners] * weight).sum(1) for bone, all_ in model.shares.items()}
    return Spots(model.smooth, place, normal, share)


def _chosen(spots: Spots, chosen: Mask) -> Spots:
    share = {bone: values[chosen] for bone, values in spots.share.items()}
    return Spots(spots.body, spots.at[chosen], spots.normal[chosen], share)
