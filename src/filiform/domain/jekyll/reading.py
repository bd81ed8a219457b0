"""What does a whole folder say: its pages, its old addresses, its menu, and what is wrong?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from filiform.domain.jekyll import answers, documents, front, menu, redirects, tables
from filiform.domain.jekyll import config as settings
from filiform.domain.jekyll.addresses import Address, Directory
from filiform.domain.jekyll.config import Config
from filiform.domain.jekyll.documents import Document
from filiform.domain.jekyll.menu import Entry
from filiform.domain.jekyll.places import (
    CONFIG,
    REDIRECTS,
    TYPES,
    Place,
    ending,
    is_named,
    is_of_the_workshop,
    is_written,
    place_of,
)
from filiform.domain.jekyll.remarks import Kind, Remark, Unreadable

Places = dict[Place, list[str]]


@dataclass(frozen=True)
class Site:
    """A folder, read. Nothing in it is rendered yet.

    Attributes:
        documents: every page, post, draft and document of a collection, public or not.
        assets: what is served as it lies there; its address is its path.
        addresses: everything that answers, without loops.
        ours: the host names whose absolute links are local ones.
    """

    config: Config = field(default_factory=Config)
    documents: tuple[Document, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    includes: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, str] = field(default_factory=dict)
    assets: frozenset[str] = frozenset()
    addresses: tuple[Address, ...] = ()
    menu_from: str = ""
    menu: tuple[Entry, ...] = ()
    ours: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def by_path(self) -> dict[str, Document]:
        return {one.path: one for one in self.documents}


def read_site(
    texts: Mapping[str, str], others: Iterable[str], *, ours: Iterable[str], at: datetime
) -> Site:
    """The site of a folder.

    Args:
        texts: path -> text of every file that is text.
        others: the paths of all other files.
        ours: host names of the clinic besides the one in the settings.
        at: now.
    """
    config, remarks = _config(texts)
    site = Site(config, ours=_hosts(config, ours), remarks=tuple(remarks))
    places = _sorted_out({*texts, *others}, texts, config)
    site = _with_parts(site, places, texts)
    return _with_addresses(_with_documents(site, places, texts, at), texts)


def _with_parts(site: Site, places: Places, texts: Mapping[str, str]) -> Site:
    """What pages are made of: data, includes, layouts, pictures and papers."""
    data, remarks = tables.read({one: texts.get(one, "\0") for one in places[Place.DATA]})
    return replace(
        site,
        data=data,
        includes=_inside(texts, places[Place.INCLUDE]),
        layouts=_inside(texts, places[Place.LAYOUT]),
        assets=frozenset(places[Place.ASSET]),
        remarks=(*site.remarks, *remarks),
    )


def _with_addresses(site: Site, texts: Mapping[str, str]) -> Site:
    rules, misread = redirects.read(texts.get(REDIRECTS, ""), site.ours)
    rules += redirects.of_the_house(texts, site.config.baseurl)
    found, remarks = answers.answers(
        site.documents, site.assets, rules, ours=site.ours, paged=site.config.paginate_path
    )
    site = replace(site, remarks=(*site.remarks, *misread, *remarks, *_otherwise(site.config)))
    return _with_menu(replace(site, addresses=tuple(found)))


def _otherwise(config: Config) -> list[Remark]:
    """What the settings ask for and is done in another way here."""
    said = []
    if config.paginate_path:
        said.append(f"lists are shown whole; {config.paginate_path} leads to the list.")
    if config.baseurl:
        said.append(f"addresses begin without {config.baseurl}; those with it lead to them.")
    return [Remark(Kind.CHANGED, CONFIG[0], one) for one in said]


def _with_menu(site: Site) -> Site:
    where, written = menu.read(site.data, site.config.raw, site.documents)
    there = Directory.of(site.addresses)
    kept, lost = menu.local(written, site.ours, site.config.baseurl, there)
    lines = [f"'{one.title}' leads to {one.leads_to}, where nothing is." for one in lost]
    remarks = [Remark(Kind.MISSING, f"the menu ({where})", line) for line in lines]
    return replace(site, menu_from=where, menu=tuple(kept), remarks=(*site.remarks, *remarks))


def _inside(texts: Mapping[str, str], paths: list[str]) -> dict[str, str]:
    """Name within its folder -> text, as a page asks for it."""
    return {one.partition("/")[2]: texts[one] for one in paths if one in texts}


def _config(texts: Mapping[str, str]) -> tuple[Config, list[Remark]]:
    for path in CONFIG:
        if path in texts:
            try:
                return settings.read(front.load(texts[path])), []
            except Unreadable as problem:
                return Config(), [Remark(Kind.SKIPPED, path, str(problem))]
    says = "there is none; the settings of Jekyll itself count."
    return Config(), [Remark(Kind.CHANGED, CONFIG[0], says)]


def _hosts(config: Config, ours: Iterable[str]) -> frozenset[str]:
    """The clinic's host names: each also with and without 'www.'."""
    found = redirects.HOST.match(config.url)
    named = {one.lower() for one in [*ours, found[1] if found else ""] if one}
    bare = {one.removeprefix("www.") for one in named} - {"localhost", "127.0.0.1"}
    return frozenset(bare | {f"www.{one}" for one in bare})


def _sorted_out(paths: set[str], texts: Mapping[str, str], config: Config) -> Places:
    """The paths by what they are. A page needs front matter, or is Markdown."""
    found: dict[Place, list[str]] = {place: [] for place in Place}
    for path in sorted(paths):
        place = place_of(path, config.folders)
        fronted = front.has_front(texts.get(path, ""))
        if place is Place.WORKSHOP and is_named(path, config.include):
            place = Place.PAGE if fronted or is_written(path) else Place.ASSET
        if place in (Place.PAGE, Place.ASSET):
            place = _served(path, place, fronted, config)
        found[place].append(path)
    return found


def _served(path: str, place: Place, fronted: bool, config: Config) -> Place:
    """What of pages and assets is served: a page, a picture or paper, or nothing."""
    if is_named(path, config.exclude) or (not fronted and is_of_the_workshop(path)):
        return Place.WORKSHOP
    if place is Place.PAGE:
        return Place.PAGE
    return Place.ASSET if ending(path) in TYPES and not fronted else Place.WORKSHOP


def _with_documents(site: Site, places: Places, texts: Mapping[str, str], at: datetime) -> Site:
    found, remarks = [], []
    for place in (Place.PAGE, Place.POST, Place.DRAFT, Place.DOCUMENT):
        for path in places[place]:
            try:
                if path not in texts:
                    raise Unreadable("not in UTF-8. Save it as UTF-8.")
                found.append(documents.read(path, texts[path], place, site.config, at=at))
            except Unreadable as problem:
                remarks.append(Remark(Kind.SKIPPED, path, str(problem)))
    return replace(site, documents=tuple(found), remarks=(*site.remarks, *remarks))
