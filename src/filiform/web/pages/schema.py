"""What do we tell machines that read a page? JSON-LD in the words of schema.org, no claims in it.

It is a block of data: no browser runs it, and the Content-Security-Policy does not forbid it.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from filiform.web.pages.words import Question

Data = dict[str, Any]
SCHEMA = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNSAFE = {ord(one): f"\\u{ord(one):04X}" for one in "<>&"}


def script(parts: Sequence[Data]) -> SafeString:
    """The parts as one graph, safe inside a script element."""
    graph = {"@context": SCHEMA, "@graph": list(parts)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(UNSAFE))  # no < > & is left in it


def clinic(site: str, name: str) -> Data:
    """The clinic as a whole; its centers are departments."""
    return {
        "@type": "MedicalOrganization",
        "@id": f"{site}/#clinic",
        "name": name,
        "url": f"{site}/",
        "medicalSpecialty": f"{SCHEMA}/Physiotherapy",
    }


def center(site: str, clinic_name: str, place: Any, hours: Iterable[Any]) -> Data:
    """One center, with its address, telephone and hours."""
    return {
        "@type": ["MedicalClinic", "Physiotherapy"],
        "@id": f"{site}/#{place.slug}",
        "name": f"{clinic_name}, {place.name}",
        "url": f"{site}/locations/#{place.slug}",
        "telephone": place.phone,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "addressLocality": place.city,
            "addressRegion": place.state,
            "postalCode": place.postcode,
            "addressCountry": "US",
        },
        "openingHoursSpecification": [_open(one) for one in _spans(hours)],
        "parentOrganization": {"@id": f"{site}/#clinic"},
        "potentialAction": {"@type": "ReserveAction", "target": f"{site}{reverse('book')}"},
    }


def _spans(hours: Iterable[Any]) -> list[tuple[str, str, tuple[int, ...]]]:
    """(opens, closes, weekdays): somebody is there from the first to the last of a day."""
    by_day: dict[int, tuple[str, str]] = {}
    for one in hours:
        opens, closes = f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"
        known = by_day.get(one.weekday, (opens, closes))
        by_day[one.weekday] = min(known[0], opens), max(known[1], closes)
    spans: dict[tuple[str, str], list[int]] = {}
    for weekday, span in sorted(by_day.items()):
        spans.setdefault(span, []).append(weekday)
    return [(*span, tuple(days)) for span, days in spans.items()]


def _open(span: tuple[str, str, tuple[int, ...]]) -> Data:
    opens, closes, days = span
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [DAYS[one] for one in days],
        "opens": opens,
        "closes": closes,
    }


def web_page(address: str, title: str, summary: str, *, about_needling: bool, site: str) -> Data:
    """The page itself; one about dry needling is about that therapy."""
    page: Data = {
        "@type": "MedicalWebPage" if about_needling else "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": summary,
        "inLanguage": "en",
        "publisher": {"@id": f"{site}/#clinic"},
    }
    if about_needling:
        page["about"] = {
            "@type": "MedicalTherapy",
            "name": "Dry needling",
            "relevantSpecialty": f"{SCHEMA}/Physiotherapy",
        }
    return page


def questions(address: str, asked: Sequence[Question]) -> list[Data]:
    """The questions that a page answers; nothing where it asks none."""
    if not asked:
        return []
    entities = [
        {
            "@type": "Question",
            "name": one.asks,
            "acceptedAnswer": {"@type": "Answer", "text": one.answer},
        }
        for one in asked
    ]
    return [{"@type": "FAQPage", "@id": f"{address}#questions", "mainEntity": entities}]
