"""Where on the skin is it? A place is kept on the mesh of the body, never as pixels.

One record is then shown in every view, sex and build, and outlives a redrawn
picture. `mesh` names the base mesh and how its faces are numbered; without it a
face number means nothing, and an old record keeps the mesh it was made on.
"""

from dataclasses import dataclass

from filiform.domain.refusal import Refusal

MESH = "makehuman-hm08-8e761e6624b8-body-fan"
"""hm08 (CC0), group `body`: quad q in file order is the triangles 2q and 2q + 1."""

FACES = 26_756
WHOLE = 1_000_000


class PointUnreadable(Refusal):
    says = "That place could not be read from the chart. Tap it again, or choose it from the list."


@dataclass(frozen=True)
class BodyPoint:
    """A point of the skin: a face, and the weights of its first two corners.

    Attributes:
        mesh: version of the mesh that numbers the faces.
        face: 0 .. FACES - 1.
        first, second: weights in millionths; the third corner has the rest.
    """

    face: int
    first: int
    second: int
    mesh: str = MESH

    @property
    def third(self) -> int:
        """Weight of the third corner in millionths."""
        return WHOLE - self.first - self.second

    def plain(self) -> list[int]:
        """[face, first, second], as it is kept and sent beside the mesh's name."""
        return [self.face, self.first, self.second]


def read_point(raw: object, mesh: str = MESH) -> BodyPoint:
    """The point in what a browser sent: [face, first, second], whole numbers.

    Raises:
        PointUnreadable: another shape, an unknown mesh or face, or weights below
            nothing or together above the whole.
    """
    match raw:
        case [int(face), int(first), int(second)] if _is_on_mesh(mesh, face, first, second):
            return BodyPoint(face, first, second, mesh)
        case _:
            raise PointUnreadable


def _is_on_mesh(mesh: str, *numbers: int) -> bool:
    face, first, second = numbers
    whole = not any(isinstance(number, bool) for number in numbers)
    inside = min(first, second) >= 0 and first + second <= WHOLE
    return whole and mesh == MESH and 0 <= face < FACES and inside
