"""Which statements a test reaches: sources with a mark set before each statement of each function.

Coverage sees every line that is run, as often as it is run, and says so through a call; a folder of many readers took
longer than anybody waits. A mark is one byte written in place. Marks lie in memory that forked children share, so what
a worker reaches counts too.
"""

import ast
import builtins
import importlib.machinery
import mmap
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

_NAME = "__reached__"  # among the builtins: every module sees it


@dataclass(frozen=True, slots=True)
class Probes:
    """The changed code of each file by its path, and which module and line each mark stands for."""

    codes: dict[str, CodeType]
    places: list[tuple[str, int]]


class _Marked(ast.NodeTransformer):
    """Put a mark before each statement in a function, and into each lambda outside one."""

    def __init__(self, module: str, places: list[tuple[str, int]]) -> None:
        self.module = module
        self.places = places
        self.inside = 0

    def _mark(self, line: int) -> ast.Constant:
        """The number of a new mark."""
        self.places.append((self.module, line))
        return ast.Constant(len(self.places) - 1)

    def _function(self, node: ast.AST) -> ast.AST:
        """A function, with everything in it."""
        self.inside += 1
        self.generic_visit(node)
        self.inside -= 1
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = _function  # noqa: N815 - the names that ast asks for

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """A lambda: one in a function counts as reached with its statement."""
        self.generic_visit(node)
        if not self.inside:
            setter = ast.Attribute(ast.Name(_NAME, ast.Load()), "__setitem__", ast.Load())
            call = ast.Call(setter, [self._mark(node.lineno), ast.Constant(1)], [])
            node.body = ast.copy_location(ast.BoolOp(ast.Or(), [call, node.body]), node.body)
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit the parts of a node; a list of statements in a function gets its marks."""
        super().generic_visit(node)
        if self.inside:
            for field in ("body", "orelse", "finalbody"):
                body = getattr(node, field, None)
                if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                    first = (
                        body[:1] if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else []
                    )
                    marked = [each for one in body[len(first) :] for each in (self._set(one), one)]
                    setattr(node, field, [*first, *marked])
        return node

    def _set(self, statement: ast.stmt) -> ast.stmt:
        """The statement that sets the mark of another one."""
        target = ast.Subscript(ast.Name(_NAME, ast.Load()), self._mark(statement.lineno), ast.Store())
        return ast.copy_location(ast.Assign([target], ast.Constant(1)), statement)


def probes_of(root: Path) -> Probes:
    """All sources below a folder with their marks."""
    codes: dict[str, CodeType] = {}
    places: list[tuple[str, int]] = []
    for path in sorted(root.rglob("*.py")):
        tree = _Marked(path.relative_to(root).as_posix(), places).visit(ast.parse(path.read_bytes()))
        codes[str(path)] = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
    return Probes(codes, places)


def marks_for(probes: Probes) -> mmap.mmap:
    """The marks, all unset; modules loaded from now on set theirs."""
    marks = mmap.mmap(-1, max(1, len(probes.places)))
    setattr(builtins, _NAME, marks)
    usual = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        return probes.codes.get(self.path) or usual(self, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
    return marks


def reached(probes: Probes, marks: mmap.mmap) -> set[tuple[str, int]]:
    """The places whose mark is set; all are unset again."""
    found, at = set(), marks.find(b"\1")
    while at >= 0:
        found.add(probes.places[at])
        at = marks.find(b"\1", at + 1)
    marks[:] = bytes(len(marks))
    return found
