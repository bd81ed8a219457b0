"""Which muscles and drawings do the referral tests speak of?"""

from hypothesis import strategies as st

from filiform.domain.anatomy import Side
from filiform.domain.referral import SIDES, Drawn, Pattern

REGIONS = ("arm", "back", "calf", "ear", "heel", "neck")

TRAPEZIUS = Pattern("trapezius", frozenset({"neck", "ear"}), frozenset({"back"}))
SOLEUS = Pattern("soleus", frozenset({"heel"}), frozenset({"calf", "back"}))
LEVATOR = Pattern("levator", frozenset({"neck"}), frozenset({"back"}))
PATTERNS = (TRAPEZIUS, SOLEUS, LEVATOR)


def left(*regions: str) -> list[Drawn]:
    return [Drawn(region, Side.LEFT) for region in regions]


def right(*regions: str) -> list[Drawn]:
    return [Drawn(region, Side.RIGHT) for region in regions]


def _pattern(key: str, places: dict[str, bool]) -> Pattern:
    main = frozenset(place for place, is_main in places.items() if is_main)
    return Pattern(key, main, frozenset(places) - main)


regions = st.sampled_from(REGIONS)
places = st.dictionaries(regions, st.booleans(), min_size=1)
muscles = st.sampled_from(("biceps", "levator", "soleus", "trapezius"))
patterns = st.dictionaries(muscles, places, min_size=1).map(
    lambda named: [_pattern(key, places) for key, places in named.items()]
)
drawn = st.builds(Drawn, regions, st.sampled_from((*SIDES, Side.MIDDLE)))
drawings = st.lists(drawn, max_size=8)
