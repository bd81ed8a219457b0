"""Is what cannot be shown left out, and named?"""

import pytest

from filiform.domain.jekyll import leftovers


def cleared(text: str) -> tuple[str, list[str]]:
    words, remarks = leftovers.cleared("a.md", text)
    return words, [f"{one.kind}: {one.says}" for one in remarks]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a<form action="https://formspree.io/f/x"><label>Name</label></form>b', "to formspree.io"),
        ("a<form><input></form>b", "posts nowhere by itself"),
        ("a<script>alert(1)</script>b", "a script is left out"),
        ('a<script src="//cdn.example/x.js"></script>b', "a script from cdn.example"),
        ('a<iframe src="https://widgets.example/x"></iframe>b', "an iframe from widgets.example"),
        ("a<iframe></iframe>b", "an iframe without a host"),
        ('a<object data="https://x.example/y"></object>b', "<object> from x.example"),
        ("a<svg><title>Icon</title></svg>b", "<svg> is left out"),
        ('a[contact-form-7 id="12" title="x"]b', "[contact-form-7] of WordPress"),
        ("a[gallery ids='1,2']b", "[gallery] of WordPress"),
    ],
)
def test_it_is_left_out_with_its_words(text: str, says: str) -> None:
    words, remarks = cleared(text)
    assert words == "ab"
    assert len(remarks) == 1 and remarks[0].startswith("not understood") and says in remarks[0]


@pytest.mark.parametrize("host", sorted(leftovers.PLACES))
def test_an_iframe_of_the_list_is_a_link(host: str) -> None:
    words, remarks = cleared(f'<iframe width=1 src="https://{host}/a?b=1&amp;c=2"></iframe>')
    assert words.startswith(f'<p><a href="https://{host}/a?b=1&amp;c=2">')
    assert remarks == [f"changed: an iframe from {host} is a link now."]


def test_a_caption_is_a_figure_and_an_embed_a_link() -> None:
    words, _ = cleared('[caption id="a" width="3"]<img src="/a.png"/> A needle[/caption]')
    assert words == '<figure><img src="/a.png"/><figcaption>A needle</figcaption></figure>'
    words, _ = cleared("[embed]https://video.example/1[/embed]")
    assert words == '<p><a href="https://video.example/1">https://video.example/1</a></p>'


def test_old_styles_are_counted() -> None:
    text = '<span style="font-weight: 400;">a</span> <span style="x">b</span>'
    assert cleared(text)[1] == ["changed: 2 <span style> are taken off; their words stay."]


@pytest.mark.parametrize(
    "text",
    [
        "[a link](/b) and [a reference][1] and [raw] words and [1]: x",
        "```html\n<script>x</script>\n[gallery]\n```",
        "`<iframe>` and <pre><form></form></pre>",
    ],
)
def test_links_and_code_are_left_alone(text: str) -> None:
    assert cleared(text) == (text, [])
