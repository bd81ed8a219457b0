"""How do coarse quads become a smooth body? Catmull-Clark, so that outlines are no polygons.

Only pictures are made of it. Faces are counted on the base mesh, and the quads 4q .. 4q + 3
of the finer mesh lie within quad q of the coarser one.
"""

import numpy as np
from body_mesh import Whole
from scipy import sparse

Matrix = sparse.csr_matrix


def subdivide(quads: Whole, count: int) -> tuple[Whole, Matrix]:
    """One step of Catmull-Clark for any quantity that lies on vertices.

    Args:
        count: how many vertices there are.

    Returns:
        The finer quads, and the matrix (finer vertices, vertices) that places them.
    """
    edges = np.sort(np.stack([quads, np.roll(quads, -1, 1)], axis=2).reshape(-1, 2), axis=1)
    edge, which = np.unique(edges, axis=0, return_inverse=True)
    which = which.reshape(quads.shape)
    n_quads, n_edges = len(quads), len(edge)
    face_points = mean(quads, count)
    halves = mean(edge, count)
    beside = rows(which.ravel(), np.repeat(np.arange(n_quads), 4), (n_edges, n_quads))
    number = np.asarray(beside.sum(1)).ravel()
    inner = number == 2
    middle = sparse.diags(1 / number) @ beside @ face_points
    edge_points = sparse.diags(np.where(inner, 0.5, 1.0)) @ halves
    edge_points = edge_points + sparse.diags(np.where(inner, 0.5, 0.0)) @ middle
    old = _old_points(quads, count, edge, halves, face_points, inner)
    corner, along = quads, count + which
    centre = count + n_edges + np.arange(n_quads)
    finer = [
        np.stack([corner[:, k], along[:, k], centre, along[:, k - 1]], axis=1) for k in range(4)
    ]
    # Corner k stays corner k of its part, so that the order of corners is the same everywhere.
    turned = np.stack([np.roll(part, k, axis=1) for k, part in enumerate(finer)], axis=1)
    return turned.reshape(-1, 4), sparse.vstack([old, edge_points, face_points]).tocsr()


def _old_points(
    quads: Whole, count: int, edge: Whole, halves: Matrix, face_points: Matrix, inner: np.ndarray
) -> Matrix:
    around = rows(quads.ravel(), np.repeat(np.arange(len(quads)), 4), (count, len(quads)))
    valence = np.maximum(np.asarray(around.sum(1)).ravel(), 1)
    ends = rows(edge.ravel(), np.repeat(np.arange(len(edge)), 2), (count, len(edge)))
    met = np.maximum(np.asarray(ends.sum(1)).ravel(), 1)
    smooth = (
        sparse.diags(1 / valence**2) @ around @ face_points
        + sparse.diags(2 / (valence * met)) @ ends @ halves
        + sparse.diags((valence - 3) / valence)
    )
    rim = np.zeros(count, bool)
    rim[edge[~inner].ravel()] = True
    kept = sparse.identity(count, format="csr")
    return sparse.diags(rim.astype(float)) @ kept + sparse.diags(1.0 - rim) @ smooth


def mean(groups: Whole, count: int) -> Matrix:
    size = groups.shape[1]
    return (
        rows(np.repeat(np.arange(len(groups)), size), groups.ravel(), (len(groups), count)) / size
    )


def rows(row: Whole, columns: Whole, shape: tuple[int, int]) -> Matrix:
    return sparse.csr_matrix((np.ones(len(row)), (row, columns)), shape=shape)
