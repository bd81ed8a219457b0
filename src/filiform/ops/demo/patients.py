"""Who are the sixty patients of the demo clinic? Nobody: the names are made up."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from filiform.ops.demo import cast
from filiform.ops.demo.complaints import COMPLAINTS, NECK, Complaint

GIVEN = (
    "Amara", "Anselm", "Beatriz", "Bohdan", "Calla", "Chidi", "Dagny", "Davit", "Eluned",
    "Emeka", "Farida", "Fenton", "Giulia", "Hana", "Hektor", "Ines", "Ishaan", "Jarek",
    "Joaquin", "Kaia", "Kofi", "Leilani", "Linnea", "Lucjan", "Maelle", "Malik", "Marisol",
    "Nadia", "Nikolai", "Odalys", "Omari", "Paloma", "Petra", "Quentin", "Ravi", "Renske",
    "Rosalind", "Saanvi", "Samir", "Sigrid", "Soren", "Tadao", "Tamsin", "Teodor", "Uma",
    "Valentin", "Wambui", "Willa", "Xiomara", "Yara", "Yusuf", "Zahra", "Zdenek", "Alma",
    "Bram", "Citlali", "Desta", "Ewa", "Folake",
)  # fmt: skip
FAMILY = (
    "Fernhollow", "Quillwater", "Okwandu", "Vaskelin", "Brightmoor", "Tamarindo", "Oakenfield",
    "Serrabosque", "Windhaver", "Nakamori", "Thistlewood", "Balogunde", "Larkspurn", "Montclaro",
    "Ironbrook", "Petrovane", "Ashgrove-Lin", "Delmarsh", "Kowalbrook", "Rainfeather", "Saltzwind",
    "Chandravel", "Emberley", "Hollowmere", "Adeyrock", "Juniperson", "Winterbaum", "Castelrio",
    "Mossgard", "Tahirwood",
)  # fmt: skip

YES, PLACES_LEFT_ARM = "yes", ["ARM:left"]
HEALTH: tuple[dict[str, Any], ...] = (
    {"antiplatelet": YES, "antiplatelet_two": "no", "medicines": "aspirin 81 mg"},
    {"needle_trouble": YES, "fainted": YES, "bad_reaction": "no", "needle_feeling": "nervous"},
    {
        "diabetes": YES,
        "diabetes_controlled": YES,
        "diabetes_nerves": "no",
        "medicines": "metformin",
    },
    {"anticoagulant": YES, "warfarin_inr": "not_warfarin", "medicines": "apixaban 5 mg, twice"},
    {"allergies": YES, "metal_allergy": YES, "metal_severity": "mild", "skin_allergy": "no"},
    {"implants": YES, "joint_or_metal": YES, "metal_places": ["FOOT:left"]},
    {"after_visit": ["altitude", "drive"]},
    {"needle_feeling": "very_afraid"},
    {"heart_lungs": YES, "lung_collapse": YES},
    {"immune": YES, "medicines": "methotrexate, once a week"},
    {"implanted_device": YES, "device_places": ["HIP-BUTTOCK:right"]},
    {"seizures": YES, "seizures_controlled": YES},
    {"cancer": YES, "lymphoedema": YES, "lymphoedema_places": PLACES_LEFT_ARM},
    {"body_conditions": YES, "thick_scars": YES},
)
"""What some of them live with; every other one has nothing to declare."""


@dataclass(frozen=True)
class Player:
    """One made-up patient.

    Attributes:
        course: 'better', 'same' or 'worse': where the pain goes over the visits.
        past: how many visits lie behind them.
    """

    number: int
    given: str
    family: str
    born_on: date
    phone: str
    complaint: Complaint
    side: str
    health: dict[str, Any]
    therapist: str
    course: str
    first_pain: int
    past: int

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def email(self) -> str:
        return cast.email(self.name)

    def chance(self, seed: str) -> Random:
        """This patient's own luck: the same on every day the demo is built for."""
        return Random(f"{seed} patient {self.number}")


def players(seed: str, number: int) -> list[Player]:
    """The first `number` of the sixty, Ada Rivera before all."""
    chance = Random(f"{seed} players")
    names = list(zip(GIVEN, (*FAMILY, *reversed(FAMILY)), strict=False))
    chance.shuffle(names)
    return [_ada(), *(_player(n, names[n - 1], chance) for n in range(1, number))]


def _ada() -> Player:
    given, family = cast.ADA.split()
    return Player(
        number=0,
        given=given,
        family=family,
        born_on=date(1987, 5, 14),
        phone="303-555-0100",
        complaint=NECK,
        side="left",
        health={},
        therapist=cast.THERAPISTS[0].name,
        course="better",
        first_pain=7,
        past=5,
    )


def _player(number: int, name: tuple[str, str], chance: Random) -> Player:
    course = "worse" if number in (19, 41) else chance.choice(("better", "better", "same"))
    return Player(
        number=number,
        given=name[0],
        family=name[1],
        born_on=date(chance.randint(1944, 2004), chance.randint(1, 12), chance.randint(1, 28)),
        phone=f"{'303' if number % 2 else '720'}-555-01{number:02}",
        complaint=COMPLAINTS[number % len(COMPLAINTS)],
        side=chance.choice(("left", "right")),
        health=dict(HEALTH[number // 4 % len(HEALTH)]) if number % 4 == 2 else {},
        therapist=_therapist(number),
        course=course,
        first_pain=chance.randint(4, 8),
        past=4 if course == "worse" else chance.choice((1, 1, 2, 2, 2, 3, 4)),
    )


def _therapist(number: int) -> str:
    """Most go to the three who may needle; a few to Jonas, and two to Imani."""
    if number in (11, 29):
        return cast.THERAPISTS[3].name
    if number % 10 == 7:
        return cast.THERAPISTS[4].name
    return cast.THERAPISTS[number % 3].name
