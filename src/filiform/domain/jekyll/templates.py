"""How does Liquid read the words of a site, with what Jekyll adds to it?"""

from collections.abc import Callable
from typing import Any

from liquid import CachingDictLoader, Environment, Mode, RenderContext, TokenStream
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.exceptions import LiquidError
from liquid.filter import with_context
from liquid.token import TOKEN_EXPRESSION, Token

from filiform.domain.jekyll import filters, tags

Noted = Callable[[str], None]
OURS = ("seo", "feed_meta", "csp", "toc", "analytics")
"""Tags of plugins for what filiform does itself, or does without."""


class Filters(dict[str, Callable[..., Any]]):
    """The filters by name; one that nobody knows is noted, and does nothing."""

    def __init__(self, known: dict[str, Callable[..., Any]], noted: Noted) -> None:
        super().__init__(known)
        self.noted = noted

    def __missing__(self, name: str) -> Callable[..., Any]:
        self.noted(f"the Liquid filter '{name}' is not known; its text stays as it is.")
        raise KeyError(name)


class Templates(Environment):
    """Liquid as lenient as Jekyll's, with limits; whatever it does not understand is noted."""

    loop_iteration_limit = 50_000
    output_stream_limit = 4_000_000
    context_depth_limit = 40
    block_nesting_limit = 60

    def __init__(self, includes: dict[str, str], noted: Noted) -> None:
        loader = CachingDictLoader(includes, auto_reload=False)
        super().__init__(tolerance=Mode.LAX, strict_filters=False, loader=loader)
        self.noted = noted
        self.filters = Filters({**self.filters, **filters.EVERY}, noted)
        for name, take in (("where_exp", list), ("find_exp", _first)):
            self.add_filter(name, _by_condition(take))
        self.add_filter("group_by_exp", _grouped)
        self.add_tag(tags.include("include"))
        self.add_tag(tags.include("include_cached"))
        self.add_tag(tags.Highlight)
        for name in OURS:
            self.add_tag(tags.written(name, lambda context, words: ""))

    def error(
        self,
        exc: type[LiquidError] | LiquidError,
        msg: str | None = None,
        token: Token | None = None,
    ) -> None:
        """Notes what a template got wrong, and goes on without it."""
        self.noted(tags.says_of(exc if isinstance(exc, LiquidError) else exc(msg, token=token)))


def _first(found: list[Any]) -> Any:
    return found[0] if found else None


def _by_condition(take: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """`where_exp: "one", "one.city == 'Boulder'"`."""

    @with_context
    def fitting(value: object, name: object, said: object, *, context: RenderContext) -> Any:
        asked = BooleanExpression.parse(context.env, _tokens(said))
        return take([one for one in filters.items(value) if _of(one, name, asked, context)])

    return fitting


@with_context
def _grouped(value: object, name: object, said: object, *, context: RenderContext) -> Any:
    """`group_by_exp: "post", "post.date | date: '%Y'"`."""
    asked = FilteredExpression.parse(context.env, _tokens(said))
    pairs = [{"key": _of(one, name, asked, context), "one": one} for one in filters.items(value)]
    groups = filters.group_by(pairs, "key")
    return [{**group, "items": [pair["one"] for pair in group["items"]]} for group in groups]


def _of(one: object, name: object, asked: Any, context: RenderContext) -> Any:
    with context.extend({str(name): one}):
        return asked.evaluate(context)


def _tokens(said: object) -> TokenStream:
    text = str(said)
    return TokenStream(tokenize(text, parent_token=Token(TOKEN_EXPRESSION, text, 0, text)))
