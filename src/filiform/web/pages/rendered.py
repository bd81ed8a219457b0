"""How does a page of the imported site become safe HTML, and what was changed or is missing?"""

import re
from html import escape, unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from filiform.domain.jekyll import kramdown, leftovers, redirects
from filiform.domain.jekyll.addresses import Directory
from filiform.domain.jekyll.reading import Site
from filiform.domain.jekyll.remarks import Kind, Remark
from filiform.domain.jekyll.rendering import HERE, Filled
from filiform.web.pages.addresses import is_ours
from filiform.web.pages.prose import Prose, cleaned, read_prose

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
READER.use(footnote_plugin).use(deflist_plugin)
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)
SMALLER = re.compile(r"-\d+x\d+(?=\.\w+$)")
ID = r'(?: id="[^"]*")?'
FIRST_HEADING = re.compile(
    rf"\A((?:\s|<(?:div|section|article){ID}>)*)<h2{ID}>(.*?)</h2>\s*", re.DOTALL
)
HEADING = re.compile(r'<(h[2-4]) id="([^"]+)">(.*?)</\1>', re.DOTALL)
HEADING_TAG = re.compile(r"<(/?)h([2-6])\b")
MARKED = re.compile(r'<(h[2-6]) id="[^"]*">(.*?)\s*' + kramdown.ANCHOR.pattern + r"\s*</\1>", re.S)
WITHIN = re.compile(r"<(/?)(?:article|section)\b")
"""A page is an article already, and no section of it has a heading for certain."""
NO_HEAD = re.compile(r"<thead>\s*<tr>\s*(?:<th></th>\s*)+</tr>\s*</thead>\s*")
TAG = re.compile(r"<[^>]*>")
SAFE = "/~:@!$&'()*+,;=-._"
NEVER_MET = re.compile("[\ue000-\ue0ff]")


def markdown(words: str) -> str:
    """Markdown as HTML that is not yet safe: for templates, which are cleaned as a whole."""
    return str(READER.render(kramdown.read(words)))


class Ways:
    """Where the links and pictures of one page lead; what leads nowhere is remarked."""

    def __init__(self, site: Site, directory: Directory, file: str, address: str) -> None:
        self.site, self.directory = site, directory
        self.file, self.address = file, address
        self.remarks: list[Remark] = []

    def link(self, href: str) -> str:
        """The address in a link, local where it was the clinic's own."""
        near = redirects.local(unescape(href.strip()), self.site.ours)
        if near != href.strip() and near.startswith("/"):
            self._say(Kind.CHANGED, f"the link {href.strip()} is a local one now: {near}")
        if ELSEWHERE.match(near) or not near:
            return near
        whole = urlsplit(urljoin(self.address, near))
        path = self._without_baseurl(unquote(whole.path))
        named = self.site.by_path.get(path.lstrip("/"))
        found = self.directory.answer(named.address if named and named.address else path)
        if found is None:
            if not is_ours(path):
                self._say(Kind.MISSING, f"the link to {near} leads nowhere.")
            return near if near.startswith("/") else whole.geturl()
        there = urlsplit(found.leads_to or found.path)
        if there.netloc:
            return there.geturl()
        more = {"query": whole.query, "fragment": whole.fragment or there.fragment}
        return there._replace(path=quote(there.path, safe=SAFE), **more).geturl()

    def picture(self, src: str) -> str:
        """Where a picture lies; '' for one that is not there or on another host."""
        near = redirects.local(unescape(src.strip()), self.site.ours)
        if near.startswith("data:") or not near:
            self._say(Kind.MISSING, "a picture names no file.")
            return ""
        if ELSEWHERE.match(near):
            self._say(Kind.MISSING, f"the picture {near[:200]} lies on another host.")
            return ""
        path = self._without_baseurl(unquote(urlsplit(urljoin(self.address, near)).path))
        for one in (path, SMALLER.sub("", path)):
            if one.lstrip("/") in self.site.assets:
                if one != path:
                    self._say(Kind.CHANGED, f"for the picture {path} stands {one}.")
                return quote(one, safe=SAFE)
        self._say(Kind.MISSING, f"the picture {near} is not in the folder.")
        return ""

    def _without_baseurl(self, path: str) -> str:
        base = self.site.config.baseurl
        return path[len(base) :] if base and path.startswith(f"{base}/") else path

    def _say(self, kind: Kind, says: str) -> None:
        self.remarks.append(Remark(kind, self.file, says))


def prose_of(filled: Filled, ways: Ways, title: str) -> tuple[Prose, list[Remark]]:
    """The safe HTML of a page, and what of it was changed, is missing or not understood."""
    words, remarks = leftovers.cleared(ways.file, filled.words)
    around, more = leftovers.cleared(ways.file, filled.around)
    if filled.markdown:
        read = kramdown.read(words)
        body = str(read_prose(read, link=ways.link, picture=ways.picture, reader=READER).html)
    else:
        body = str(cleaned(words, link=ways.link, picture=ways.picture))
    if around:
        whole = str(cleaned(around, link=ways.link, picture=ways.picture))
        body = whole.replace(HERE, body) if HERE in whole else whole + body
    said = dict.fromkeys([*filled.remarks, *remarks, *more, *ways.remarks])
    return Prose(_finished(body, title), ()), list(said)


def _finished(html: str, title: str) -> SafeString:
    """With the ids and the table of contents that the page asks for; its title stands above it."""
    html = NO_HEAD.sub("", WITHIN.sub(r"<\1div", html))
    html = MARKED.sub(r'<\1 id="\3">\2</\1>', html)
    first = FIRST_HEADING.match(html)
    if first and _plain(first[2]).casefold() == title.casefold():
        html = first[1] + html[first.end() :]
    html = _without_gaps(html)
    if kramdown.CONTENTS_HERE in html:
        html = re.sub(f"(?:<p>)?{kramdown.CONTENTS_HERE}(?:</p>)?", lambda _: _contents(html), html)
    return mark_safe(NEVER_MET.sub("", html))  # cleaned by nh3 before; only headings moved


def _without_gaps(html: str) -> str:
    """Headings that go down one level at a time: the title is the first."""
    last = 1

    def level(heading: re.Match[str]) -> str:
        nonlocal last
        if not heading[1]:
            last = min(int(heading[2]), last + 1)
        return f"<{heading[1]}h{last}"

    return HEADING_TAG.sub(level, html)


def _contents(html: str) -> str:
    found = (
        f'<li><a href="#{key}">{escape(_plain(words))}</a></li>'
        for _, key, words in HEADING.findall(html)
    )
    return f"<ul>{''.join(found)}</ul>"


def _plain(html: str) -> str:
    return " ".join(unescape(TAG.sub("", html)).split())
