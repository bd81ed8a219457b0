"""Which tags does Jekyll add to Liquid: includes with parameters, links to files, code?"""

import html
import re
from collections.abc import Callable
from io import StringIO
from typing import Any, TextIO

from liquid import Node, RenderContext, Token, TokenStream
from liquid.ast import BlockNode
from liquid.builtin.expressions import FilteredExpression, tokenize
from liquid.exceptions import LiquidError, TemplateNotFoundError
from liquid.parser import get_parser
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG

PARAMETER = re.compile(r"""([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s=]+)""")
FILLED = re.compile(r"\{\{(.*?)\}\}")
QUOTED = re.compile(r"""^(["'])(.*)\1$""", re.DOTALL)

Give = Callable[[RenderContext, str], str]


def value_of(words: str, context: RenderContext, token: Token) -> Any:
    """What a variable or a text in quotes stands for."""
    quoted = QUOTED.match(words)
    if quoted:
        return quoted[2].replace(f"\\{quoted[1]}", quoted[1])
    tokens = TokenStream(tokenize(words, parent_token=token))
    return FilteredExpression.parse(context.env, tokens).evaluate(context)


class Written(Node):
    """A tag that writes what a function gives for the words after its name."""

    def __init__(self, token: Token, words: str, give: Give) -> None:
        super().__init__(token)
        self.words, self.give = words, give
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        filled = FILLED.sub(lambda one: str(value_of(one[1], context, self.token)), self.words)
        return buffer.write(self.give(context, filled.strip()))


class Include(Node):
    """`{% include name.html key="value" %}`: the values are `include.key` within."""

    def __init__(self, token: Token, words: str) -> None:
        super().__init__(token)
        self.words = words
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        name, _, rest = self.words.strip().partition(" ")
        if name.startswith("{{"):
            whole = FILLED.match(self.words.strip())
            rest = self.words.strip()[whole.end() :] if whole else ""
            name = str(value_of(whole[1].strip(), context, self.token)) if whole else ""
        said = {one: value_of(value, context, self.token) for one, value in PARAMETER.findall(rest)}
        template = context.env.get_template(name.strip("\"'"), context=context, tag="include")
        with context.extend({"include": said}, template=template):
            template.render_with_context(context, buffer, partial=True)
        return 1


class Highlighted(Node):
    """`{% highlight python %} … {% endhighlight %}`: code, as it is."""

    def __init__(self, token: Token, block: BlockNode) -> None:
        super().__init__(token)
        self.block = block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        within = StringIO()
        self.block.render(context, within)
        code = html.escape(within.getvalue().strip("\n"), quote=False)
        return buffer.write(f"\n<pre><code>{code}</code></pre>\n")


def _words(stream: TokenStream) -> str:
    """What stands after the name of a tag."""
    stream.expect(TOKEN_TAG)
    if stream.peek.kind != TOKEN_EXPRESSION:
        return ""
    next(stream)
    return str(stream.current.value)


def written(named: str, give: Give) -> type[Tag]:
    """A tag of that name that writes what the function gives."""

    class OneWord(Tag):
        name, block = named, False

        def parse(self, stream: TokenStream) -> Node:
            token = stream.current
            return Written(token, _words(stream), give)

    return OneWord


def include(named: str) -> type[Tag]:
    class Included(Tag):
        name, block = named, False

        def parse(self, stream: TokenStream) -> Node:
            token = stream.current
            return Include(token, _words(stream))

    return Included


class Highlight(Tag):
    name, end = "highlight", "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        token = stream.current
        _words(stream)
        next(stream)
        return Highlighted(token, get_parser(self.env).parse_block(stream, (self.end,)))


def says_of(problem: LiquidError) -> str:
    """What a template got wrong, in one line."""
    said = " ".join(str(problem.args[0] if problem.args else "it cannot be read").split())[:120]
    tag = re.search(r"unexpected tag '([\w-]+)'", said)
    if tag and tag[1].startswith(("end", "else", "elsif", "when")):
        return f"the Liquid tag '{tag[1]}' closes nothing; it is left out."
    if tag:
        return f"the Liquid tag '{tag[1]}' is not known; it is left out."
    if isinstance(problem, TemplateNotFoundError):
        return f"the include '{said}' is not in _includes."
    return f"Liquid: {said}."
