"""What came of an import, file by file and remark by remark?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.places import (
    CONFIG,
    REDIRECTS,
    TYPES,
    Place,
    ending,
    is_named,
    is_of_the_workshop,
    place_of,
)
from filiform.domain.jekyll.reading import Site
from filiform.domain.jekyll.remarks import Kind, Remark

OURS = ("feed.xml", "atom.xml", "rss.xml", "sitemap.xml")
KINDS = {"pages": "page", "posts": "post"}
KEPT_ONLY = "kept for the export; not shown"


@dataclass(frozen=True)
class Changes:
    """What an import does to the files; paths in order. `ours` were edited here since."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    same: int = 0

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.gone)


@dataclass(frozen=True)
class Report:
    """`fates` says of every file what became of it; `remarks` what else is to be known."""

    changes: Changes
    fates: Mapping[str, str]
    remarks: tuple[Remark, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def of_kind(self, kind: Kind) -> list[Remark]:
        return [one for one in self.remarks if one.kind is kind]

    def as_data(self) -> dict[str, Any]:
        """The report as it is kept."""
        return {
            "changes": dict(vars(self.changes)),
            "fates": dict(self.fates),
            "remarks": [[one.kind.value, one.file, one.says] for one in self.remarks],
            "counts": dict(self.counts),
        }


def report(site: Site, paths: Iterable[str], changes: Changes, remarks: Iterable[Remark]) -> Report:
    """The report of a site whose files are at `paths`; remarks in order, each once."""
    remarks = [*site.remarks, *remarks]
    skipped = {one.file: one.says for one in remarks if one.kind is Kind.SKIPPED}
    fates = {path: _fate(path, site, skipped) for path in sorted(paths)}
    ours = [
        Remark(Kind.SKIPPED, path, "was edited here since; the folder's words are not taken.")
        for path in changes.ours
    ]
    every = sorted({*remarks, *ours})
    return Report(changes, fates, tuple(every), _counts(site))


def lines(done: Report, *, every_file: bool) -> list[str]:
    """The report as the command prints it."""
    some = [f"{name} {many}" for name, many in done.counts.items() if many]
    said = [f"The site: {', '.join(some) or 'nothing that is shown'}."]
    said += _changes(done.changes)
    if every_file:
        said += ["", "Every file:", *(f"  {path}: {fate}" for path, fate in done.fates.items())]
    for kind in Kind:
        found = done.of_kind(kind)
        if found:
            said += ["", f"{kind.capitalize()} ({len(found)}):"]
            said += [f"  {says}: {', '.join(files)}" for says, files in grouped(found)]
    return said


def grouped(remarks: Iterable[Remark]) -> list[tuple[str, list[str]]]:
    """Each sentence once, with every file that it is said of."""
    by_sentence: dict[str, list[str]] = {}
    for one in remarks:
        by_sentence.setdefault(one.says.rstrip("."), []).append(one.file)
    return list(by_sentence.items())


def _changes(changes: Changes) -> list[str]:
    if not changes.any:
        return [f"Nothing changed: {changes.same} files are as they were."]
    parts = [("new", changes.added), ("changed", changes.changed), ("gone", changes.gone)]
    some = ", ".join(f"{len(paths)} {name}" for name, paths in parts)
    return [f"Files: {some}, {changes.same} as they were."]


def _counts(site: Site) -> dict[str, int]:
    served = {one.file for one in site.addresses if one.status == 200 and not one.pattern}
    kinds = [one.kind for one in site.documents if one.path in served]
    return {
        "pages": kinds.count("pages"),
        "posts": kinds.count("posts"),
        "documents of collections": sum(one not in KINDS for one in kinds),
        "kept back (drafts and unpublished)": sum(bool(one.held) for one in site.documents),
        "pictures and papers": len(served & site.assets),
        "ways from old addresses": sum(bool(one.leads_to) for one in site.addresses),
        f"lines of the menu ({site.menu_from})": len(site.menu),
    }


def _fate(path: str, site: Site, skipped: Mapping[str, str]) -> str:
    one = site.by_path.get(path)
    if one is not None and one.held:
        return f"kept, not public: {one.held}"
    if path in skipped and path not in (*CONFIG, REDIRECTS):
        return f"{KEPT_ONLY}: {skipped[path]}"
    if one is not None:
        return _of_a_page(one, site)
    return f"at /{path}" if path in site.assets else _of_the_rest(path, site)


def _of_a_page(one: Document, site: Site) -> str:
    if not one.address:
        return "read; it has no page of its own"
    way = next((row for row in site.addresses if row.path == one.address and row.leads_to), None)
    if way is not None:
        return f"{one.address} leads to {way.leads_to}"
    return f"{KINDS.get(one.kind, one.kind)} at {one.address}"


def _of_the_rest(path: str, site: Site) -> str:
    """What became of a file that is neither read nor served."""
    place = place_of(path, dict(site.config.folders))
    if place in (Place.CONFIG, Place.DATA, Place.REDIRECTS, Place.INCLUDE):
        return "read"
    if place is Place.LAYOUT:
        return "read; the frame of a whole page is replaced by filiform's own"
    if path.rsplit("/", 1)[-1] in OURS:
        return f"{KEPT_ONLY}: filiform makes its own"
    if is_of_the_workshop(path) or is_named(path, site.config.exclude):
        return f"{KEPT_ONLY}: of the workshop"
    if place is Place.ASSET and ending(path) not in TYPES:
        return f"{KEPT_ONLY}: '{ending(path)}' is not a kind that is served"
    return KEPT_ONLY
