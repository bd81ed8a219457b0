"""How does a test spoil a copy of the shipped tables?"""

import shutil
from pathlib import Path

from filiform.knowledge.reading import HERE


def copied(to: Path) -> Path:
    """A folder with a copy of every shipped table."""
    for path in HERE.glob("*.toml"):
        shutil.copy(path, to)
    return to


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Puts `new` for the first `old` in a table that holds it."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
