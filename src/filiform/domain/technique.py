"""How is a needle held and led: at which angle, tilted where, from which grip?"""

from dataclasses import dataclass
from enum import StrEnum


class Angle(StrEnum):
    """Between needle and skin."""

    PERPENDICULAR = "perpendicular"
    OBLIQUE = "oblique"
    TANGENTIAL = "tangential"


class Tilt(StrEnum):
    """Where the tip points besides inward; NONE: nowhere else."""

    NONE = ""
    MEDIAL = "medial"
    LATERAL = "lateral"
    CRANIAL = "cranial"
    CAUDAL = "caudal"


class Grip(StrEnum):
    """What the other hand does with the tissue."""

    FLAT = "flat"
    PINCER = "pincer"


class Posture(StrEnum):
    """How the patient is placed."""

    SITTING = "sitting"
    LYING = "lying"


@dataclass(frozen=True)
class Technique:
    """How one needle goes in; None: the therapist has not said it."""

    angle: Angle | None = None
    tilt: Tilt | None = None
    grip: Grip | None = None

    def __str__(self) -> str:
        """What was said of it, in words; '' where nothing was."""
        said = [self.angle.value] if self.angle else []
        if self.tilt is not None:
            said.append(f"tip tilted {self.tilt.value}" if self.tilt else "no tilt")
        return ", ".join([*said, f"{self.grip.value} grip"] if self.grip else said)


UNSAID = Technique()
