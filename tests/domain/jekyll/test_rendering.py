"""Does Liquid fill the pages as Jekyll would, and is whatever it does not know named?"""

import pytest

from filiform.domain.jekyll.rendering import HERE, Filled, Rendering
from tests.domain.jekyll.folders import AT, CONFIG, folder, page

TEAM = CONFIG + "collections: {team: {output: true}}\n"
PEOPLE = {
    "_team/ana.md": page("Ana.", title="Ana", city="Boulder", order="2"),
    "_team/bo.md": page("Bo.", title="Bo", city="Golden", order="1"),
    "_posts/2019-01-02-first.md": page("One *two*.", title="First", tags="[a, b]"),
    "_posts/2020-01-02-last.md": page("Last.", title="Last", tags="a"),
    "_data/prices.yml": "- {name: first, price: 140}\n- {name: next, price: 95}\n",
}


def filled(words: str, *, layout: str = "", **texts: str) -> Filled:
    site = folder(config=TEAM, **PEOPLE, **{"x.md": page(words, layout=layout), **texts})
    return Rendering(site, markdown=lambda text: f"<p>{text}</p>", at=AT).filled(
        site.by_path["x.md"]
    )


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("{{ site.title }}|{{ page.title }}|{{ page.url }}", "Two Rivers|X|/x/"),
        ("{{ site.url }}{{ site.baseurl }}/a", "/a"),
        ("{{ '/a' | relative_url }} {{ 'b' | absolute_url }}", "/a /b"),
        ("{{ 'https://e.example/' | absolute_url }}", "https://e.example/"),
        ("{% for one in site.team %}{{ one.title }} {% endfor %}", "Ana Bo "),
        ("{% assign p = site.team | sort: 'order' %}{{ p.first.title }}", "Bo"),
        ("{% assign p = site.team | where: 'city', 'Golden' %}{{ p[0].title }}", "Bo"),
        ("{{ site.team | where_exp: 'p', 'p.order > 1' | map: 'title' | join }}", "Ana"),
        ("{% for g in site.team | group_by: 'city' %}{{ g.name }}{% endfor %}", ""),
        ("{% assign g = site.team | group_by: 'city' %}{{ g[0].name }} {{ g.size }}", "Boulder 2"),
        (
            "{% assign g = site.posts | group_by_exp: 'p', 'p.date | date: \"%Y\"' %}"
            "{{ g | map: 'name' | join: ',' }}",
            "2020,2019",
        ),
        ("{% for p in site.posts %}{{ p.title }},{% endfor %}", "Last,First,"),
        ("{{ site.posts.last.date | date_to_string }}", "02 Jan 2019"),
        ("{{ site.posts.last.date | date: '%B %-d, %Y' }}", "January 2, 2019"),
        ("{{ site.posts.first.previous.title }}", "First"),
        ("{{ site.tags.a | size }} {{ site.tags.b[0].title }}", "2 First"),
        ("{{ site.posts.last.content }}", "<p>One *two*.\n</p>"),
        ("{{ site.data.prices[1].price | plus: 5 }}", "100"),
        ("{% if site.data.prices.size == 2 and page.title %}y{% else %}n{% endif %}", "y"),
        ("{% unless page.none %}a{% endunless %}", "a"),
        ("{{ 'a b' | slugify }} {{ 'A & b' | slugify: 'pretty' }}", "a-b a-&-b"),
        ("{{ 'a,b,c' | split: ',' | array_to_sentence_string }}", "a, b, and c"),
        ("{{ 'x' | markdownify }}", "<p>x</p>"),
        ("{{ site.data.prices | jsonify }}", '[{"name": "first", "price": 140}, '),
        ("{{ ' a  b ' | normalize_whitespace }}", "a b"),
        (
            "{% link _team/ana.md %} {% post_url 2019-01-02-first %}",
            "/team/ana/ /2019/01/02/first/",
        ),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("{% highlight ruby %}<a>{% endhighlight %}", "\n<pre><code>&lt;a&gt;</code></pre>\n"),
        ("{% seo %}{% feed_meta %}a", "a"),
        ("{% capture b %}c{% endcapture %}{{ b | upcase }}", "C"),
        ("{% case page.title %}{% when 'X' %}1{% else %}2{% endcase %}", "1"),
    ],
)
def test_it_says_this(words: str, wanted: str) -> None:
    assert filled(words).words.strip("\n").startswith(wanted.strip("\n"))


def test_an_include_gets_its_parameters_and_may_include_another() -> None:
    inner = {"_includes/b/in.html": "[{{ include.n }}]", "_data/names.yml": "k: b/in.html\n"}
    outer = {"_includes/out.html": "{{ include.a }} {{ include.b }}{% include b/in.html n=3 %}"}
    first = "{% include out.html a=\"x 'y'\" b=page.title %}"
    second = "{% include {{ site.data.names.k }} n='z' %}"
    assert filled(f"{first} {second}", **inner, **outer).words.strip() == "x 'y' X[3] [z]"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("a{% gist 12 %}", "the Liquid tag 'gist' is not known"),
        ("a{{ 'b' | shout }}", "the Liquid filter 'shout' is not known"),
        ("a{% include none.html %}", "the include 'none.html' is not in _includes"),
        ("a{% link none.md %}", "the link to none.md leads nowhere"),
        ("a{% post_url 2001-01-01-none %}", "the post 2001-01-01-none leads nowhere"),
        ("a{% endfor %}", "closes nothing"),
        ("a{% include self.html %}", "Liquid: "),
        ("a{% for i in (1..99999999) %}x{% endfor %}", "Liquid: "),
    ],
)
def test_what_is_not_known_is_named_and_the_rest_stays(words: str, says: str) -> None:
    done = filled(words, **{"_includes/self.html": "{% include self.html %}"})
    assert done.words.startswith("a")
    assert says in " ".join(one.says for one in done.remarks)


def test_layouts_within_the_frame_are_used_and_the_frame_is_not() -> None:
    layouts = {
        "_layouts/person.html": "---\nlayout: inner\n---\n<b>{{ page.title }}</b>{{ content }}",
        "_layouts/inner.html": "---\nlayout: frame\n---\n<i>{{ content }}</i>",
        "_layouts/frame.html": "<!doctype html><html><body><nav>x</nav>{{ content }}</body></html>",
    }
    done = filled("a", layout="person", **layouts)
    assert done.around == f"<i><b>X</b>{HERE}</i>"
    assert [one.says for one in done.remarks] == [
        "layout 'frame': a frame; filiform's own is used."
    ]


@pytest.mark.parametrize(
    ("words", "body", "around"),
    [
        ("a", "<main><p>{{ content }}</p></main>", f"<p>{HERE}</p>"),
        ("a", "<section>{{ content }}</section>", ""),
        ("", "<header>h</header><p>one page</p><footer>f</footer>", "<p>one page</p>"),
    ],
)
def test_of_a_frame_only_what_belongs_to_the_page_is_used(
    words: str, body: str, around: str
) -> None:
    frame = {"_layouts/frame.html": f"<html><body>{body}</body></html>"}
    assert filled(words, layout="frame", **frame).around == around


def test_a_layout_of_a_theme_is_named() -> None:
    assert "of a theme" in filled("a", layout="minimal").remarks[0].says


def test_a_page_that_includes_its_own_content_ends() -> None:
    done = filled("{% for one in site.pages %}{{ one.content }}{% endfor %}a")
    assert done.words.rstrip().endswith("a")


def test_of_a_whole_html_page_the_body_is_shown_and_liquid_is_not_filled() -> None:
    text = "<html><body><header>h</header><p>{{ site.title }}</p></body></html>"
    site = folder(**{"a.html": text})
    done = Rendering(site, markdown=str, at=AT).filled(site.by_path["a.html"])
    assert (done.words, done.markdown, done.around) == ("<p>{{ site.title }}</p>", False, "")
    assert "a whole HTML page" in done.remarks[0].says
