"""Does the consent text say what must be said, and stay what was signed?"""

import hashlib
from pathlib import Path

import pytest

from filiform.knowledge.consents import CURRENT, TEXTS, load
from filiform.knowledge.reading import HERE, TableUnreadable
from filiform.knowledge.sources import SOURCES

WORDS = CURRENT.words("27 hours, level 1 {therapist}", "Ada Example, PT")

SIGNED = {"2026-11": "7ff64d60ce48a908"}
"""Version -> its fingerprint. A published text never changes: write a new version instead."""


@pytest.mark.parametrize(
    "said",
    [
        "it is not acupuncture",
        "not as an acupuncturist",
        "7,629 treatments",
        "55 and 91 of every 100",
        "collapsed lung",
        "pneumothorax",
        "trouble breathing",
        "People have died",
        "Infection",
        "nerve",
        "Bleeding",
        "nothing can be promised",
        "exercise",
        "or no treatment",
        "say stop at any moment",
        "take back this consent at any time",
        "You get a copy",
        "blood thinner",
    ],
)
def test_the_text_says_what_must_be_said(said: str) -> None:
    assert said.lower() in WORDS.lower()


def test_name_and_training_are_filled_in_once_and_as_they_are() -> None:
    assert "Your therapist is Ada Example, PT." in WORDS
    assert "27 hours, level 1 {therapist}" in WORDS
    assert WORDS.count("{") == 1


def test_the_same_arguments_give_the_same_words() -> None:
    assert WORDS == CURRENT.words("27 hours, level 1 {therapist}", "Ada Example, PT")
    assert WORDS != CURRENT.words("27 hours", "Ada Example, PT")


def test_the_words_begin_with_title_and_version() -> None:
    assert WORDS.startswith(f"{CURRENT.title} (version {CURRENT.version})\n")


def test_every_section_has_known_sources() -> None:
    for text in TEXTS.values():
        assert len(text.sections) >= 8
        for section in text.sections:
            assert section.paragraphs
            assert set(section.sources) <= set(SOURCES)


def test_a_signed_version_never_changes() -> None:
    prints = {
        version: hashlib.sha256(text.words("-", "-").encode()).hexdigest()[:16]
        for version, text in TEXTS.items()
    }
    assert prints == SIGNED


def test_an_unknown_blank_is_refused(tmp_path: Path) -> None:
    text = (HERE / "consents.toml").read_text(encoding="utf-8")
    (tmp_path / "consents.toml").write_text(text.replace("{training}", "{trainer}"))
    with pytest.raises(TableUnreadable, match="'trainer'"):
        load(tmp_path)


def test_a_current_version_that_is_not_there_is_refused(tmp_path: Path) -> None:
    text = (HERE / "consents.toml").read_text(encoding="utf-8")
    changed = text.replace('current = "2026-11"', 'current = "2027-01"')
    (tmp_path / "consents.toml").write_text(changed)
    with pytest.raises(TableUnreadable, match="'current' holds '2027-01'"):
        load(tmp_path)
