"""What does a visitor read? The clinic's own words from a folder, and what we know of it."""

from filiform.web.pages.mending import problems

__all__ = ["problems"]
