"""Which stories does the clinic promise? Writes docs/stories.md from the files of tests/stories.

Each file is a sentence a therapist would say. Its docstring is the story; the names of its
tests are what is promised in it.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/stories.md"
HEAD = """# Stories

What the clinic promises, told by the tests that prove it (`tests/stories`).
Written by `tools/stories.py`: change a story in its test, then run `make stories`.
"""


class NoStory(Exception):
    """A file of tests/stories tells no story, or proves none."""


def page(root: Path) -> str:
    """The whole of docs/stories.md, the stories in the order of their titles.

    Raises NoStory.
    """
    told = sorted(_story(path) for path in (root / "tests/stories").glob("test_*.py"))
    return "\n".join([HEAD, *told])


def _story(path: Path) -> str:
    """The file's name is the title; what its docstring says besides is the story."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    title = _sentence(path.stem)
    words = (ast.get_docstring(tree) or "").removeprefix(f"{title}\n").strip()
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    promises = [_sentence(name) for name in functions if name.startswith("test_")]
    if not words or words == title or not promises:
        raise NoStory(f"{path.name}: wants a story in its docstring, and tests")
    listed = "".join(f"- {one}\n" for one in promises if one != title)
    return f"## {title.removesuffix('.')}\n\n{words}\n" + (f"\n{listed}" if listed else "")


def _sentence(name: str) -> str:
    """'test_a_needle_is_out' -> 'A needle is out.'"""
    words = name.removeprefix("test_").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}."


def main() -> int:
    (ROOT / PAGE).write_text(page(ROOT), encoding="utf-8")
    print(f"{PAGE} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
