"""What did the patients of the tests draw? Strokes of the skin, as a browser sends them."""

from typing import Any

from filiform.domain.surface import MESH


def stroke(*points: list[int], kind: str = "dull", width: int = 40) -> dict[str, Any]:
    return {"kind": kind, "width": width, "points": list(points), "mesh": MESH}


LOW_BACK = stroke([21528, 122642, 597316], [20806, 127368, 483353], [20796, 398006, 252984])
LEFT_SHIN = stroke([22050, 253517, 500024], kind="burning")
