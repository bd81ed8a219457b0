"""Which small lies can be told about a piece of source? One change each, never two."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
}
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
CONDITIONAL = (ast.If, ast.While, ast.IfExp, ast.Assert)


@dataclass(frozen=True)
class Mutant:
    """The whole source with one change, and that change in words."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of the source, in the order of its lines."""
    tree = ast.parse(source)
    nodes = list(_told(tree))
    for place, node in sorted(enumerate(nodes), key=lambda pair: getattr(pair[1], "lineno", 0)):
        for choice in range(len(_changes(node))):
            changed = copy.deepcopy(tree)
            victim = list(_told(changed))[place]
            _changes(victim)[choice](victim)
            ast.fix_missing_locations(changed)
            words = (_words(node), _words(victim))
            yield Mutant(getattr(node, "lineno", 0), *words, ast.unparse(changed))


def _told(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that says something when it runs: no annotations, no decorators."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST):
                yield node
                yield from _told(node)


def _changes(node: ast.AST) -> list:  # of functions that change the node in place
    changes = []
    if isinstance(node, ast.Compare):
        changes += [_compare(i) for i, op in enumerate(node.ops) if type(op) in COMPARED]
    if isinstance(node, ast.BoolOp | ast.BinOp) and (isinstance(node, ast.BoolOp) or _known(node)):
        changes.append(_operator)
    if isinstance(node, ast.Constant) and type(node.value) in (bool, int):
        changes.append(_constant)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
        changes.append(_call)
    if isinstance(node, CONDITIONAL) and not isinstance(node.test, ast.Compare):
        changes.append(_condition)
    if isinstance(node, ast.comprehension):
        changes += [_filter(i) for i, _ in enumerate(node.ifs)]
    if isinstance(node, ast.If | ast.For) and isinstance(node.body[0], ast.Raise):
        changes.append(_silence)
    return changes


def _known(node: ast.BinOp) -> bool:
    return type(node.op) in CALCULATED


def _compare(place: int):  # noqa: ANN202
    def change(node: ast.Compare) -> None:
        node.ops[place] = COMPARED[type(node.ops[place])]()

    return change


def _operator(node: ast.BoolOp | ast.BinOp) -> None:
    if isinstance(node, ast.BinOp):
        node.op = CALCULATED[type(node.op)]()
    else:
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _constant(node: ast.Constant) -> None:
    value = node.value
    node.value = not value if isinstance(value, bool) else value + 1  # type: ignore[operator]


def _call(node: ast.Call) -> None:
    assert isinstance(node.func, ast.Name)
    node.func.id = CALLED[node.func.id]


def _condition(node: ast.If) -> None:
    node.test = _not(node.test)


def _filter(place: int):  # noqa: ANN202
    def change(node: ast.comprehension) -> None:
        node.ifs[place] = _not(node.ifs[place])

    return change


def _silence(node: ast.If) -> None:
    node.body = [ast.Pass()]


def _not(test: ast.expr) -> ast.expr:
    """The opposite; of `not x` it is `x`, which is how a `not` is lost."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _words(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:70]
