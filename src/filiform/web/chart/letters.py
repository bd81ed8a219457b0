"""With which typeface is each letter set on paper, so that none is ever left out?

DejaVu Sans lies in the file: Latin, Greek, Cyrillic, Armenian, Georgian, and names in Hebrew and
Arabic, which are joined from right to left. Chinese, Japanese and Korean take a typeface of the
reader's own computer. All others (Devanagari, Thai ...) would need a typeface that is not here:
they are told by the letter's number, [U+0928]. What is not plainly set is also listed by number.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from itertools import groupby
from xml.sax.saxutils import escape

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, STRONG = "DejaVuSans", "Vera-Bold"
JOINED = "joined"
"""Set in PLAIN too, but its letters are joined and turned: the paragraph must be shaped."""

EAST = {"gbk": "STSong-Light", "cp949": "HYSMyeongJo-Medium"}
"""What each eastern typeface holds, told by the encoding that lists its letters: the first has
Chinese and the Japanese syllables, the second Korean."""

LAST = 0xFFFF
"""Beyond it the printer writes letters that no reader finds again."""

OTHER_WAY = frozenset({"R", "AL"})
"""Written from right to left."""

TURNED = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE))
"""Where those letters lie. What stands among them and does not run that way itself (figures, marks)
would be turned with them, a number read backwards: it is told by number."""

A_NAME = 60
"""So many letters from right to left are a name; more would break over lines, in a wrong order."""

TIED = "\u00a0"


@cache
def _faces() -> dict[str, frozenset[int]]:
    """The embedded typefaces, made known to the printer once, with the letters they hold."""
    held = {}
    paths = {
        PLAIN: files("ziafont") / "fonts" / "DejaVuSans.ttf",
        STRONG: files(reportlab) / "fonts" / "VeraBd.ttf",
    }
    for name, path in paths.items():
        font = TTFont(name, str(path))
        pdfmetrics.registerFont(font)
        held[name] = frozenset(font.face.charToGlyph)
    for name in EAST.values():
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return held


def markup(words: str, *, strong: bool = False, shaped: bool = False) -> str:
    """The words as a paragraph wants them: every letter in a typeface that holds it.

    Args:
        shaped: the paragraph is shaped, as what `turns` must be.
    """
    face = _shaped_face if shaped else _face
    told = _joined([(face(letter, strong), letter) for letter in _whole(words)])
    runs = ((face, "".join(one for _, one in run)) for face, run in groupby(told, lambda x: x[0]))
    return "".join(_run(face, run) for face, run in runs)


def _shaped_face(letter: str, _: bool) -> str:
    """A shaped paragraph holds one typeface, and its printer stumbles over marks above letters."""
    face = _face(letter, False)
    return "" if face in EAST.values() or unicodedata.category(letter)[0] == "M" else face


def _joined(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A name from right to left in one piece, with the spaces within it."""
    for place in range(1, len(told) - 1):
        if told[place][1] == " " and told[place - 1][0] == told[place + 1][0] == JOINED:
            told[place] = (JOINED, TIED)
    return told


def _run(face: str, run: str) -> str:
    if not face or (face == JOINED and len(run) > A_NAME):
        numbers = " ".join(number(one) for one in run if one != TIED)
        return f'<font name="{PLAIN}">[{numbers}]</font>'
    if face == JOINED:  # what stands close to it would be turned with it
        return f' <font name="{PLAIN}">{escape(run)}</font> '
    return f'<font name="{face}">{escape(run)}</font>'


def turns(words: str) -> bool:
    """Whether anything in it runs from right to left."""
    return any(_face(letter, False) == JOINED for letter in words)


def outside(words: str) -> list[str]:
    """Each letter that does not lie in the file, once."""
    letters = dict.fromkeys(_whole(words))
    return [one for one in letters if _face(one, False) != PLAIN]


def number(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _whole(words: str) -> str:
    """Letters and their accents in one, every kind of space a space."""
    spaced = "".join(" " if one.isspace() else one for one in words)
    return unicodedata.normalize("NFC", spaced)


@cache
def _face(letter: str, strong: bool) -> str:
    """The typeface that holds the letter; '' where none may set it."""
    faces = _faces()
    if ord(letter) > LAST or unicodedata.category(letter) in UNSEEN or letter in EMPTY:
        return ""
    if unicodedata.bidirectional(letter) in OTHER_WAY:
        return JOINED if ord(letter) in faces[PLAIN] else ""
    if any(first <= ord(letter) <= last for first, last in TURNED):
        return ""
    if strong and ord(letter) in faces[STRONG]:
        return STRONG
    if ord(letter) in faces[PLAIN]:
        return PLAIN
    return next((name for codec, name in EAST.items() if _listed(letter, codec)), "")


UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
EMPTY = frozenset("\u034f\u115f\u1160\u3164\uffa0") | {chr(0xFE00 + one) for one in range(16)}
"""Marks that set nothing: they are told by number, for they may change how a word reads."""


def _listed(letter: str, codec: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
