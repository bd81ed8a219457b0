"""Do the documents name only things that exist?"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from filiform.__main__ import COMMANDS
from tests.house.repository import ROOT, files, nothing, plant

FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
A_PATH = re.compile(r"^[\w.-]+(?:/[\w.-]+)*/?$")
A_FILE = re.compile(r"\.(?:py|toml|md|html|css|js|sh|txt|svg|json)$")
MAKE = re.compile(r"^(?:\w+=\S+ )*make ([a-z][a-z-]*)", re.MULTILINE)
COMMAND = re.compile(r"^(?:\S*/)?filiform ([a-z][a-z_-]*)", re.MULTILINE)
# A path in a document may be told from any of these.
STARTS = ("", "src/filiform", "src/filiform/static", "src/filiform/templates", "docs", "tests")

Knows = Callable[[str], bool]


def documents(root: Path) -> list[Path]:
    """Every document but the clinic's own words, which are content and not about the code."""
    return [
        path
        for path in files(root, ending=".md")
        if not path.is_relative_to(root / "src/filiform/content")
        and not path.is_relative_to(root / "tests")
    ]


def missing(root: Path, knows_command: Knows) -> list[str]:
    """Everything the documents name that is not there."""
    found = []
    kept = _kept(root)
    for path in documents(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text()
        prose = FENCE.sub("", text)
        spans = SPAN.findall(prose)
        code = "\n".join([*(line.strip() for line in _fenced(text)), *spans])
        wrong = [
            *(f"link {link}" for link in LINK.findall(prose) if not _link_leads(path, link)),
            *(f"path {span}" for span in spans if not _is_there(kept, name, span)),
            *(f"make {word}" for word in MAKE.findall(code) if word not in _targets(root)),
            *(f"filiform {word}" for word in COMMAND.findall(code) if not knows_command(word)),
        ]
        found += [f"{name}: {thing}" for thing in wrong]
    return found


def _fenced(text: str) -> list[str]:
    lines = [line for block in FENCE.finditer(text) for line in block.group().splitlines()[1:-1]]
    return [line.strip().removeprefix("$ ") for line in lines]


def _link_leads(document: Path, link: str) -> bool:
    target, _, _anchor = link.partition("#")
    if not target or re.match(r"^[a-z]+:", target):
        return True  # within the page, or elsewhere
    return (document.parent / target).exists()


def _is_there(kept: set[str], document: str, span: str) -> bool:
    """Whether a back-ticked word that looks like a path of ours leads to something."""
    if not A_PATH.match(span):
        return True
    name = span.rstrip("/")
    starts = (document.rpartition("/")[0], *STARTS)
    if "/" not in name:
        # A word, or a folder told by one word, may mean anything; a file's name means a file.
        return not A_FILE.search(name) or any(path.endswith(f"/{name}") for path in kept)
    first = name.split("/")[0]
    if not any(f"/{start}/{first}".replace("//", "/") in kept for start in starts):
        return True  # not a path of ours: and/or, text/html, America/Denver
    return any(f"/{start}/{name}".replace("//", "/") in kept for start in starts)


def _kept(root: Path) -> set[str]:
    """Every file and folder of the repository, as `/src/filiform/domain`."""
    paths = {path.relative_to(root) for path in files(root)}
    return {f"/{one.as_posix()}" for path in paths for one in (path, *path.parents)}


def _targets(root: Path) -> set[str]:
    makefile = root / "Makefile"
    text = makefile.read_text() if makefile.exists() else ""
    return set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))


def filiform_knows(name: str) -> bool:
    """That each of these explains itself is proven in tests/ops/test_the_command.py."""
    return name in COMMANDS


def test_the_documents_name_only_what_exists() -> None:
    nothing(missing(ROOT, filiform_knows))


def test_the_command_knows_what_it_does_not_know() -> None:
    assert filiform_knows("run")
    assert not filiform_knows("dance")


def a_repository_saying(root: Path, text: str) -> Path:
    return plant(
        root,
        **{
            "README.md": text,
            "docs/vocabulary.md": "",
            "Makefile": "run:\n\ttrue\n",
            "src/filiform/domain/ledger.py": "",
        },
    )


@pytest.mark.parametrize(
    "text",
    [
        "[words](docs/words.md)",
        "[picture ![x](docs/none.png)](docs/vocabulary.md)",
        "`src/filiform/domain/needles.py`",
        "`domain/needles.py`",
        "`needles.py`",
        "`make dance`",
        "`PORT=8000 make dance`",
        "```\n$ make dance\n```",
        "`filiform dance`",
        "```sh\n.venv/bin/filiform dance --now\n```",
    ],
)
def test_what_is_not_there_is_found(tmp_path: Path, text: str) -> None:
    a_repository_saying(tmp_path, text)
    assert len(missing(tmp_path, lambda name: name == "run")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[words](docs/vocabulary.md#count) and [elsewhere](https://clinic.example/docs/x.md)",
        "`src/filiform/domain/ledger.py` `domain/ledger.py` `ledger.py` `domain/`",
        "`America/Denver`, `text/html`, `GET /book/`, `actions/<deed>.py`, `docs/*.md`",
        "`make run`, `PORT=8001 make run`\n```\nmake run\n```\nfiliform can make things easy",
        "`filiform run` and `.venv/bin/filiform run`",
    ],
)
def test_what_is_there_is_left_alone(tmp_path: Path, text: str) -> None:
    a_repository_saying(tmp_path, text)
    assert missing(tmp_path, lambda name: name == "run") == []
