"""Is kramdown's Markdown read, where it says more than CommonMark?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from filiform.domain.jekyll import code, kramdown


def html(text: str) -> str:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    return re.sub(r"\s*\n\s*", "", reader.render(kramdown.read(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Words.\n{: .lead #x}", "<p>Words.</p>"),
        ("[a](/b){: .button target='_blank'} c", '<p><a href="/b">a</a> c</p>'),
        ("> quoted\n{: .note}", "<blockquote><p>quoted</p></blockquote>"),
        ("{:ref: .a #b}\nWords.\n{: ref}", "<p>Words.</p>"),
        ("a {::comment}no{:/comment} b", "<p>a  b</p>"),
        ("{::options parse_block_html='true' /}\na", "<p>a</p>"),
        ("{::nomarkdown}\n<p>*a*</p>\n{:/}", "<p>*a*</p>"),
        ("a\n\n^\n\nb", "<p>a</p><p>b</p>"),
        ("*[PT]: physical therapist\n\nPT", "<p>PT</p>"),
        ('<div markdown="1">\n# a\n</div>', "<div><h1>a</h1></div>"),
        ('<div markdown="1">\n    *a*\n\n    b\n</div>', "<div><p><em>a</em></p><p>b</p></div>"),
        ('<div><div markdown="1">*a*</div></div>', "<div><div><p><em>a</em></p></div></div>"),
        ("<div>\n\n    <p>*a*</p>\n\n</div>", "<div><p>*a*</p></div>"),
        ("<div>never closed\n\n*a*", "<div>never closed<p><em>a</em></p>"),
        ("`{: .kept}`", "<p><code>{: .kept}</code></p>"),
        ("```\n{: .kept}\n```", "<pre><code>{: .kept}</code></pre>"),
    ],
)
def test_it_becomes_this(text: str, wanted: str) -> None:
    assert html(text) == wanted


def test_a_table_needs_no_head() -> None:
    assert html("| a | b |\n| c | d |").count("<td>") == 4
    assert html("|---|---|\n| a | b |").count("<td>") == 2
    assert html("| a | b |\n|---|---|\n| c | d |").count("<th>") == 2


def test_a_heading_keeps_its_own_id() -> None:
    for text in ("# a {#x}", "# a #  {: #x .y}", "# a\n{: #x}", "# a\n{: .y #x}"):
        assert kramdown.ANCHOR.search(kramdown.read(text))[1] == "x"


def test_a_table_of_contents_leaves_its_place() -> None:
    assert kramdown.CONTENTS_HERE in kramdown.read("* TOC\n{:toc}\n\n# a")


PARTS = st.sampled_from([*'ab \n`~#|-<>/{}:="*[]1', "<div", "</div>", "```", ' markdown="1"'])
TEXT = st.lists(PARTS, max_size=60).map("".join)


@given(TEXT)
def test_any_text_is_read_and_code_stays_as_it_is(text: str) -> None:
    kramdown.read(text)
    hidden, kept = code.hidden(text)
    assert code.shown(hidden, kept) == text
    assert code.outside(text, lambda part: part) == text
