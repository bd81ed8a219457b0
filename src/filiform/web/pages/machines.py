"""What do search engines and feed readers find here?"""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from filiform.web.pages.listing import posts, published

AN_HOUR = "public, max-age=3600"
OURS = ("facts", "book", "aftercare")
NOT_FOR_ROBOTS = ("/account/", "/visit/", "/how-are-you/", "/my/", "/book/*/")
MOST_POSTS = 30


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with the day of its last change."""
    context = {"site": settings.SITE_ADDRESS, "pages": published(), "ours": map(reverse, OURS)}
    return _kept(render(request, "pages/sitemap.xml", context, content_type="application/xml"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; links that open one visit may not."""
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in NOT_FOR_ROBOTS), ""]
    lines.append(f"Sitemap: {settings.SITE_ADDRESS}{reverse('sitemap')}")
    return _kept(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The clinic's posts as Atom, the latest first."""
    site = settings.SITE_ADDRESS
    atom = Atom1Feed(
        title=settings.CLINIC_NAME,
        link=f"{site}/",
        description="",
        language="en",
        feed_url=f"{site}{reverse('feed')}",
    )
    for one in posts(published())[:MOST_POSTS]:
        posted = datetime.combine(one.posted_on or one.changed_at.date(), time(), UTC)
        changed = max(one.changed_at, posted)
        atom.add_item(
            one.title,
            f"{site}{one.address}",
            one.summary,
            pubdate=posted,
            updateddate=changed,
            unique_id=f"{site}{one.address}",
        )
    return _kept(HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type))


def _kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = AN_HOUR
    return response
