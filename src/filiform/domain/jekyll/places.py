"""What is a file of the folder, by its place and name?"""

from enum import StrEnum
from fnmatch import fnmatchcase

CONFIG = ("_config.yml", "_config.yaml")
REDIRECTS = "_redirects"
DATA = (".yml", ".yaml", ".json", ".csv", ".tsv")
WRITTEN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
HTML = (".html", ".htm", ".xhtml")
LEFT_OUT = (
    *("Gemfile", "Gemfile.lock", "gems.rb", "gems.locked", "*.gemspec", "Rakefile", "Makefile"),
    *("package.json", "package-lock.json", "yarn.lock", "README*", "LICENSE*", "CHANGELOG*"),
    *("CONTRIBUTING*", "CODE_OF_CONDUCT*", "SECURITY*", "netlify.toml", "vercel.json"),
    *("Dockerfile", "docker-compose.yml", "Procfile", "gulpfile.js", "Gruntfile.js"),
)
"""Files of the workshop, which no visitor asks for; pages only if they have front matter."""

TYPES = {
    **{".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon"},
    **{".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png"},
    **{".svg": "image/svg+xml", ".webp": "image/webp"},
    **{".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm"},
    **{".pdf": "application/pdf", ".txt": "text/plain", ".ics": "text/calendar"},
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What is served as it lies there, by its ending."""


class Place(StrEnum):
    CONFIG = "settings"
    DATA = "data"
    INCLUDE = "include"
    LAYOUT = "layout"
    POST = "post"
    DRAFT = "draft"
    DOCUMENT = "document"
    REDIRECTS = "redirects"
    PAGE = "page"
    ASSET = "asset"
    WORKSHOP = "workshop"


FIRST = {"_data": Place.DATA, "_includes": Place.INCLUDE, "_layouts": Place.LAYOUT}


def place_of(path: str, collections: dict[str, str]) -> Place:
    """What a file is by its place alone; whether a page has front matter is asked later.

    `collections` has the label of each folder such as '_team'.
    """
    parts = path.split("/")
    if path in CONFIG:
        return Place.CONFIG
    if path == REDIRECTS:
        return Place.REDIRECTS
    if parts[0] in FIRST and len(parts) > 1:
        return FIRST[parts[0]]
    for name, place in (("_posts", Place.POST), ("_drafts", Place.DRAFT)):
        if name in parts[:-1]:
            return place if is_written(path) else Place.WORKSHOP
    if collection_of(path, collections) and parts[-1][:1] not in "_.#":
        return Place.DOCUMENT if is_written(path) else Place.ASSET
    if any(part[:1] in "_.#" or part.endswith("~") for part in parts):
        return Place.WORKSHOP
    return Place.PAGE if is_written(path) else Place.ASSET


def collection_of(path: str, collections: dict[str, str]) -> str:
    """The label of the collection that a file lies in, or ''."""
    return next((it for there, it in collections.items() if path.startswith(f"{there}/")), "")


def is_written(path: str) -> bool:
    return ending(path) in (*WRITTEN, *HTML)


def is_markdown(path: str) -> bool:
    return ending(path) in WRITTEN


def ending(path: str) -> str:
    """'.md' of 'a/b.md', lower case; '' where there is none."""
    name = path.rsplit("/", 1)[-1]
    return f".{name.rsplit('.', 1)[1].lower()}" if "." in name[1:] else ""


def is_of_the_workshop(path: str) -> bool:
    """Whether custom keeps a file without front matter from the visitors."""
    return "/" not in path and any(fnmatchcase(path, one) for one in LEFT_OUT)


def is_named(path: str, named: tuple[str, ...]) -> bool:
    """Whether `exclude` or `include` of the settings names a file or a folder around it."""
    return any(_fits(path, one.strip("/")) for one in named if one.strip("/"))


def _fits(path: str, pattern: str) -> bool:
    return path == pattern or path.startswith(f"{pattern}/") or fnmatchcase(path, pattern)
