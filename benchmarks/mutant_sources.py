"""Sources that reckon each chosen expression as it is and as its mutant has it: one run of the tests tells all.

A comparison's two sides are reckoned once and compared in both ways; a guard that never holds differs wherever the
guard holds; ``and`` for ``or`` is reckoned a second time unless that could change something (``pop``, ``next``, a
walrus). A number is looked at with the plain expression around it. What cannot be reckoned twice counts as different
wherever it is reached: a mark too many costs a run of a test, a mark too few would cost a verdict.
"""

import ast
import copy
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_PLAIN = {"len", "min", "max", "abs", "int", "str", "float", "bool", "Decimal", "round", "isinstance", "ord", "range"}
_ACTING = {
    "next",
    "pop",
    "popleft",
    "append",
    "add",
    "extend",
    "update",
    "setdefault",
    "read",
    "readline",
    "write",
    "remove",
    "discard",
    "insert",
    "seek",
    "send",
    "close",
    "open",
    "print",
    "popitem",
    "clear",
    "get_nowait",
    "acquire",
}
_STEPS = (
    ast.Compare,
    ast.BoolOp,
    ast.BinOp,
    ast.UnaryOp,
    ast.Call,
    ast.Tuple,
    ast.IfExp,
    ast.keyword,
    ast.Set,
    ast.List,
)
_NONE = ast.arguments([], [], None, [], [], None, [])
_NAMES = ast.arguments([], [ast.arg("__left__"), ast.arg("__right__")], None, [], [], None, [])
_IMPORT = "import formaudit_marks as __marks__"


class Chosen(Protocol):
    """What has to be known of a mutant."""

    @property
    def path(self) -> Path:
        """The module, below ``src``."""

    @property
    def start(self) -> int:
        """The first byte of what it changes."""

    @property
    def end(self) -> int:
        """The byte behind it."""

    @property
    def before(self) -> str:
        """What it changes."""

    @property
    def after(self) -> str:
        """What it puts there."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark around an expression: its number and what stands there in the mutant."""

    number: int
    other: ast.expr


class _Marked(ast.NodeTransformer):
    """Put the marks of one module into its tree."""

    def __init__(self, marks: dict[int, list[_Mark]], reach: dict[int, list[int]], parents: dict[int, ast.AST]) -> None:
        self.marks = marks
        self.reach = reach
        self.parents = parents

    def visit(self, node: ast.AST) -> ast.AST:
        """Visit what is in a node, then put its own marks around it."""
        own = self.marks.get(id(node), [])
        plain = copy.deepcopy(node) if own else node
        truth = isinstance(node, ast.expr) and _truth(node, self.parents)
        result = self.generic_visit(node)
        for mark in own:
            assert isinstance(result, ast.expr)
            assert isinstance(plain, ast.expr)
            result = _looked(mark, result, plain, truth)
        numbers = self.reach.get(getattr(node, "lineno", 0), [])
        if numbers and isinstance(result, ast.FunctionDef | ast.AsyncFunctionDef):
            head = 1 if ast.get_docstring(result, clean=False) is not None else 0
            result.body.insert(head, ast.Expr(_call("reached", *map(ast.Constant, numbers))))
        elif numbers and isinstance(result, ast.Lambda):
            result.body = ast.BoolOp(ast.Or(), [_call("reached", *map(ast.Constant, numbers)), result.body])
        return result


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of what ``mutant_marks`` offers."""
    return ast.Call(ast.Attribute(ast.Name("__marks__", ast.Load()), name, ast.Load()), [*arguments], [])


def _looked(mark: _Mark, inner: ast.expr, plain: ast.expr, truth: bool) -> ast.expr:
    """An expression with a mark around it."""
    number, other = ast.Constant(mark.number), mark.other
    if isinstance(other, ast.Constant) and isinstance(other.value, bool):
        return _call("guarded", number, other, inner)
    if isinstance(inner, ast.Compare) and isinstance(other, ast.Compare) and len(inner.ops) == 1:
        assert isinstance(plain, ast.Compare)
        names = [ast.Name("__left__", ast.Load()), ast.Name("__right__", ast.Load())]
        sides = [
            (name, None if ast.dump(one) == ast.dump(two) else two)
            for name, one, two in zip(
                names, [plain.left, *plain.comparators], [other.left, *other.comparators], strict=True
            )
        ]
        if all(changed is None or _plain(changed) for _, changed in sides):
            left, right = (changed or name for name, changed in sides)
            was = ast.Lambda(_NAMES, ast.Compare(names[0], inner.ops, [names[1]]))
            now = ast.Lambda(_NAMES, ast.Compare(left, other.ops, [right]))
            return _call("compared", number, was, now, inner.left, *inner.comparators)
    if _repeatable(other) and not _number(plain):
        return _call("both", number, ast.Constant(truth), inner, ast.Lambda(_NONE, other))
    return ast.BoolOp(ast.Or(), [_call("reached", number), inner])


def _number(node: ast.expr) -> bool:
    """Whether an expression is a bare number, which its mutant always differs from."""
    return isinstance(node, ast.Constant)


def _plain(node: ast.expr) -> bool:
    """Whether an expression can be reckoned again at no cost: names, numbers, operators and what is built in."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and not (isinstance(part.func, ast.Name) and part.func.id in _PLAIN):
            return False
        if isinstance(part, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr | ast.Lambda | ast.comprehension):
            return False
    return True


def _repeatable(node: ast.expr) -> bool:
    """Whether an expression may be reckoned again without changing anything."""
    for part in ast.walk(node):
        if isinstance(part, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr):
            return False
        if isinstance(part, ast.Call):
            name = part.func.id if isinstance(part.func, ast.Name) else getattr(part.func, "attr", "")
            if name in _ACTING:
                return False
    return True


def _truth(node: ast.AST, parents: dict[int, ast.AST]) -> bool:
    """Whether only the truth of an expression counts where it stands."""
    parent = parents.get(id(node))
    if isinstance(parent, ast.If | ast.While | ast.IfExp | ast.Assert):
        return parent.test is node
    if isinstance(parent, ast.comprehension):
        return any(each is node for each in parent.ifs)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    return isinstance(parent, ast.BoolOp) and _truth(parent, parents)


def _with(outer: ast.expr, node: ast.expr, other: ast.expr) -> ast.expr:
    """A copy of an expression with another one in the place of a part of it."""
    return copy.deepcopy(outer, {id(node): other})


def _where(node: ast.expr, other: ast.expr, parents: dict[int, ast.AST]) -> tuple[ast.expr, ast.expr]:
    """The expression at which a mutant is looked at, and what it is in the mutant: for a number the one around it."""
    if not isinstance(other, ast.Constant | ast.Call) or isinstance(getattr(other, "value", None), bool):
        return node, other
    best, at = node, node
    while isinstance(up := parents.get(id(at)), _STEPS):
        if isinstance(up, ast.Compare) and len(up.ops) == 1 and _plain(at):
            best = up
        if isinstance(up, ast.keyword):
            up = parents[id(up)]
        if not isinstance(up, ast.expr):
            break
        if _plain(up):
            best = up
        at = up
    return best, _with(best, node, other)


def _nodes(tree: ast.Module, source: bytes) -> dict[tuple[int, int], list[ast.expr]]:
    """The expressions of a module by their first byte and the one behind them."""
    lines = [0]
    for text in source.splitlines(keepends=True):
        lines.append(lines[-1] + len(text))
    found: defaultdict[tuple[int, int], list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            end = lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            found[lines[node.lineno - 1] + node.col_offset, end].append(node)
    return found


def marked(source: bytes, chosen: list[tuple[int, Chosen]], reach: dict[int, list[int]]) -> str:
    """A module with the marks of its own mutants, and with those that are set where a function at a line is called."""
    tree = ast.parse(source)
    parents = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    nodes = _nodes(tree, source)
    marks: defaultdict[int, list[_Mark]] = defaultdict(list)
    for number, mutant in chosen:
        other = ast.parse(mutant.after, mode="eval").body
        before = ast.dump(ast.parse(f"({mutant.before})", mode="eval").body)
        node = next(each for each in nodes[mutant.start, mutant.end] if ast.dump(each) == before)
        at, changed = _where(node, other, parents)
        marks[id(at)].append(_Mark(number, changed))
    _Marked(marks, reach, parents).visit(tree)
    head = 0
    while head < len(tree.body) and (
        (isinstance(first := tree.body[head], ast.Expr) and isinstance(first.value, ast.Constant))
        or (isinstance(first, ast.ImportFrom) and first.module == "__future__")
    ):
        head += 1
    tree.body[head:head] = ast.parse(_IMPORT).body
    return ast.unparse(ast.fix_missing_locations(tree))
