"""Small changes of meaning, and whether a test notices: ``nice python -m benchmarks.mutants [--count N] [--seed N]``.

A mutant is one place of the sources changed in one way: a comparison with its bound on the other side or turned
round, ``and`` for ``or``, a number that is another, a guard that never holds. They are drawn with a fixed seed, as many
from each floor, and each is run against the tests of its own folder only (``tests/forms`` for ``forms/``). A floor
whose own tests let many live is held up by luck: by whatever the tests of the whole house happen to touch.

One run of the tests says in which of them each mutant makes a difference at its own place (``mutant_looks``), so one
that makes none lives without a run of its own; the others meet those tests only (``mutant_runs``), quickest first, for
at most ``--longest`` seconds of processor time. A change that acts while a module is loaded (a threshold, a table)
meets the tests that reach any function in which its name stands. A test that is red before any change counts for
nothing. With ``--whole`` the one run is of all tests, and those that live meet the tests of other folders too. All
runs are made on a copy of the tree.
"""

import argparse
import ast
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from benchmarks.mutant_places import Places
from benchmarks.mutant_verdicts import look, run

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("forms", "graph", "checks", "causes", "extract")
_COPIED = ("src", "tests", "corpora", "golden", "docs", "benchmarks", "pyproject.toml", "README.md", "README.zh-CN.md")
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change: ``before`` at a place of a source file becomes ``after``; positions count bytes, as ``ast`` does."""

    floor: str
    path: Path
    line: int
    column: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        """The place and the change on one line."""
        return f"{self.path}:{self.line}: {' '.join(self.before.split())} → {self.after}"


def changed(node: ast.expr) -> Iterator[ast.expr]:
    """Each other meaning that an expression is given."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            turned = [*node.ops]
            turned[index] = _TURNED[type(operator)]()
            yield ast.Compare(left=node.left, ops=turned, comparators=node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(op=ast.Or() if isinstance(node.op, ast.And) else ast.And(), values=node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is float:
        yield ast.Constant(node.value * 2 or 1.0)
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Decimal" and len(node.args) == 1:
        (argument,) = node.args
        if isinstance(argument, ast.Constant) and _NUMBER.fullmatch(str(argument.value)):
            value = Decimal(str(argument.value)) * 2 or Decimal(1)
            yield ast.Call(func=node.func, args=[ast.Constant(str(value))], keywords=[])


def expressions(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each expression that carries meaning, with another in its place."""
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.Subscript):
            # An f-string has no true positions; an index that is wrong fails at once.
            part = node if isinstance(node, ast.JoinedStr) else node.slice
            hidden.update(map(id, ast.walk(part)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Decimal":
            hidden.update(map(id, node.args))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("lru_cache", "functools.lru_cache"):
            hidden.update(map(id, ast.walk(node)))  # How much is remembered changes nothing that is said.
        if isinstance(node, ast.If | ast.comprehension):
            guards = [node.test] if isinstance(node, ast.If) and jumps(node) else []
            guards = node.ifs if isinstance(node, ast.comprehension) else guards
            for guard in guards:
                yield guard, ast.Constant(isinstance(node, ast.comprehension))
        if isinstance(node, ast.expr) and id(node) not in hidden:
            for other in changed(node):
                yield node, other


def jumps(node: ast.If) -> bool:
    """Whether an ``if`` is a guard: it leaves, and nothing else."""
    return not node.orelse and isinstance(node.body[-1], ast.Return | ast.Continue | ast.Break | ast.Raise)


def mutants_of(path: Path, floor: str) -> list[Mutant]:
    """Every mutant of a file."""
    source = path.read_text(encoding="utf-8")
    lines = [0]
    for text in source.encode().splitlines(keepends=True):
        lines.append(lines[-1] + len(text))
    found = []
    for node, other in expressions(ast.parse(source)):
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        start, end = lines[node.lineno - 1] + node.col_offset, lines[end_line - 1] + end_column
        before = source.encode()[start:end].decode()
        after = ast.unparse(ast.fix_missing_locations(other))
        found.append(
            Mutant(
                floor=floor,
                path=path.relative_to(ROOT / "src"),
                line=node.lineno,
                column=node.col_offset,
                start=start,
                end=end,
                before=before,
                after=after if isinstance(other, ast.Constant | ast.Call) else f"({after})",
            )
        )
    return found


def drawn(floors: list[str], count: int, seed: int) -> list[Mutant]:
    """As many mutants from each floor, in the order of their places."""
    rng = Random(seed)  # noqa: S311 - the same seed must draw the same mutants
    chosen: list[Mutant] = []
    for floor in floors:
        every = [
            mutant
            for path in sorted((ROOT / "src" / "formaudit" / floor).rglob("*.py"))
            for mutant in mutants_of(path, floor)
        ]
        share = rng.sample(every, min(len(every), -(-count // len(floors))))
        chosen.extend(sorted(share, key=lambda one: (one.path, one.start)))
    return chosen


def tests_of(mutant: Mutant) -> str:
    """The tests that answer for a mutant: the folder of its floor, or of its format where there is one.

    What lies beside the formats is answered for by the tests beside their folders: following those of all formats at
    every change of the sources takes an hour.
    """
    room = mutant.path.parent.relative_to("formaudit")
    if room == Path("extract"):
        return "tests/extract/test_*.py"
    return f"tests/{room if (ROOT / 'tests' / room).is_dir() else mutant.floor}"


def copied(into: Path) -> Path:
    """A copy of the tree, with the material beside it where there is some."""
    tree = into / "tree"
    tree.mkdir()
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
        else:
            shutil.copy(source, tree / name)
    if (ROOT.parent / "shared").is_dir():
        (into / "shared").symlink_to(ROOT.parent / "shared")
    return tree


def verdicts(tree: Path, chosen: list[Mutant], options: argparse.Namespace) -> None:
    """Each mutant and whether a test notices it, first of its own folder, then of any; both are reported."""
    rooms = {each: frozenset(options.tests or expanded(tree, tests_of(each))) for each in chosen}
    files = ["tests"] if options.whole else sorted(frozenset().union(*rooms.values()))
    seen = look(tree, files, chosen, Places(ROOT / "src"), options.workers)
    if options.unseen:
        print("\n".join(str(each) for number, each in enumerate(chosen) if not seen.of(number)))
        return
    dead: set[Mutant] = set()
    for inside in (True, False) if options.whole else (True,):
        met = {
            number: [test for test in seen.of(number) if (test.partition("::")[0] in rooms[each]) is inside]
            for number, each in enumerate(chosen)
            if each not in dead
        }
        for number, fate in run(tree, chosen, met, seen, options.longest):
            word = "killed" if fate["dead"] else "LIVES"
            print(
                f"{word:<7}{fate['tests']:>4} tests {fate['took']:>6.1f} s  {chosen[number]}  {fate['by']}", flush=True
            )
            if fate["dead"]:
                dead.add(chosen[number])
        print("\nby their own folder:" if inside else "\nby the whole suite:")
        report([(each, each in dead) for each in chosen])


def expanded(tree: Path, room: str) -> list[str]:
    """The files of tests that a folder or pattern stands for."""
    paths = [path for place in tree.glob(room) for path in ([place] if place.is_file() else place.rglob("test_*.py"))]
    return [path.relative_to(tree).as_posix() for path in paths]


def report(outcome: list[tuple[Mutant, bool]]) -> None:
    """Who lived, and how many of each floor were killed."""
    print("\nsurvived:")
    for mutant, dead in outcome:
        if not dead:
            print(f"  {mutant}")
    every, dead_ones = (Counter(one.floor for one, dead in outcome if wanted <= dead) for wanted in (False, True))
    print(f"\n{'floor':<10}{'mutants':>8}{'killed':>8}{'share':>8}")
    for floor, number in every.items():
        print(f"{floor:<10}{number:>8}{dead_ones[floor]:>8}{dead_ones[floor] / number:>8.0%}")
    print(f"{'all':<10}{every.total():>8}{dead_ones.total():>8}{dead_ones.total() / every.total():>8.0%}")


def main() -> int:
    """Draw, run, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=160)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--floor", action="append", choices=FLOORS)
    parser.add_argument("--only", metavar="TEXT", action="append", help="those whose line of output contains a text")
    parser.add_argument("--longest", type=int, default=40, help="seconds of tests that a mutant meets at most")
    parser.add_argument("--whole", action="store_true", help="run what lives against the tests of other folders too")
    parser.add_argument("--tests", metavar="FILE", action="append", help="files of tests in place of each own folder")
    parser.add_argument("--unseen", action="store_true", help="print those that differ in no test and run no mutant")
    parser.add_argument("--workers", type=int, default=2, help="processes that the tests are looked at in")
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    options = parser.parse_args()
    chosen = [
        one
        for one in drawn(options.floor or list(FLOORS), options.count, options.seed)
        if not options.only or any(text in str(one) for text in options.only)
    ]
    if options.list:
        print("\n".join(map(str, chosen)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        verdicts(copied(Path(folder)), chosen, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
