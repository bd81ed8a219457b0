"""What is asked on a form, in which order, and which answers are possible?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from filiform.domain.anatomy import Region, Side
from filiform.domain.answers import Answer, Answers, Condition, all_hold
from filiform.knowledge.reading import Row

KINDS = ("yes_no", "choice", "many", "number", "text", "places")
YES_NO = (("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure"))
UNNAMED = frozenset({Region.ANY, Region.DEEP, Region.LUNG})
"""Regions of the rules that nobody can point at."""


@dataclass(frozen=True)
class Question:
    """One question of a form.

    Attributes:
        section: the page of the form it stands on.
        asks: the question. help: what to think of, '' if nothing.
        kind: one of `KINDS`; 'yes_no' has a third answer, 'unsure'.
        choices: (word kept, label shown); for 'places' the regions, which are
            kept with a side ('ARM:left') or without one.
        only_if: it is asked when all of these hold.
        unit, least, most: of a number.
        emergency: a 'yes' tells the patient at once what to do.
    """

    key: str
    section: str
    asks: str
    help: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    only_if: tuple[Condition, ...] = ()
    unit: str = ""
    least: int | None = None
    most: int | None = None
    emergency: bool = False

    @property
    def optional(self) -> bool:
        """Free words may be left out; everything else that is asked is answered."""
        return self.kind == "text"

    @property
    def words(self) -> frozenset[str]:
        """The words an answer can hold; none for a number or free words."""
        return frozenset(word for word, _ in self.choices)

    def takes(self, answer: Answer) -> bool:
        """Whether this is a possible answer."""
        match self.kind, answer:
            case (("yes_no" | "choice"), str(word)):
                return word in self.words
            case "many", tuple(words):
                return bool(words) and self.words.issuperset(words)
            case "places", tuple(words):
                return bool(words) and all(self._takes_place(word) for word in words)
            case "number", int(number):
                return self._within(number)
            case "text", str():
                return True
            case _:
                return False

    def _takes_place(self, word: str) -> bool:
        region, colon, side = word.partition(":")
        return region in self.words and (not colon or side in (*Side, "both"))

    def _within(self, number: int) -> bool:
        high_enough = self.least is None or number >= self.least
        return high_enough and (self.most is None or number <= self.most)


def read_conditions(row: Row, key: str) -> tuple[Condition, ...]:
    """The conditions listed under `key`."""
    return tuple(_condition(one) for one in row.rows(key))


def _condition(row: Row) -> Condition:
    condition = Condition(
        question=row.text("question"),
        one_of=frozenset(row.words("one_of", ())),
        at_least=row.number_or_none("at_least"),
        below=row.number_or_none("below"),
    )
    row.done()
    if not condition.one_of and condition.at_least is None and condition.below is None:
        raise row.wrong("one_of", "is missing: this condition can never hold")
    return condition


def read_question(row: Row, places: Mapping[str, str]) -> Question:
    """The question in one row of a table.

    Args:
        places: region -> plain words, the choices of a question of kind 'places'.
    """
    kind = row.one_of("kind", row.text("kind", "yes_no"), KINDS)
    question = Question(
        key=row.text("key"),
        section=row.text("section", ""),
        asks=row.text("asks"),
        help=row.text("help", ""),
        kind=kind,
        choices=_choices(row, kind, places),
        only_if=read_conditions(row, "only_if"),
        unit=row.text("unit", ""),
        least=row.number_or_none("least"),
        most=row.number_or_none("most"),
        emergency=row.flag("emergency", False),
    )
    row.done()
    return question


def _choices(row: Row, kind: str, places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    listed = row.pairs("choices")
    if bool(listed) != (kind in ("choice", "many")):
        raise row.wrong("choices", f"and the kind '{kind}' do not go together")
    fixed = {"yes_no": YES_NO, "places": tuple(places.items())}
    return fixed.get(kind, listed)


def asked_of(questions: Iterable[Question], answers: Answers) -> tuple[Question, ...]:
    """The questions whose conditions hold, in order.

    A question hangs on one that is itself asked: what was answered before the
    person went back and said 'no' asks nothing more.
    """
    listed = tuple(questions)
    heard = dict(answers)
    shown: list[Question] = []
    for question in listed:
        if all_hold(question.only_if, heard):
            shown.append(question)
        else:
            heard.pop(question.key, None)
    return tuple(shown)


def still_said(questions: Iterable[Question], answers: Answers) -> dict[str, Answer]:
    """The answers without those the person took back.

    An answer is taken back when the question it hangs on was answered and its
    condition fails. Where that question has no answer at all, it is kept: a
    'yes' is never lost because something else is missing.
    """
    said = dict(answers)
    for question in questions:
        gates = [one for one in question.only_if if one.question in said]
        if not all_hold(gates, said):
            said.pop(question.key, None)
    return said


def misfits(
    questions: Iterable[Question],
    conditions: Iterable[tuple[str, Condition]],
    given: Iterable[str] = (),
) -> tuple[str, ...]:
    """What does not fit together in a table of questions and rules, in sentences.

    Args:
        questions: in asking order.
        conditions: (id of the rule, one of its conditions).
        given: keys the caller works out.
    """
    listed = tuple(questions)
    known = {question.key: question for question in listed}
    found = [f"question {key} stands twice" for key in _twice(one.key for one in listed)]
    for number, question in enumerate(listed):
        before = {one.key for one in listed[:number]} | set(given)
        for condition in question.only_if:
            if condition.question not in before:
                found.append(f"question {question.key} hangs on a later or unknown question")
            found += _misfit(f"question {question.key}", condition, known)
    for rule, condition in conditions:
        if condition.question not in known and condition.question not in given:
            found.append(f"rule {rule} names the unknown question {condition.question}")
        found += _misfit(f"rule {rule}", condition, known)
    return tuple(found)


def _misfit(owner: str, condition: Condition, known: Mapping[str, Question]) -> Iterable[str]:
    question = known.get(condition.question)
    if question is None:
        return
    for word in sorted(condition.one_of - question.words):
        yield f"{owner} waits for '{word}', which nobody can answer to {question.key}"
    if not condition.one_of and question.kind != "number":
        yield f"{owner} waits for a number, but {question.key} is none"


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]
