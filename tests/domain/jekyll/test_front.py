"""Is front matter and data read as Jekyll reads it, and is every broken one a sentence?"""

from datetime import UTC, date, datetime

import pytest

from filiform.domain.jekyll import front
from filiform.domain.jekyll.remarks import Unreadable
from tests.domain.jekyll.folders import folder, leads, page, said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9:30", "9:30"),
        ("12", 12),
        ("0303", "0303"),
        ("1.5", 1.5),
        ("2017-11-03", date(2017, 11, 3)),
        ("2017-11-03 10:00:00Z", datetime(2017, 11, 3, 10, tzinfo=UTC)),
        ("no", False),
        ("~", None),
        ("'8 a.m.'", "8 a.m."),
        ("[a, b]", ["a", "b"]),
        ("{a: &x [1], b: *x}", {"a": [1], "b": [1]}),
    ],
)
def test_a_value_is_what_jekyll_makes_of_it(text: str, value: object) -> None:
    assert front.load(text) == value


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        *("[unclosed", "a: b: c", "\tx: 1", "!!python/object/apply:os.system ['x']", "&a [*a]"),
        *("a: 2017-13-45", "[" * 500, BOMB, "? {a: b}\n: c", "{[1]: 2}"),
    ],
)
def test_broken_or_hostile_yaml_is_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as problem:
        front.load(text)
    assert "YAML" in str(problem.value)


@pytest.mark.parametrize(
    ("text", "matter", "words"),
    [
        ("---\ntitle: a\n---\nb", {"title": "a"}, "b"),
        ("---\r\ntitle: a\r\n---\r\nb", {"title": "a"}, "b"),
        ("\ufeff---\ntitle: a\n---\n", {"title": "a"}, ""),
        ("---\n---\nb", {}, "b"),
        ("no front\n---\n", {}, "no front\n---\n"),
        ("---\ntitle: a\n...\nb", {"title": "a"}, "b"),
    ],
)
def test_front_matter_and_words_are_told_apart(text: str, matter: dict, words: str) -> None:
    assert front.split(text) == (matter, words)


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("a.md", "---\ntitle: a\nwords", "not closed"),
        ("a.md", "---\n- a\n---\n", "lines like 'title"),
        ("a.md", "---\ntitle: " + "x" * 70_000 + "\n---\n", "far too long"),
        ("a.md", page(date="someday"), "the date 'someday' cannot be read"),
        ("_posts/2020-02-31-a.md", page(), "no such day"),
        ("_posts/a.md", page(), "begins with its date"),
        ("_data/a.yml", "[", "bad YAML in line 1"),
        ("_data/a.json", "{", "cannot be read"),
        ("_data/a.txt", "x", "data is .yml"),
        ("_data/a.csv", '"' + "x" * 200_000, "cannot be read"),
    ],
)
def test_a_broken_file_is_named_and_the_rest_is_read(path: str, text: str, says: str) -> None:
    site = folder(**{path: text, "well.md": page()})
    line = next(one for one in said(site).splitlines() if path in one)
    assert line.startswith("skipped") and says in line
    assert leads(site, "/well/") == "file well.md"


def test_settings_that_cannot_be_read_leave_those_of_jekyll() -> None:
    site = folder(config="a: [", **{"a.md": page()})
    assert "skipped: _config.yml: bad YAML" in said(site)
    assert leads(site, "/a.html") == "file a.md"


def test_data_has_a_name_for_each_file_and_folder() -> None:
    csv = "\ufeffname,price\nshort,95\n"
    texts = {"_data/a/b.csv": csv, "_data/c.tsv": "x\ty\n1\t2\n", "_data/d.json": "[1]"}
    site = folder(**texts)
    wanted = {"a": {"b": [{"name": "short", "price": "95"}]}, "c": [{"x": "1", "y": "2"}]}
    assert site.data == {**wanted, "d": [1]}


@pytest.mark.parametrize(
    ("path", "front_matter", "held"),
    [
        ("_drafts/a.md", {}, "a draft"),
        ("a.md", {"published": "false"}, "keeps it back"),
        ("_posts/2099-01-01-a.md", {}, "still to come (2099-01-01)"),
        ("_posts/2020-01-01-a.md", {"date": "2099-05-01"}, "still to come (2099-05-01)"),
    ],
)
def test_what_is_not_public_is_read_but_answers_nowhere(
    path: str, front_matter: dict, held: str
) -> None:
    site = folder(**{path: page(**front_matter)})
    assert held in site.by_path[path].held
    assert site.addresses == ()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("2018-01-15 23:30:00 -0700", "/2018/01/15/a/"),
        ("2018-01-15 09:30", "/2018/01/15/a/"),
        ("2018-02-01", "/2018/02/01/a/"),
    ],
)
def test_the_day_of_a_post_is_as_it_is_written(said: str, address: str) -> None:
    site = folder(**{"_posts/2018-01-14-a.md": page(date=said)})
    assert leads(site, address) == "file _posts/2018-01-14-a.md"


def test_a_future_post_is_public_where_the_settings_say_so() -> None:
    site = folder(config="future: true\n", **{"_posts/2099-01-01-a.md": page()})
    assert leads(site, "/2099/01/01/a.html") == "file _posts/2099-01-01-a.md"


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("about-us.md", "# Who we are\n", "Who we are"),
        ("about-us.md", page(), "About us"),
        ("index.md", page(), "Two Rivers"),
        ("team/index.md", page(), "Team"),
        ("_posts/2020-01-01-new-room.md", page(), "New room"),
    ],
)
def test_a_page_without_a_title_gets_one(path: str, text: str, title: str) -> None:
    assert folder(**{path: text}).by_path[path].title == title
