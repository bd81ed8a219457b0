"""What does somebody answer who may be needled anywhere?"""

from filiform.domain.answers import Answer
from filiform.domain.screening import Screening, screen
from filiform.knowledge.screening import RULES, asked, for_rules

HEALTHY: dict[str, Answer] = {
    **{one.key: "no" for one in asked({"age_years": 60}) if one.kind == "yes_no"},
    "age_years": 60,
    "wants_needling": "yes",
    "needle_feeling": "fine",
    "eaten_today": "yes",
    "after_visit": ("none",),
    "blood_infection": "no",
    "can_decide": "yes",
    "finding_clear": "yes",
    "thin_or_curved": "no",
    "frail": "no",
    "medicines_seen": ("none",),
}


def judged(**answers: Answer) -> Screening:
    return screen(RULES, for_rules({**HEALTHY, **answers}))
