"""Through which lines a test may notice a mutant: those of its statement, or of whatever reads a name it changes."""

import ast
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Protocol

Place = tuple[str, int]
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Changed(Protocol):
    """What has to be known of a mutant."""

    @property
    def path(self) -> Path:
        """The module, below ``src``."""

    @property
    def line(self) -> int:
        """The line, from 1."""

    @property
    def column(self) -> int:
        """The byte of the line, from 0."""


class Places:
    """The functions of all sources with the names in them, and what modules and classes bind by which names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.readers: defaultdict[str, set[Place]] = defaultdict(set)
        self.bound: defaultdict[str, set[str]] = defaultdict(set)
        self.trees: dict[str, ast.Module] = {}
        for path in sorted(root.rglob("*.py")):
            name = path.relative_to(root).as_posix()
            tree = self.trees[name] = ast.parse(path.read_bytes())
            self._walk(tree.body, name, frozenset())

    def _walk(self, body: list[ast.stmt], path: str, outer: frozenset[str]) -> None:
        """Take up the statements of a module or class."""
        for statement in body:
            if isinstance(statement, ast.ClassDef):
                self._walk(statement.body, path, outer | {statement.name})
            elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = {(path, line) for line in range(statement.lineno, (statement.end_lineno or 0) + 1)}
                for name in _read(statement):
                    self.readers[name] |= lines
                self.readers[statement.name] |= lines
            else:
                for name in _read(statement):
                    self.bound[name] |= _bound(statement) | outer
                for part in ast.walk(statement):
                    if isinstance(part, ast.Lambda):
                        lines = {(path, line) for line in range(part.lineno, (part.end_lineno or 0) + 1)}
                        for name in _read(part):
                            self.readers[name] |= lines

    def of(self, mutant: Changed) -> tuple[bool, list[Place]]:
        """Whether it acts while its module is loaded, and the lines through which a test may notice it."""
        path = mutant.path.as_posix()
        chain = _chain(self.trees[path], mutant.line, mutant.column)
        statement = next(each for each in reversed(chain) if isinstance(each, ast.stmt))
        if not _later(chain):
            names = _bound(statement) | {each.name for each in chain if isinstance(each, ast.ClassDef)}
            seen: set[str] = set()
            while names - seen:
                name = (names - seen).pop()
                seen.add(name)
                names |= self.bound[name]
            return True, sorted(set().union(*(self.readers[name] for name in names)))
        body = getattr(statement, "body", None)
        last = body[0].lineno - 1 if isinstance(body, list) and body else statement.end_lineno or statement.lineno
        return False, [(path, line) for line in range(statement.lineno, max(last, statement.lineno) + 1)]


def _read(node: ast.AST) -> set[str]:
    """Names and attributes that stand in a node."""
    found = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return found | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def _bound(statement: ast.stmt) -> set[str]:
    """Names that a statement binds, or those in it where it binds none."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    stored = {part.id for part in ast.walk(statement) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    return stored or _read(statement)


def _chain(tree: ast.Module, line: int, column: int) -> list[ast.AST]:
    """The nodes around a place, outermost first."""
    chain: list[ast.AST] = [tree]
    while True:
        inner = [
            child
            for child in _children(chain[-1])
            if _begin(child) <= (line, column) < (child.end_lineno or 0, child.end_col_offset or 0)
        ]
        if not inner:
            return chain
        chain.append(inner[0])


def _begin(node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Where a node begins, with its decorators."""
    first = min(getattr(node, "decorator_list", ()), key=lambda each: each.lineno, default=node)
    return first.lineno, first.col_offset


def _children(node: ast.AST) -> list[ast.expr | ast.stmt]:
    """The statements and expressions right below a node; what has no place of its own is looked through."""
    found: list[ast.expr | ast.stmt] = []
    for child in ast.iter_child_nodes(node):
        found.extend([child] if isinstance(child, ast.expr | ast.stmt) else _children(child))
    return found


def _later(chain: list[ast.AST]) -> bool:
    """Whether a place is run by a call and not while its module is loaded: it is in the body of a function."""
    for outer, inner in pairwise(chain):
        if isinstance(outer, _Function):
            body = outer.body if isinstance(outer.body, list) else [outer.body]
            if any(inner is each for each in body):
                return True
    return False
