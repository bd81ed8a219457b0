"""How does kramdown's Markdown become the Markdown that our reader knows?

What kramdown has beyond CommonMark: attribute lists, comments and options, tables without a
head, HTML that stays HTML over empty lines, Markdown within HTML, a table of contents.
"""

import re

from filiform.domain.jekyll import code

BLOCKS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hgroup|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|"
    "thead|tr|ul"
)
OPENS = re.compile(rf"^[ ]{{0,3}}<({BLOCKS})\b[^>]*>", re.MULTILINE | re.IGNORECASE)
AS_MARKDOWN = re.compile(r"""\s+markdown\s*=\s*(["']?)(1|block|span|0)\1""", re.IGNORECASE)
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
LEFT = re.compile(r"^[ \t]+", re.MULTILINE)

COMMENT = re.compile(r"\{::comment\}.*?\{:/(?:comment)?\}\n?", re.DOTALL)
OPTION = re.compile(r"^[ ]{0,3}\{::options?\b[^}]*/\}[ \t]*\n?", re.MULTILINE)
RAW = re.compile(r"\{::(nomarkdown|options)\b[^}]*\}(.*?)\{:/(?:\1)?\}", re.DOTALL)
NAMED_LIST = re.compile(r"^[ ]{0,3}\{:[\w-]+:[^}\n]*\}[ \t]*\n?", re.MULTILINE)
CONTENTS = re.compile(
    r"^[ ]{0,3}(?:[*+-]|1\.)[^\n]*\n[ ]{0,3}\{:\s*toc\b[^}\n]*\}[ \t]*$", re.MULTILINE
)
HEADING = r"^([ ]{0,3}#{1,6}[^\n]*?)[ \t]*#*[ \t]*"
ID_BELOW = re.compile(HEADING + r"\n[ ]{0,3}\{:[^}\n]*?#([\w-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)
ID_BEHIND = re.compile(HEADING + r"\{:?[ \t]*#([\w-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)
ALONE = re.compile(r"^[ ]{0,3}(?:>[ ]?)*\{:[^}\n]*\}[ \t]*\n?", re.MULTILINE)
BESIDE = re.compile(r"\{:[^}\n]*\}")
END_OF_BLOCK = re.compile(r"^\^[ \t]*$", re.MULTILINE)
ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:[^\n]*\n?", re.MULTILINE)
ROW = re.compile(r"^[ ]{0,3}\|.*\|?[ \t]*$")
RULE = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

CONTENTS_HERE = "\ue020contents\ue021"
ANCHOR = re.compile("\ue022([\\w-]+)\ue023")
"""Stand in the text where a table of contents belongs, and before a heading's own id."""


def read(text: str) -> str:
    """The text for a CommonMark reader with tables, footnotes and definition lists."""
    text, kept = code.hidden(text.replace("\r\n", "\n"))
    text = OPTION.sub("", COMMENT.sub("", text))
    text = RAW.sub(lambda one: _together(one[2]), text)
    text = CONTENTS.sub(f"\n{CONTENTS_HERE}\n", NAMED_LIST.sub("", text))
    text = ID_BELOW.sub("\\1 \ue022\\2\ue023", text)
    text = ID_BEHIND.sub("\\1 \ue022\\2\ue023", text)
    text = BESIDE.sub("", ALONE.sub("", text))
    text = ABBREVIATION.sub("", END_OF_BLOCK.sub("", text))
    return code.shown(_tables(_html(text)), kept)


def _html(text: str) -> str:
    """HTML blocks stay whole over empty lines; with `markdown="1"` their inside is Markdown."""
    done, end = [], 0
    while found := OPENS.search(text, end):
        close = _closing(text, found)
        if close is None:
            done.append(text[end : found.end()])
            end = found.end()
            continue
        done += [text[end : found.start()], _block(text[found.start() : close])]
        end = close
    return "".join([*done, text[end:]])


def _closing(text: str, opened: re.Match[str]) -> int | None:
    """Where the element that opens here is closed; None where it never is."""
    depth = 0
    same = re.compile(rf"<(/?){opened[1]}\b[^>]*?(/?)>", re.IGNORECASE)
    for tag in same.finditer(text, opened.start()):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    return None


def _block(element: str) -> str:
    if not AS_MARKDOWN.search(element):
        return _together(element)
    opened = OPENS.match(element)
    start = opened.end() if opened else 0
    last = element.rfind("</")
    inside = element[start:last]
    if opened and AS_MARKDOWN.search(opened[0]) and '"0"' not in opened[0]:
        inside = _dedented(inside)
    tag = AS_MARKDOWN.sub("", element[:start])
    return f"{tag}\n\n{_html(_dedented(inside)).strip()}\n\n{element[last:]}\n"


def _together(html: str) -> str:
    return EMPTY_LINES.sub("\n", html)


def _dedented(text: str) -> str:
    """Without the space before the lines, which our reader would take for code."""
    widths = [len(one[0]) for one in LEFT.finditer(text)]
    lines = [one for one in text.split("\n") if one.strip()]
    least = min(widths, default=0) if len(widths) >= len(lines) > 0 else 0
    return re.sub(rf"^[ \t]{{{least}}}", "", text, flags=re.MULTILINE) if least else text


def _tables(text: str) -> str:
    """A table without a head gets an empty one, since our reader knows no other."""
    lines, done = text.split("\n"), list[str]()
    for number, line in enumerate(lines):
        begins = ROW.match(line) and not (done and ROW.match(done[-1]))
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if begins and RULE.match(line) and ROW.match(following):
            continue  # a rule above the first row
        if begins and not RULE.match(following):
            columns = max(line.strip().strip("|").count("|") + 1, 1)
            done += ["|  " * columns + "|", "|---" * columns + "|"]
        done.append(line)
    return "\n".join(done)
