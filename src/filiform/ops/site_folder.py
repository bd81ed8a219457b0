"""Which files lie in a Jekyll folder on the disk, and which cannot be brought in?"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from filiform.domain.jekyll.places import DATA, HTML, WRITTEN, ending
from filiform.domain.jekyll.remarks import Kind, Remark

BUILT = {
    "_site": "what Jekyll builds",
    "node_modules": "programs",
    "vendor/bundle": "programs",
    "vendor/cache": "programs",
    ".git": "the history of the folder",
    ".jekyll-cache": "what Jekyll builds",
    ".jekyll-metadata": "what Jekyll builds",
    ".sass-cache": "what Jekyll builds",
    ".bundle": "programs",
    ".DS_Store": "of the desktop",
}
"""Files and folders that are no part of the site itself; named once and left where they are."""

LARGEST_TEXT, LARGEST = 1_000_000, 15_000_000
LONGEST = 400
MOST_FILES = 20_000
TEXTS = (*WRITTEN, *HTML, *DATA)


@dataclass
class Folder:
    """What was found: `files` by their path in the folder, and a remark for all that was not."""

    root: Path
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def refuse(self, path: str, says: str) -> None:
        """Names a file that stays outside; what is here already of it stays too."""
        self.files[path] = ""
        self.remarks.append(Remark(Kind.SKIPPED, path, says))


def read_folder(root: Path, *, seen: Callable[[int], None] = lambda many: None) -> Folder:
    """The files of a folder with the SHA-256 of each, and the words of those that are text.

    Args:
        seen: is told from time to time how many files were read.
    """
    folder = Folder(root.resolve())
    for number, path in enumerate(_paths(folder), start=1):
        if number > MOST_FILES:
            says = f"more than {MOST_FILES} files; those after it are left out."
            folder.remarks.append(Remark(Kind.SKIPPED, path, says))
            break
        _read(folder, path)
        seen(number)
    return folder


def _paths(folder: Folder) -> Iterator[str]:
    """Every file in order, without what is no part of the site."""
    for here, folders, names in os.walk(folder.root):
        within = Path(here).relative_to(folder.root)
        whole = {name: (within / name).as_posix() for name in (*folders, *names)}
        built = {name: BUILT.get(name) or BUILT.get(path) for name, path in whole.items()}
        for name in sorted(name for name, why in built.items() if why):
            says = f"{built[name]}; left where it is."
            folder.remarks.append(Remark(Kind.NOT_USED, whole[name], says))
        folders[:] = sorted(name for name in folders if not built[name])
        for name in [one for one in folders if (Path(here) / one).is_symlink()]:
            folder.refuse(_told(within / name), "a link to a folder. Put the folder itself here.")
        yield from ((within / name).as_posix() for name in sorted(names) if not built[name])


def _read(folder: Folder, path: str) -> None:
    said = _told(Path(path))
    try:
        full = folder.root / path
        problem = _problem(folder, path, full)
        content = b"" if problem else full.read_bytes()
    except (OSError, RuntimeError):  # a link that leads to itself is either
        problem, content = "this file cannot be opened.", b""
    if problem:
        folder.refuse(said, problem)
        return
    folder.files[path] = hashlib.sha256(content).hexdigest()
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return
    if "\0" not in text:
        folder.texts[path] = text


def _problem(folder: Folder, path: str, full: Path) -> str:
    """Why a file cannot be brought in, in a sentence; '' where it can. Raises OSError."""
    if _told(Path(path)) != path:
        return "its name is not in UTF-8. Rename it."
    if len(path) > LONGEST:
        return f"its path has more than {LONGEST} letters. Move or rename it."
    if not full.resolve().is_relative_to(folder.root):
        return "this link leads out of the folder. Put the file itself here."
    if not full.is_file():
        return "this is not a file that can be read."
    most = LARGEST_TEXT if ending(path) in TEXTS else LARGEST
    if full.stat().st_size > most:
        return f"larger than {most // 1_000_000} MB. Make it smaller."
    return ""


def _told(path: Path) -> str:
    """The path in letters that can be printed."""
    return path.as_posix().encode(errors="replace").decode().replace("\0", "?")
