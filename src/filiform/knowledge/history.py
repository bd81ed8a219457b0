"""What does the history ask, and can what was answered be read?"""

from collections.abc import Iterable, Mapping
from typing import Any

from filiform.domain.answers import Answers
from filiform.domain.refusal import Refusal
from filiform.domain.words import plain
from filiform.knowledge import screening
from filiform.knowledge.reading import Row, table
from filiform.knowledge.screening import Question

LONGEST = 4000
YES_NO = ("yes", "no", "unsure")


class AnswerUnreadable(Refusal):
    """`key` is the question whose answer cannot be kept as it is."""

    says = "This answer could not be read. Choose one of the offered answers."

    def __init__(self, key: str, says: str = "") -> None:
        self.key = key
        super().__init__(says)


def _load() -> tuple[str, tuple[Question, ...], tuple[str, ...]]:
    whole = table("history")
    rows = whole.rows("question")
    required = tuple(row.text("key") for row in rows if row.flag("required", False))
    version, questions = whole.text("version"), tuple(_question(row) for row in rows)
    whole.done()
    return version, questions, required


def _question(row: Row) -> Question:
    question = Question(
        key=row.text("key"),
        section=row.text("section"),
        asks=row.text("asks"),
        help=row.text("help", ""),
        kind=row.text("kind"),
        choices=row.pairs("choices"),
        only_if=(),
        unit="",
        least=row.number_or_none("least"),
        most=row.number_or_none("most"),
        emergency=False,
    )
    row.done()
    return question


VERSION, OWN, REQUIRED = _load()
QUESTIONS: tuple[Question, ...] = (*OWN, *screening.QUESTIONS)
"""Everything a patient is asked, the screening's questions after the history's own."""


def missing(answers: Answers) -> tuple[str, ...]:
    """Keys of the questions that must be answered before the history can be sent.

    `answers` hold the patient's `age_years` too: some questions depend on it.
    """
    own = [key for key in REQUIRED if answers.get(key) in (None, "", ())]
    must = screening.must_answer(answers)
    return (*own, *(key for key in must if answers.get(key) in (None, "", ())))


def read(
    raw: Mapping[str, Any], questions: Iterable[Question] = QUESTIONS
) -> dict[str, str | int | list[str]]:
    """Answers as they are kept: words, whole numbers, lists of words; '' takes one back.

    Raises:
        AnswerUnreadable: an unknown question, a choice it does not offer, a number
            off its scale, a text of more than 4,000 letters.
    """
    known = {question.key: question for question in questions}
    unknown = next((key for key in raw if key not in known), None)
    if unknown is not None:
        raise AnswerUnreadable(unknown, "That question is not on this form. Load the page again.")
    return {key: _read_one(known[key], one) for key, one in raw.items()}


def _read_one(question: Question, raw: Any) -> str | int | list[str]:
    if question.kind in ("many", "places"):
        return _read_many(question, raw)
    text = plain(str(raw))
    if text == "":
        return ""
    match question.kind:
        case "number":
            return _read_number(question, text)
        case "text":
            return _read_text(question, text)
        case "yes_no":
            return _read_choice(question, text, YES_NO)
        case _:
            return _read_choice(question, text, tuple(key for key, _ in question.choices))


def _read_many(question: Question, raw: Any) -> list[str]:
    words = [raw] if isinstance(raw, str) else list(raw)
    offered = tuple(key for key, _ in question.choices)
    return [_read_choice(question, str(word), offered) for word in dict.fromkeys(words) if word]


def _read_choice(question: Question, word: str, offered: tuple[str, ...]) -> str:
    plain = word.partition(":")[0] if question.kind == "places" else word
    side = word.partition(":")[2]
    if plain not in offered or side not in ("", "left", "right", "both", "middle"):
        raise AnswerUnreadable(question.key)
    return word


def _read_number(question: Question, text: str) -> int:
    least = question.least if question.least is not None else 0
    most = question.most if question.most is not None else 10_000
    digits = text.isascii() and text.isdigit() and len(text) <= 6
    if not digits or not least <= int(text) <= most:
        raise AnswerUnreadable(question.key, f"Write a whole number from {least} to {most}.")
    return int(text)


def _read_text(question: Question, text: str) -> str:
    if len(text) > LONGEST:
        raise AnswerUnreadable(
            question.key, f"This holds {LONGEST:,} letters; you wrote {len(text):,}. Shorten it."
        )
    return text
