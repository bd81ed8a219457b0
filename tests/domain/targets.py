"""Which muscles do these tests needle?"""

from decimal import Decimal

from filiform.domain.anatomy import Region, Target
from filiform.domain.ledger import NeedleSize

SOLEUS = Target(
    key="soleus",
    name="Soleus",
    regions=frozenset({Region.LEG}),
    deep=False,
    lung=False,
    level="standard",
    at_risk="tibial nerve",
    technique="pincer",
    needle="30-50 mm",
    longest_mm=50,
    sources=("SOL-20",),
    tag="source",
    needs_review=False,
)


def needle(length_mm: int = 30) -> NeedleSize:
    """A needle of the usual thickness."""
    return NeedleSize(Decimal("0.25"), length_mm)
