"""Which old addresses lead where? Read from `_redirects` and from the front matter of pages."""

import re
from collections.abc import Iterable

from filiform.domain.jekyll import front, permalinks
from filiform.domain.jekyll.addresses import PLACEHOLDER, Address, Directory
from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.remarks import Kind, Remark, Unreadable

FEEDS = ("feed.xml", "atom.xml", "rss.xml", "feed.atom", "index.xml")
OUR_FEED = "/feed.xml"
LONGEST = 500
WAYS = (301, 302, 303, 307, 308)
STATUS = re.compile(r"(\d{3})(!?)")
SAFE_ELSEWHERE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[^\s\\]*)?", re.ASCII)
HOST = re.compile(r"https?://([^/:?#]+)[^/?#]*", re.IGNORECASE)

Rule = tuple[Address, bool]
"""A rule of `_redirects`, and whether it counts before a page of that address ('!')."""


def read(text: str, ours: Iterable[str]) -> tuple[list[Rule], list[Remark]]:
    """The rules of a `_redirects` file in Netlify's form, and what of it was not understood.

    Args:
        ours: the host names of the clinic: a rule for one of them is a local one.
    """
    rules, remarks, known = [], [], frozenset(one.lower() for one in ours)
    for number, line in enumerate(text.splitlines(), start=1):
        parts = _parts(line)
        if not parts:
            continue
        try:
            rules.append(_rule(parts, known))
        except Unreadable as problem:
            remarks.append(Remark(Kind.NOT_UNDERSTOOD, "_redirects", f"line {number}: {problem}"))
    return rules, remarks


def of_documents(
    documents: Iterable[Document], ours: frozenset[str]
) -> tuple[list[Rule], list[Remark]]:
    """`redirect_from` and `redirect_to` of pages, as rules."""
    rules, remarks = [], []
    for one in documents:
        for name, wishes in (("redirect_from", None), ("redirect_to", 1)):
            for wish in front.several(one.front.get(name))[:wishes]:
                try:
                    rules.append(_from(one, wish, ours) if wishes is None else _to(one, wish, ours))
                except Unreadable as problem:
                    remarks.append(Remark(Kind.SKIPPED, one.path, f"{name}: {problem}"))
    return rules, remarks


def of_the_house(paths: Iterable[str], baseurl: str) -> list[Rule]:
    """Old feeds lead to ours, and addresses below the old `baseurl` to those without it."""
    feeds = [one for one in paths if one.rsplit("/", 1)[-1] in FEEDS and one != OUR_FEED[1:]]
    rules = [Address(f"/{one}", leads_to=OUR_FEED, status=301) for one in feeds]
    if baseurl and permalinks.checked(baseurl, baseurl) == baseurl:
        rules.append(Address(f"{baseurl}/*", leads_to="/:splat", status=301, pattern=True))
    return [(one, False) for one in rules]


def without_loops(addresses: list[Address]) -> tuple[list[Address], list[Remark]]:
    """The addresses without the ways that lead round in a circle, and a line for each of these."""
    directory, kept, remarks = Directory.of(addresses), [], []
    for one in addresses:
        if one.leads_to and not one.pattern and directory.answer(one.path) is None:
            says = f"{one.path} leads to {one.leads_to} and back again. Choose where it should end."
            remarks.append(Remark(Kind.SKIPPED, "_redirects", says))
        else:
            kept.append(one)
    return kept, remarks


def local(address: str, ours: frozenset[str]) -> str:
    """An address of the clinic's own host without scheme and host; any other as it is."""
    found = HOST.match(address)
    if found and found[1].lower() in ours:
        rest = address[found.end() :]
        return rest if rest.startswith("/") else f"/{rest}"
    return address


def _parts(line: str) -> list[str]:
    return re.split(r"(?:^|\s)#", line, maxsplit=1)[0].split()


def _rule(parts: list[str], ours: frozenset[str]) -> Rule:
    old, there, status, forced = _read_parts(parts, ours)
    names = PLACEHOLDER.findall(old)
    pattern = bool(names) or old.endswith("/*")
    if "*" in old.removesuffix("/*") or len({*names, "splat"}) <= len(names):
        raise Unreadable(f"{old}: a '*' stands at the end only, and each ':name' once.")
    if status in WAYS:
        target = _target(there, ours)
        return Address(old, leads_to=target, status=status, pattern=pattern), forced
    if status in (200, 404) and there.startswith("/") and ":" not in there:
        return Address(old, leads_to=there, status=status, pattern=pattern), forced
    raise Unreadable(f"status {status} for {there} asks another service. It is left out.")


def _read_parts(parts: list[str], ours: frozenset[str]) -> tuple[str, str, int, bool]:
    """Old address, new address, status, forced. Raises Unreadable."""
    if any("=" in one and not one.startswith(("/", "http")) for one in parts[1:]):
        raise Unreadable("a condition or a query is not understood. The rule is left out.")
    if len(parts) not in (2, 3):
        raise Unreadable("write the old address, the new one, and perhaps 301.")
    code = STATUS.fullmatch(parts[2]) if len(parts) == 3 else STATUS.fullmatch("301")
    if code is None:
        raise Unreadable(f"{parts[2]!r} is no status such as 301.")
    old = local(parts[0], ours)
    if not old.startswith("/"):
        raise Unreadable(f"{parts[0]} is no address of this site.")
    wish = old.removesuffix("/*")
    path = permalinks.checked(wish, wish) if wish else ""
    return path + old[len(wish) :], parts[1], int(code[1]), bool(code[2])


def _from(one: Document, old: str, ours: frozenset[str]) -> Rule:
    bare = local(old, ours).partition("#")[0].partition("?")[0]
    return Address(permalinks.checked(bare, old), leads_to=one.address, status=301), False


def _to(one: Document, there: str, ours: frozenset[str]) -> Rule:
    return Address(one.address, leads_to=_target(there, ours), status=301), True


def _target(there: str, ours: frozenset[str]) -> str:
    """Where a way leads: within the site or, by http(s) and with a plain host, elsewhere."""
    there = local(there, ours)
    if len(there) > LONGEST:
        raise Unreadable("the new address is far too long.")
    if there.startswith("/") and not there.startswith("//") and "\\" not in there:
        bare = there.partition("#")[0].partition("?")[0]
        return permalinks.checked(bare, there) + there[len(bare) :]
    if SAFE_ELSEWHERE.fullmatch(there):
        return there
    raise Unreadable(f"{there} is no address that a visitor may be sent to.")
