"""How hard does Hypothesis try here? Enough to find a slip, and the same examples every time."""

from hypothesis import settings

settings.register_profile("steady", max_examples=25, deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
