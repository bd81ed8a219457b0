"""Small Jekyll folders for the tests, and how they are read."""

from datetime import UTC, datetime

from filiform.domain.jekyll.addresses import Address, Directory
from filiform.domain.jekyll.reading import Site, read_site

AT = datetime(2026, 10, 6, 15, 25, tzinfo=UTC)
CONFIG = "title: Two Rivers\nurl: https://two-rivers.example\npermalink: pretty\n"


def folder(*pictures: str, config: str = CONFIG, **texts: str) -> Site:
    """A site: `folder(**{"about.md": "---\\n---\\n"})`, with pictures by their paths."""
    return read_site({"_config.yml": config, **texts}, pictures, ours=["old.example"], at=AT)


def page(words: str = "Words.", **front: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\n{lines}---\n{words}\n"


def answer(site: Site, path: str) -> Address | None:
    return Directory.of(site.addresses).answer(path)


def leads(site: Site, path: str) -> str:
    """'file x', 'to y 301', or '' where nothing answers."""
    found = answer(site, path)
    if found is None:
        return ""
    return f"to {found.leads_to} {found.status}" if found.leads_to else f"file {found.file}"


def said(site: Site) -> str:
    """Every remark, one a line."""
    return "\n".join(f"{one.kind}: {one.file}: {one.says}" for one in site.remarks)
