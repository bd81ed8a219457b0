"""What should the clinic mend in its content folder? (`filiform doctor` says it.)"""

from collections.abc import Iterator, Sequence

from filiform.knowledge.evidence import CONDITIONS
from filiform.web.pages.addresses import is_ours, picture
from filiform.web.pages.folder import LAYOUTS, Found, Page, files, pages_folder, read_page
from filiform.web.pages.front import PageUnreadable

LINKED = ("/", "/dry-needling/", "/locations/", "/our-staff/", "/contact-us/")
"""Every page's frame leads there."""


def problems() -> list[str]:
    """What a clinic should mend in its folder, a sentence each."""
    if not pages_folder().is_dir():
        return [f"The content folder has no 'pages' folder: {pages_folder()}."]
    found = files()
    there = {one.address for one in found if one.published}
    said = [sentence for one in found for sentence in _of_file(one, frozenset(there))]
    said += _of_addresses(found)
    missing = [address for address in LINKED if address not in there]
    return said + [f"No page is served at {one}, but every page links to it." for one in missing]


def _of_file(found: Found, there: frozenset[str]) -> list[str]:
    try:
        page = read_page(found, there)
    except PageUnreadable as problem:
        return [str(problem)]
    return [f"{found.path.name}: {one}" for one in _of_page(page)]


def _of_page(page: Page) -> Iterator[str]:
    for key in page.unknown:
        yield f"nobody reads '{key}' in its front matter."
    if page.layout not in LAYOUTS:
        known = ", ".join(sorted(LAYOUTS))
        yield f"layout '{page.layout}' is unknown; there are {known}."
    for key in page.evidence:
        if key not in CONDITIONS:
            yield f"evidence '{key}' is unknown; there are {', '.join(CONDITIONS)}."
    for address in page.pictures:
        if picture(address) is None:
            yield f"the image {address} is not in the content folder."
    for tag in page.body.not_shown:
        yield f"a <{tag}> is not shown. Write its words as text, or leave it out."


def _of_addresses(found: Sequence[Found]) -> Iterator[str]:
    first: dict[str, Found] = {}
    for one in found:
        taken = first.setdefault(one.address, one)
        if taken is not one:
            both = f"{taken.path.name} and {one.path.name}"
            yield f"{both} both want {one.address}; the first is served."
        if is_ours(one.address):
            yield f"{one.path.name}: {one.address} is a page of filiform itself; choose another."
