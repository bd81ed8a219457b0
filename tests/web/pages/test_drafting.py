"""Does a page come out of the editor as it went in, but for what was changed?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.web.pages.drafting import Draft, apart, compared, together

TEXT = "---\ntitle: Necks\nevidence: [neck_pain, headache]\nlayout: page\n---\nWords.\n"


def test_the_evidence_is_taken_out_of_the_settings() -> None:
    assert apart(TEXT) == Draft(
        "title: Necks\nlayout: page\n", "Words.\n", ("neck_pain", "headache")
    )


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "---\ntitle: A\nevidence:\n  - neck_pain\n  - hip_pain\nx: 1\n---\nw",
        "---\ntitle: A\nevidence:\n- neck_pain\n---\nw",
        "---\ntitle: A\nevidence: headache\n---\n",
        "---\n---\nno settings",
        "no front matter at all",
        "",
        "---\ntitle: [broken\n---\nwords",
        "---\nnever closed",
    ],
)
def test_what_nobody_changed_stays_letter_for_letter(text: str) -> None:
    assert together(apart(text), text) == text


def test_a_list_over_several_lines_goes_as_a_whole() -> None:
    draft = apart("---\na: 1\nevidence:\n  - neck_pain\n  - hip_pain\nb: 2\n---\nw")
    assert (draft.settings, draft.evidence) == ("a: 1\nb: 2\n", ("neck_pain", "hip_pain"))


def test_what_was_changed_is_put_together() -> None:
    draft = Draft("title: Hips\n", "New.\n", ("hip_pain",))
    assert together(draft, TEXT) == "---\ntitle: Hips\nevidence: [hip_pain]\n---\nNew.\n"
    assert together(Draft("title: Hips", "New.\n", ()), TEXT) == "---\ntitle: Hips\n---\nNew.\n"


@given(st.text(alphabet="ab: -\n#é", max_size=60), st.sets(st.sampled_from(["x_y", "z"])))
def test_words_are_never_lost(words: str, evidence: set[str]) -> None:
    draft = Draft("title: T\n", words, tuple(sorted(evidence)))
    assert apart(together(draft, "")) == draft


def test_two_versions_are_compared_line_by_line() -> None:
    old = "\n".join(f"line {n}" for n in range(20))
    new = old.replace("line 10", "another line").replace("line 19", "line 19\nlast")
    lines = [(one.kind, one.text) for one in compared(old, new)]
    assert ("gone", "line 10") in lines
    assert ("added", "another line") in lines
    assert ("added", "last") in lines
    assert ("gap", "…") in lines
    assert ("same", "line 0") not in lines
    assert compared(old, old) == []


def test_a_line_that_looks_like_a_comparison_is_only_a_line() -> None:
    lines = compared("a\n--- x\n+++ y", "a\n--- x\n@@ z")
    assert [(one.kind, one.text) for one in lines][-2:] == [("gone", "+++ y"), ("added", "@@ z")]


def test_what_is_too_long_to_be_compared_says_so() -> None:
    (only,) = compared("x\n" * 5000, "y")
    assert "too long" in only.text
