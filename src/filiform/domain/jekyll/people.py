"""Which parts of a site describe a center or a therapist? Proposed; somebody says yes or no."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from filiform.domain.jekyll import front, permalinks
from filiform.domain.jekyll.reading import Site

PLACES = re.compile(r"locations?|cent(?:er|re)s?|clinics?|offices?|branch(?:es)?|our_locations")
PEOPLE = re.compile(
    r"(?:our_)?(?:team|staff|therapists?|people|providers?|practitioners?|clinicians?)(?:_members?)?"
)
OTHERS = re.compile(r"\b(desk|office|admin\w*|billing|reception\w*|manager|assistant)\b", re.I)
WHOLE = re.compile(
    r"(?P<street>.+?),\s*(?P<city>[^,]+?),\s*(?P<state>[A-Z]{2})\s+(?P<postcode>\d{5}(?:-\d{4})?)"
)
LETTERS = re.compile(r"(?P<name>[^,]+),\s*(?P<letters>[A-Z][\w.-]*(?:\s*,\s*[A-Z][\w.-]*)*)")
MOST_ABOUT = 600

Said = Mapping[str, Any]


@dataclass(frozen=True)
class ProposedCenter:
    """A center as the site describes it; '' for what it does not say."""

    file: str
    slug: str
    name: str
    street: str
    city: str
    state: str
    postcode: str
    phone: str
    time_zone: str

    @property
    def missing(self) -> list[str]:
        return _missing(self)

    @property
    def words(self) -> str:
        where = f"{self.street}, {self.city}, {self.state} {self.postcode}"
        return f"{self.name}: {where}; {self.phone}; clock of {self.time_zone}"


@dataclass(frozen=True)
class ProposedTherapist:
    """A therapist as the site describes her; the e-mail address is what she signs in with."""

    file: str
    slug: str
    name: str
    email: str
    letters: str
    about: str

    position: str = ""

    @property
    def missing(self) -> list[str]:
        return [one for one in ("name", "email") if not getattr(self, one)]

    @property
    def treats(self) -> bool:
        """Whether nothing says that the person works at the desk or in the office."""
        return not OTHERS.search(self.position)

    @property
    def words(self) -> str:
        who = f"{self.name}, {self.letters}" if self.letters else self.name
        return f"{who} ({self.email})"


def centers(site: Site, time_zone: str) -> list[ProposedCenter]:
    """Every center that the site describes; `time_zone` is for those that say none."""
    usual = front.words(site.config.raw.get("timezone")) or time_zone
    return [_center(file, name, said, usual) for file, name, said in _every(site, PLACES)]


def therapists(site: Site) -> list[ProposedTherapist]:
    """Everybody of the team."""
    return [_therapist(*one) for one in _every(site, PEOPLE)]


def _every(site: Site, labels: re.Pattern[str]) -> Iterator[tuple[str, str, Said]]:
    """(file, title, what is said) of each document of such collections, or of such data."""
    for one in site.documents:
        if labels.fullmatch(one.kind.lower()) and not one.held:
            yield one.path, one.title, {"about": _first_words(one.words), **one.front}
    for label, data in site.data.items():
        if labels.fullmatch(label.lower()) and label not in site.config.collections:
            rows = list(data.values()) if isinstance(data, Mapping) else data
            for said in rows if isinstance(rows, list) else []:
                if isinstance(said, Mapping):
                    yield f"_data/{label}", _first(said, "title", "name"), said


def _center(file: str, title: str, said: Said, usual: str) -> ProposedCenter:
    address = said.get("address")
    parts: Said = address if isinstance(address, Mapping) else {}
    whole = WHOLE.fullmatch(front.words(address))
    told = {**(whole.groupdict() if whole else {}), **parts, **said}
    name = title or _first(said, "name")
    street = _first(told, "street", "street_address", "address1", "address_line1")
    return ProposedCenter(
        file=file,
        slug=(permalinks.slug(_first(said, "slug")) or permalinks.slug(name))[:50],
        name=name[:80],
        street=(street or ("" if whole or parts else front.words(address)))[:120],
        city=_first(told, "city", "town", "locality")[:80],
        state=_first(told, "state", "region", "province")[:2],
        postcode=_first(told, "postcode", "zip", "zipcode", "zip_code", "postal_code")[:12],
        phone=_first(told, "phone", "telephone", "tel", "phone_number")[:30],
        time_zone=_first(told, "timezone", "time_zone") or usual,
    )


def _therapist(file: str, title: str, said: Said) -> ProposedTherapist:
    whole = _first(said, "name", "full_name") or title
    split = LETTERS.fullmatch(whole)
    name = (split["name"] if split else whole).strip()
    letters = _first(said, "letters", "credentials", "degrees", "qualifications", "suffix")
    return ProposedTherapist(
        file=file,
        slug=permalinks.slug(name)[:40],
        name=name[:120],
        email=_first(said, "email", "mail").lower(),
        letters=(letters or (split["letters"] if split else ""))[:60],
        position=_first(said, "position", "role", "job", "job_title"),
        about=_first(said, "bio", "about", "description", "excerpt")[:MOST_ABOUT],
    )


def _first(said: Said, *names: str) -> str:
    return next((front.words(said[one]) for one in names if front.words(said.get(one))), "")


def _first_words(text: str) -> str:
    """The first paragraph, if it is plain words."""
    paragraph = next((one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()), "")
    return "" if re.search(r"[<>{}\[\]#|*_]", paragraph) else " ".join(paragraph.split())


def _missing(one: ProposedCenter) -> list[str]:
    return [part.name for part in fields(one) if not getattr(one, part.name)]
