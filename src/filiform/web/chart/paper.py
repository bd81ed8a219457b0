"""How does a signed note look on paper? A PDF whose text can be selected, searched and read out."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from filiform.web.chart.letters import PLAIN, markup, number, outside, turns

ONE_AT_A_TIME = Lock()
"""The typefaces are shared, and a typeface can set only one document at a time."""

SIZES = {"letter": LETTER, "a4": A4}
INK, SOFT, LINE = HexColor("#1d2433"), HexColor("#5b6270"), HexColor("#8b8678")
SIDE, TOP, FOOT = 22 * mm, 30 * mm, 24 * mm


def _style(size: float, **more: Any) -> ParagraphStyle:
    plain = {"fontName": PLAIN, "fontSize": size, "leading": size * 1.45, "textColor": INK}
    return ParagraphStyle("", **plain | more)


TEXT = _style(9.5, spaceAfter=4)
OWN = _style(9.5, spaceAfter=4, leftIndent=10)
SMALL = _style(8, spaceAfter=3, textColor=SOFT)
ITEM = _style(8.5, spaceAfter=4, leftIndent=22, firstLineIndent=-22)
HEADING = _style(10, spaceBefore=9, spaceAfter=3, keepWithNext=1)
TITLE = _style(17, spaceAfter=8)
HEAD, HEAD_RIGHT = _style(8.5), _style(8.5, alignment=2)
FOOT_LEFT, FOOT_RIGHT = _style(7, textColor=SOFT), _style(7, textColor=SOFT, alignment=2)


@dataclass(frozen=True)
class Sheet:
    """What is printed.

    Attributes:
        clinic, patient: stand on every page; the patient with the date of birth.
        noted: the note as it was signed (`templatetags.notes.read`).
        signed: by whom and when. seal: its SHA-256.
        addenda: (by whom and when, the words), in their order.
    """

    clinic: str
    patient: str
    noted: dict[str, Any]
    signed: str
    seal: str
    addenda: tuple[tuple[str, str], ...]


def pdf(sheet: Sheet, size: str = "letter") -> bytes:
    """The note as a PDF. It is laid out twice: only then is it known how many pages it has."""
    with ONE_AT_A_TIME:
        pages, _ = _laid_out(sheet, SIZES[size], 0)
        return _laid_out(sheet, SIZES[size], pages)[1]


def _set(words: str, style: ParagraphStyle, strong: str = "") -> Paragraph:
    """The words as a paragraph, behind those that are strong."""
    shaped = turns(strong + words)
    style = ParagraphStyle("", style, shaping=1) if shaped else style
    head = markup(strong, strong=True, shaped=shaped)
    return Paragraph(head + markup(words, shaped=shaped), style)


def _strong(words: str, style: ParagraphStyle) -> Paragraph:
    return _set("", style, strong=words)


def _laid_out(sheet: Sheet, size: tuple[float, float], pages: int) -> tuple[int, bytes]:
    made = io.BytesIO()
    document = BaseDocTemplate(
        made, pagesize=size, title="Needling note", author=sheet.clinic, lang="en-US"
    )
    width, height = size
    frame = Frame(SIDE, FOOT, width - 2 * SIDE, height - TOP - FOOT, 0, 0, 0, 0)

    def around(canvas: Canvas, _: BaseDocTemplate) -> None:
        _frame(canvas, sheet, size, pages)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=around))
    document.build(list(_story(sheet)))
    return document.page, made.getvalue()


def _frame(canvas: Canvas, sheet: Sheet, size: tuple[float, float], pages: int) -> None:
    """What stands on every page: whose note it is, which page, and the seal."""
    width, height = size
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(SIDE, height - TOP + 5 * mm, width - SIDE, height - TOP + 5 * mm)
    canvas.line(SIDE, FOOT - 4 * mm, width - SIDE, FOOT - 4 * mm)
    half = (width - 2 * SIDE) / 2
    page = f"Page {canvas.getPageNumber()} of {pages}"
    _put(canvas, _strong(sheet.clinic, HEAD), SIDE, height - TOP + 7 * mm, half)
    _put(canvas, _set(sheet.patient, HEAD_RIGHT), SIDE + half, height - TOP + 7 * mm, half)
    _put(canvas, _set(f"SHA-256 {sheet.seal}", FOOT_LEFT), SIDE, FOOT - 8 * mm, half * 1.6)
    _put(canvas, _set(page, FOOT_RIGHT), SIDE + half * 1.6, FOOT - 8 * mm, half * 0.4)


def _put(canvas: Canvas, paragraph: Paragraph, x: float, y: float, w: float) -> None:
    """The paragraph with its last line on `y`, growing upwards."""
    paragraph.wrap(w, TOP)
    paragraph.drawOn(canvas, x, y)


def _story(sheet: Sheet) -> Iterator[Flowable]:
    yield _strong("Needling note", TITLE)
    for section in sheet.noted["sections"]:
        yield _strong(section["heading"], HEADING)
        yield from (_set(line, TEXT) for line in section["lines"])
    if sheet.noted["words"]:
        yield _strong("In the therapist’s words", HEADING)
        yield from _own(sheet.noted["words"])
    yield Spacer(0, 6)
    yield _strong(sheet.signed, TEXT)
    for head, words in sheet.addenda:
        yield _strong(head, HEADING)
        yield from _own(words)
    yield from _asked(sheet)
    yield from _elsewhere(sheet)


def _own(words: str) -> Iterator[Flowable]:
    """Somebody's own words, line by line as they were written."""
    return (_set(line, OWN) for line in words.split("\n") if line.strip())


def _asked(sheet: Sheet) -> Iterator[Flowable]:
    heading = f"What STRICTA asks: {sheet.noted['tally']}"
    yield _strong(heading, HEADING)
    for one in sheet.noted["stricta"]:
        lacks = f"Lacking: {'; '.join(one['lacks'])}." if one["lacks"] else ""
        supply = f"To supply it: {one['supply']}" if one["supply"] else ""
        said = " ".join(filter(None, (f"({one['state']})", one["says"], lacks, supply)))
        yield _set(said, ITEM, strong=f"{one['key']} {one['asks']} ")


def _elsewhere(sheet: Sheet) -> Iterator[Flowable]:
    """Every letter that does not lie in this file, by its number: none is ever left out."""
    told = [sheet.clinic, sheet.patient, sheet.noted["words"], sheet.signed]
    told += [line for one in sheet.noted["sections"] for line in one["lines"]]
    told += [words for pair in sheet.addenda for words in pair]
    if letters := outside(" ".join(told)):
        numbers = ", ".join(map(number, letters))
        says = f"Letters that this file itself does not hold, by number: {numbers}."
        yield _set(says, SMALL)
