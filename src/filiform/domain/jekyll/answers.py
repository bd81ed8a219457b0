"""Which file or way answers at each address of a site, and who wins where two want the same?"""

from collections.abc import Iterable
from dataclasses import replace

from filiform.domain.jekyll import redirects
from filiform.domain.jekyll.addresses import Address, fill, variants
from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.redirects import Rule
from filiform.domain.jekyll.remarks import Kind, Remark

Answered = tuple[list[Address], list[Remark]]


def answers(
    documents: Iterable[Document],
    assets: Iterable[str],
    rules: list[Rule],
    *,
    ours: frozenset[str],
    paged: str,
) -> Answered:
    """Every address once; a file comes before a rule, but after one that is written with '!'.

    `paged` is how later pages of a list are called, such as '/page:num/', or ''.
    """
    public = [one for one in documents if one.address and not one.held]
    asked, refused = redirects.of_documents(public, ours)
    rules = [*rules, *asked, *([_of_pagination(paged)] if paged else [])]
    files, doubled = _files(public, assets)
    ways, beaten = _ways(rules, files)
    kept = [_unless_forced(one, [rule for rule, first in rules if first]) for one in files.values()]
    sound, loops = redirects.without_loops([*kept, *ways])
    return sound, [*refused, *doubled, *beaten, *loops]


def _files(
    public: list[Document], assets: Iterable[str]
) -> tuple[dict[str, Address], list[Remark]]:
    """Address -> file of pages and assets; of two files at one address the first is served."""
    taken: dict[str, Address] = {}
    remarks = []
    wishes = [(one.address, one.path) for one in public]
    for address, path in [*wishes, *((f"/{one}", one) for one in sorted(assets))]:
        there = taken.setdefault(address, Address(address, file=path))
        if there.file != path:
            says = f"wants {address}, which {there.file} has already. Give it another permalink."
            remarks.append(Remark(Kind.SKIPPED, path, says))
    return taken, remarks


def _ways(rules: list[Rule], files: dict[str, Address]) -> Answered:
    """The rules as addresses, exact ones first; each address once."""
    ways: dict[str, Address] = {}
    remarks = []
    by_path = {one.path.rstrip("/"): one.file for one in files.values()}
    for rule, forced in rules:
        page = "" if rule.pattern else by_path.get(rule.path.rstrip("/"), "")
        if page and not forced and rule.path != rule.leads_to:
            says = f"{rule.path} is a page itself, so its way to {rule.leads_to} does not count."
            remarks.append(Remark(Kind.SKIPPED, page, says))
        elif not page:
            way = _shown(rule, files) if rule.status in (200, 404) else rule
            if way is None:
                says = f"{rule.path} should show {rule.leads_to}, which is not there."
                remarks.append(Remark(Kind.MISSING, "_redirects", says))
            else:
                ways.setdefault(rule.path, way)
    return sorted(ways.values(), key=lambda one: one.pattern), remarks


def _shown(rule: Address, files: dict[str, Address]) -> Address | None:
    """A rule that shows another page without a way there, with the file of that page."""
    found = next((files[one] for one in variants(rule.leads_to) if one in files), None)
    return replace(rule, file=found.file, leads_to="") if found else None


def _unless_forced(file: Address, forced: list[Address]) -> Address:
    """The file at its address, or the way that is written with '!' for it."""
    for rule in forced:
        way = fill(rule, file.path) if rule.pattern else rule
        if way is not None and way.path.rstrip("/") == file.path.rstrip("/") and way.leads_to:
            return Address(file.path, leads_to=way.leads_to, status=way.status)
    return file


def _of_pagination(wish: str) -> Rule:
    """The later pages of a paged list lead to the list, which is shown whole."""
    old = "/" + wish.strip("/").replace(":num", ":number")
    whole = old.rpartition("/")[0] or "/"
    return Address(old, leads_to=whole, status=301, pattern=True), False
