"""What stands in the head of a public page: its description, its address, what machines read?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString

from filiform.records import access
from filiform.web.pages import schema
from filiform.web.pages.words import Question, words_of

WITH_CENTERS = frozenset({"home", "locations", "contact"})


@dataclass(frozen=True)
class Head:
    """`address` and `picture` are whole addresses; `kind` is Open Graph's word for the page."""

    title: str
    description: str
    address: str
    kind: str
    picture: str
    data: SafeString


def head_of(page: Any, path: str, centers: Sequence[Any]) -> Head:
    """The head of a page of the clinic's own (title, description, image, layout, body)."""
    words = words_of(str(page.body.html))
    return head(
        page.title,
        page.description or words.summary,
        path,
        image=page.image,
        questions=words.questions,
        centers=centers if page.layout in WITH_CENTERS else (),
    )


def head(
    title: str,
    description: str,
    path: str,
    *,
    image: str = "",
    questions: Sequence[Question] = (),
    centers: Sequence[Any] = (),
) -> Head:
    """The head of any public page at `path`."""
    site, name = settings.SITE_ADDRESS, settings.CLINIC_NAME
    address = f"{site}{path}"
    needling = "needling" in title.casefold()
    page = schema.web_page(address, title, description, about_needling=needling, site=site)
    places = [schema.center(site, name, one, access.working_hours(one)) for one in centers]
    asked = schema.questions(address, questions)
    return Head(
        title=title,
        description=description,
        address=address,
        kind="website" if path == "/" else "article",
        picture=f"{site}{image or static('img/needle-512.png')}",
        data=schema.script([schema.clinic(site, name), *places, page, *asked]),
    )
