"""Which files are the repository's? What git keeps, or would keep if it were added now."""

import ast
import gc
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", "__pycache__", "data", "test-results"}


def files(root: Path, *folders: str, ending: str = "") -> list[Path]:
    """Every file under the folders (all of the tree when none is named), sorted."""
    places = [root / folder for folder in folders] or [root]
    return sorted(
        path
        for path in _kept(root)
        if path.name.endswith(ending) and any(path.is_relative_to(place) for place in places)
    )


def parsed(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file as a tree, with the name to complain about."""
    for path in files(root, *folders, ending=".py"):
        yield path.relative_to(root).as_posix(), _tree(path.read_text())


def _tree(text: str) -> ast.Module:
    """The text as a tree. What a browser test left behind may be collected while Python 3.11
    builds it, which then loses count of its own depth (SystemError): so not now."""
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def nothing(found: list[str]) -> None:
    """Asserts that nothing was found, and says all that was."""
    assert not found, "\n" + "\n".join(found)


def plant(root: Path, **content: str) -> Path:
    """Makes a small tree for a test: `plant(tmp_path, **{"web/chart.py": "…"})`."""
    for name, text in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def _kept(root: Path) -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists():
        said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        paths = [root / name for name in said.stdout.split("\0") if name]
        return [path for path in paths if path.is_file()]
    return [
        path
        for path in root.rglob("*")
        if path.is_file() and not LEFT_OUT & set(path.relative_to(root).parts)
    ]
