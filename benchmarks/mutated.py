"""Published documents with one figure changed at random: what is noticed, and what else is accused.

``python -m benchmarks.mutated FOLDER… [--seed N] [--count N] [--write FILE | --sites FILE] [--list]`` reads every file
of the folders (JSON files apart) by itself, changes one printed figure at a time in one of four ways (a digit, two
digits about, the figure of a neighbour, the point moved) and audits each changed document.

A change can be found in principle where the figure takes part in a relation that the unchanged document ticks, an
equality and not a bound, and where that relation no longer holds: within the tolerance of rounding nothing can be seen.
It is found where a finding that is new, minor at least, names the figure. An alarm elsewhere is a new serious finding
that does not name it. A figure that is only printed again in another sentence, or in the text as an indicator's result,
takes part in no relation: where the two differ the text may speak of something else.

``--write`` keeps the changes that were drawn, ``--sites`` draws none and takes those: so that two builds of the program
are measured on the same ones.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from formaudit.audit import audit_submission
from formaudit.bench.base import Base, base_of, signature
from formaudit.bench.edits import Edit, apply_edits, reprint, spot_of, token_of
from formaudit.bench.slips import change_digit, move_point, swap_digits
from formaudit.errors import FormauditError
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.figure import Figure
from formaudit.model.report import Finding, SubmissionReport, Tick
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

KINDS: Final = ("digit", "swap", "neighbour", "point")
_SERIOUS: Final = (Severity.CRITICAL, Severity.MAJOR)
_PROSE: Final = ("X07", "N01")
_INDICATOR: Final = ".indicator["
_TRIES: Final = 60
_LONG: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One change: what stood at a place of a document and what stands there now.

    ``possible`` and ``held``, the ticks of the figure, are as of the build that drew the change.
    """

    document: str
    kind: str
    key: str
    table: int | None
    row: int | None
    col: int | None
    paragraph: int | None
    start: int
    right: str
    wrong: str
    possible: bool
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a change: found (minor at least), named in a note only, and serious findings elsewhere."""

    site: Site
    found: bool
    noted: bool
    elsewhere: tuple[str, ...]


def submission_in(path: Path) -> Submission | None:
    """The submission of one file, or ``None`` where no form or report is recognised.

    Raises:
        FormauditError: the file cannot be read.

    """
    found, _ = group_documents((extract_bytes(path.read_bytes(), path.name),))
    return max(found, key=lambda one: len(one.documents), default=None)


def relational(tick: Tick) -> bool:
    """Whether a tick is an equality of figures, and not only one figure printed twice in prose."""
    if tick.check in _PROSE and not set(tick.calculation) & set("+−×÷"):
        return False
    told = any(figure.place.table is None for figure in tick.figures)
    if told and any(_INDICATOR in figure.key for figure in tick.figures):
        return False
    return any(sign in tick.calculation for sign in "=≈÷") and not set(tick.calculation) & set("≤≥")


def _ticks_of(report: SubmissionReport, key: str) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (tick.check, tuple(sorted(figure.key for figure in tick.figures)))
        for tick in report.ticks
        if relational(tick) and any(figure.key == key for figure in tick.figures)
    }


def _changed(base: Base, figure: Figure, kind: str, rng: Random) -> Edit | None:
    found = token_of(base.documents, figure)
    if found is None:
        return None
    text, start, end = found
    printed = text[start:end]
    if kind == "digit":
        number = change_digit(printed, rng)
    elif kind == "swap":
        number = swap_digits(printed, rng)
    elif kind == "point":
        number = move_point(printed, rng)
    else:
        number = _neighbour(base, figure, printed, rng)
    return None if number is None else reprint(base.documents, figure, number)


def _neighbour(base: Base, figure: Figure, printed: str, rng: Random) -> str | None:
    """Another figure's number from the same row or column of the table, or from the same paragraph."""
    here = figure.place
    near = [
        other
        for other in base.figures
        if other.place.table == here.table
        and other.place.paragraph == here.paragraph
        and (here.table is None or other.place.row == here.row or other.place.col == here.col)
    ]
    numbers = {
        text[start:end] for other in near if (found := token_of(base.documents, other)) for text, start, end in [found]
    }
    numbers = {number for number in numbers if number.replace(",", "") != printed.replace(",", "")}
    return rng.choice(sorted(numbers)) if numbers else None


def draw(base: Base, name: str, rng: Random, count: int) -> Iterator[tuple[Site, Edit]]:
    """So many changes of different figures, the four kinds in turn."""
    figures = list(base.figures)
    taken: set[tuple[str, str]] = set()
    for number in range(count):
        for _ in range(_TRIES if figures else 0):
            figure = rng.choice(figures)
            edit = _changed(base, figure, KINDS[number % len(KINDS)], rng)
            if edit is None or (figure.key, edit.wrong) in taken:
                continue
            taken.add((figure.key, edit.wrong))
            _, table, row, col, paragraph = edit.spot
            yield (
                Site(
                    document=name,
                    kind=KINDS[number % len(KINDS)],
                    key=figure.key,
                    table=table,
                    row=row,
                    col=col,
                    paragraph=paragraph,
                    start=_start(edit),
                    right=edit.right,
                    wrong=edit.wrong,
                    possible=bool(_ticks_of(base.report, figure.key)),
                    held=tuple(
                        f"{tick.check} {tick.calculation}"
                        for tick in base.report.ticks
                        if relational(tick) and any(one.key == figure.key for one in tick.figures)
                    ),
                ),
                edit,
            )
            break


def _start(edit: Edit) -> int:
    """Where the changed number begins in its text."""
    after = edit.after or ""
    return next((i for i, (a, b) in enumerate(zip(edit.before, after, strict=False)) if a != b), 0)


def edit_of(base: Base, site: Site) -> Edit | None:
    """A change that another build drew, where the same text stands at the place."""
    for figure in base.figures:
        if spot_of(figure.place)[1:] != (site.table, site.row, site.col, site.paragraph):
            continue
        found = token_of(base.documents, figure)
        if found is not None and found[0][found[1] : found[2]] == site.right and found[1] <= site.start < found[2] + 1:
            return reprint(base.documents, figure, site.wrong)
    return None


def outcome_of(base: Base, site: Site, edit: Edit | None) -> Outcome:
    """Audit the changed document and compare. A figure that a build does not even have is not found."""
    if edit is None:
        return Outcome(site=site, found=False, noted=False, elsewhere=())
    found, _ = group_documents(apply_edits(base.documents, (edit,)))
    if not found:
        return Outcome(site=site, found=False, noted=False, elsewhere=())
    submission = max(found, key=lambda one: (len(one.documents), one.unit == base.submission.unit))
    report = audit_submission(submission, Profile(), "zh")
    fresh = [finding for finding in report.findings if signature(finding) not in base.known]
    naming = [finding for finding in fresh if _names(finding, site)]
    return Outcome(
        site=site,
        found=any(finding.severity is not Severity.NOTE for finding in naming),
        noted=bool(naming),
        elsewhere=tuple(
            f"{finding.check} {finding.calculation or finding.message}"
            for finding in fresh
            if finding.severity in _SERIOUS
            and finding not in naming
            and (finding.check, finding.figures[0].key) not in {(check, key) for check, key, _ in base.known}
        ),
    )


def _names(finding: Finding, site: Site) -> bool:
    """Whether a finding has the changed figure among its own, by its place."""
    for figure in finding.figures:
        if spot_of(figure.place)[1:] != (site.table, site.row, site.col, site.paragraph):
            continue
        if site.paragraph is None or figure.place.span is None:
            return True
        low, high = figure.place.span
        if low - 1 <= site.start <= high and (high - low <= _LONG or site.wrong in figure.raw):
            return True
    return False


def visible(base: Base, site: Site, edit: Edit | None) -> bool:
    """Whether the ticks of a figure are gone once it is changed: what they still hold cannot be seen."""
    if edit is None:
        return True
    before = _ticks_of(base.report, site.key)
    found, _ = group_documents(apply_edits(base.documents, (edit,)))
    if not found:
        return True
    report = audit_submission(max(found, key=lambda one: len(one.documents)), Profile(), "zh")
    return not before <= _ticks_of(report, site.key)


def measured(path: Path, options: argparse.Namespace, sites: Sequence[Site] | None) -> list[Outcome]:
    """Every change of one document."""
    try:
        submission = submission_in(path)
    except FormauditError as error:
        sys.stderr.write(f"{path.name}: {error.code}\n")
        return []
    if submission is None:
        return []
    base = base_of(submission, path.name)
    name = f"{path.parent.name}/{path.name}"
    if sites is None:
        rng = Random(f"{options.seed} {name}")  # noqa: S311 - a seed must give the same changes again; nothing is secret
        drawn: list[tuple[Site, Edit | None]] = [
            (site if not site.possible or visible(base, site, edit) else _unseen(site), edit)
            for site, edit in draw(base, name, rng, options.count)
        ]
    else:
        drawn = [(site, edit_of(base, site)) for site in sites if site.document == name]
    return [outcome_of(base, site, edit) for site, edit in drawn]


def _unseen(site: Site) -> Site:
    return replace(site, possible=False)


def _line(name: str, told: Sequence[Outcome]) -> str:
    possible = [one for one in told if one.site.possible]
    found = sum(one.found for one in possible)
    noted = sum(one.noted and not one.found for one in possible)
    more = sum(one.found for one in told if not one.site.possible)
    strays = sum(bool(one.elsewhere) for one in told)
    share = found / len(possible) if possible else 1.0
    return (
        f"{name:24} {len(told):5} changes, {len(possible):5} possible, {found:5} found {share:6.1%}, "
        f"{noted:3} as a note"
        f", {more:3} more of the others, serious elsewhere {strays}"
    )


def main(arguments: Sequence[str]) -> int:
    """Measure all folders and say so; the exit code is 1 where something else was accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--sites", type=Path)
    parser.add_argument(
        "--list", action="store_true", help="print what was possible and not found, and what was accused"
    )
    options = parser.parse_args(arguments)
    sites = [Site(**one) for one in json.loads(options.sites.read_text("utf-8"))] if options.sites else None
    told: list[Outcome] = []
    for path in sorted(file for folder in options.folders for file in folder.iterdir() if file.is_file()):
        if path.suffix in (".json", ".py", ".md"):
            continue
        told += measured(path, options, sites)
    if options.write:
        options.write.write_text(
            json.dumps([asdict(one.site) for one in told], ensure_ascii=False, indent=0), encoding="utf-8"
        )
    for one in told if options.list else ():
        if one.elsewhere or (one.site.possible and not one.found):
            where = (
                f"{one.site.document} {one.site.key} {one.site.right} → {one.site.wrong}: {'; '.join(one.site.held)}"
            )
            print(f"{'ELSEWHERE ' + '; '.join(one.elsewhere) if one.elsewhere else 'MISSED'} {one.site.kind} {where}")
    for kind in KINDS:
        print(_line(kind, [one for one in told if one.site.kind == kind]))
    print(_line("in tables", [one for one in told if one.site.table is not None]))
    print(_line("in prose", [one for one in told if one.site.table is None]))
    for folder, _ in sorted(Counter(one.site.document.partition("/")[0] for one in told).items()):
        print(_line(folder, [one for one in told if one.site.document.startswith(f"{folder}/")]))
    print(_line("all", told))
    return 1 if any(one.elsewhere for one in told) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
