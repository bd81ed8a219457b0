"""What do the settings of a Jekyll site (`_config.yml`) say that concerns filiform?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from filiform.domain.jekyll import front

BUILT_IN = ("posts", "drafts")


@dataclass(frozen=True)
class Collection:
    """A folder of documents of one kind; `output` says that each has a page."""

    label: str
    folder: str
    output: bool
    permalink: str


@dataclass(frozen=True)
class Config:
    """The settings; `raw` is all of them, for the pages that print one.

    `around` is the folder around the collections (`collections_dir`), or ''.
    """

    title: str = ""
    url: str = ""
    baseurl: str = ""
    permalink: str = ""
    future: bool = False
    collections: Mapping[str, Collection] = field(default_factory=dict)
    defaults: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    paginate_path: str = ""
    around: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folders(self) -> dict[str, str]:
        return {one.folder: label for label, one in self.collections.items()}

    def defaults_of(self, path: str, kind: str) -> dict[str, Any]:
        """What the front matter of a file need not repeat; the narrower scope counts.

        Args:
            kind: 'pages', 'posts', 'drafts' or the label of a collection.
        """
        found: dict[str, Any] = {}
        fitting = [one for one in self.defaults if _in_scope(one[0], path)]
        for scope, wanted, values in sorted(fitting, key=lambda one: (len(one[0]), bool(one[1]))):
            if wanted in ("", kind) and (scope or wanted or values):
                found |= values
        return found


def read(said: object) -> Config:
    """The settings in a parsed `_config.yml`; what is missing is as Jekyll has it."""
    raw = dict(said) if isinstance(said, Mapping) else {}
    return Config(
        title=front.words(raw.get("title") or raw.get("name")),
        url=front.words(raw.get("url")).rstrip("/"),
        baseurl=_baseurl(front.words(raw.get("baseurl"))),
        permalink=front.words(raw.get("permalink")),
        future=raw.get("future") is True,
        collections=_collections(raw.get("collections"), front.words(raw.get("collections_dir"))),
        defaults=tuple(_defaults(raw.get("defaults"))),
        around=front.words(raw.get("collections_dir")).strip("/"),
        exclude=tuple(front.several(raw.get("exclude"))),
        include=tuple(front.several(raw.get("include"))),
        paginate_path=front.words(raw.get("paginate_path")) if raw.get("paginate") else "",
        raw=raw,
    )


def _baseurl(said: str) -> str:
    bare = said.strip("/")
    return f"/{bare}" if bare else ""


def _collections(said: object, folder: str) -> dict[str, Collection]:
    """A collection without settings is a name in a list, or a name with nothing after it."""
    named = said if isinstance(said, Mapping) else {one: {} for one in front.several(said)}
    found = {}
    for label, values in named.items():
        values = values if isinstance(values, Mapping) else {}
        name, place = str(label), f"{folder.strip('/')}/_{label}".lstrip("/")
        if name not in BUILT_IN:
            asked = front.words(values.get("permalink"))
            found[name] = Collection(name, place, values.get("output") is True, asked)
    return found


def _defaults(said: object) -> list[tuple[str, str, Mapping[str, Any]]]:
    """(path, type, values) of each scope; what is not written so is no default."""
    found = []
    for one in said if isinstance(said, list) else []:
        scope = one.get("scope") if isinstance(one, Mapping) else None
        values = one.get("values") if isinstance(one, Mapping) else None
        if isinstance(scope, Mapping) and isinstance(values, Mapping):
            path, kind = front.words(scope.get("path")), front.words(scope.get("type"))
            found.append((path.strip("/"), {"page": "pages"}.get(kind, kind), values))
    return found


def _in_scope(scope: str, path: str) -> bool:
    if "*" in scope:
        return fnmatchcase(path, scope) or fnmatchcase(path, f"{scope}/*")
    return not scope or path == scope or path.startswith(f"{scope}/")
