"""What answers at an address of a clinic's site: a file, or the way to another address?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

MOST_STEPS = 10
PLACEHOLDER = re.compile(r":([A-Za-z_]\w*)")
TAIL = re.compile(r"(?:/index)?(?:\.html?)?/?$", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """One address and what it leads to.

    Attributes:
        path: begins with '/'; with `pattern`, a rule such as '/news/*' or '/team/:name'.
        file: the path of the file that answers here, '' where a way leads elsewhere.
        leads_to: a local address or one with a scheme, '' where a file answers.
        status: 200 or 404 with a file; 301, 302, 303, 307 or 308 with a way.
    """

    path: str
    file: str = ""
    leads_to: str = ""
    status: int = 200
    pattern: bool = False


def stem(path: str) -> str:
    """What is common to '/a', '/a/', '/a.html' and '/a/index.html'."""
    return TAIL.sub("", path, count=1)


def variants(path: str) -> tuple[str, ...]:
    """The addresses under which the same page may have been known, the likeliest first."""
    bare = stem(path)
    return (path, f"{bare}/", f"{bare}.html", bare, f"{bare}/index.html", f"{bare}.htm")


@dataclass(frozen=True)
class Directory:
    """Every address of a site, asked by a visitor."""

    exact: dict[str, Address] = field(default_factory=dict)
    rules: tuple[Address, ...] = ()

    @classmethod
    def of(cls, addresses: Iterable[Address]) -> "Directory":
        """The first of two with the same path counts."""
        exact: dict[str, Address] = {}
        rules = []
        for one in addresses:
            if one.pattern:
                rules.append(one)
            else:
                exact.setdefault(one.path, one)
        return cls(exact, tuple(rules))

    def answer(self, path: str) -> Address | None:
        """What a visitor gets: a file at this very address, or one way to where it is now.

        Never a way that ends where it began. None where nothing answers.
        """
        first, seen, here = None, {stem(path)}, path
        for _ in range(MOST_STEPS):
            found = self._at(here)
            if found is None:
                return first
            if found.file:
                return self._arrived(first, found, path)
            first = Address(path, leads_to=found.leads_to, status=(first or found).status)
            here = found.leads_to.partition("#")[0].partition("?")[0]
            if not here.startswith("/"):
                return first
            if stem(here) in seen and not self._is_file(here):
                return None
            seen.add(stem(here))
        return None

    def _at(self, path: str) -> Address | None:
        """The entry for an address or a variant of it, else the first rule that fits."""
        known = [self.exact[one] for one in variants(path) if one in self.exact]
        files = [one for one in known if one.file]
        if known:
            return known[0] if known[0].path == path or not files else files[0]
        filled = (fill(rule, path) for rule in self.rules)
        return next((one for one in filled if one is not None), None)

    def _is_file(self, path: str) -> bool:
        found = self._at(path)
        return found is not None and bool(found.file)

    def _arrived(self, first: Address | None, found: Address, path: str) -> Address | None:
        """A file: here under its own address, or the way there."""
        rewritten = found.pattern or found.status != 200
        if first is None and (found.path == path or rewritten):
            return found
        if found.path == path:
            return None
        if first is None:
            return Address(path, leads_to=found.path, status=301)
        tail = first.leads_to[len(first.leads_to.partition("#")[0].partition("?")[0]) :]
        return replace(first, leads_to=(found.path if not rewritten else first.leads_to) + tail)


def fill(rule: Address, path: str) -> Address | None:
    """The rule applied to an address; None where it does not fit."""
    found = _shape(rule.path).fullmatch(path)
    if found is None:
        return None
    leads_to = rule.leads_to
    for name, value in sorted(found.groupdict().items(), key=lambda one: -len(one[0])):
        leads_to = leads_to.replace(f":{name}", value or "")
    if leads_to.startswith("//") or "\\" in leads_to or ".." in leads_to.split("/"):
        return None
    return replace(rule, path=path, leads_to=leads_to)


def _shape(rule: str) -> re.Pattern[str]:
    """'/news/*' and '/team/:name/' as a pattern; '*' is the splat, and only at the end."""
    parts = []
    for part in rule.strip("/").split("/"):
        if part == "*":
            parts.append(r"(?:/(?P<splat>.*))?")
            continue
        bits = PLACEHOLDER.split(part)  # text, name, text, name, ... text
        named = [
            f"(?P<{bit}>[^/]+?)" if odd % 2 else re.escape(bit) for odd, bit in enumerate(bits)
        ]
        parts.append("/" + "".join(named))
    return re.compile("".join(parts) + ("" if rule.endswith("*") else "/?"), re.DOTALL)
