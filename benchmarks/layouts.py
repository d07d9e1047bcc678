"""Layouts of annex 3 and annex 4, each by itself: read whole, every figure typed, clean, and its faults found.

``python -m benchmarks.layouts [--seed N] [--turns N]`` prints a line for each layout of each form: submissions, forms
recognised of those written, figures typed of those printed, serious findings on the clean forms, kinds of faults that
the form can carry, faults found, and serious findings away from the injected place. Every unit of the corpus that fits
a layout is used; every kind is tried ``turns`` times in the form itself, whatever stands in the other forms. The exit
code is 1 where a bar is missed.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from corpora.generator.catalogue import CASES
from corpora.generator.columns import LAYOUTS
from corpora.generator.layout import Layout
from corpora.generator.press import draft, press
from corpora.generator.sheet import Draft, Grid
from corpora.generator.spec import Submission as Written
from formaudit.bench.base import Base, base_of
from formaudit.bench.kinds import KINDS, Kind
from formaudit.bench.measure import Fault, Measured, measure
from formaudit.extract.door import extract_bytes
from formaudit.graph.collect import table_figures
from formaudit.intake.grouping import group_documents
from formaudit.model.verdict import Severity

FORMS: Final = ("annex4", "annex3")
_SERIOUS: Final = (Severity.CRITICAL, Severity.MAJOR)
_FOUND: Final = 0.95
_TRIES: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit under a layout, each form in a file of its own: what was written, and what was read of it."""

    written: Draft
    base: Base

    def files(self, form: str) -> frozenset[int]:
        """The files of a form, by their numbers in what was read."""
        names = {f"{paper.name}.{paper.format}" for paper in self.written.papers if paper.parts[0].form == form}
        return frozenset(number for number, document in enumerate(self.base.documents) if document.source.path in names)

    def recognised(self, form: str) -> int:
        """How many of its forms were read as what they are."""
        return sum(
            found.form == form and found.file in self.files(form)
            for found in (*self.base.submission.departments, *self.base.submission.projects)
        )

    def typed(self, form: str) -> tuple[int, int]:
        """How many figures stand in the form, and how many of them were read with their value at their place."""
        found = {
            (self.base.documents[f.place.file].source.path, f.place.row, f.place.col): f.value
            for f in table_figures(self.base.submission)
        }
        printed = [
            (found.get((f"{paper.name}.{paper.format}", each.row, each.col)), mark.value)
            for paper in self.written.papers
            if paper.parts[0].form == form
            for block in paper.parts[0].blocks
            if isinstance(block, Grid)
            for each in block.boxes
            for mark in each.marks
        ]
        # 214万平方米 is read as 2140000平方米
        right = sum(
            value is not None and meant is not None and value in (meant, meant * 10000) for value, meant in printed
        )
        return len(printed), right

    def alarms(self, form: str) -> int:
        """Serious findings that name a place in the form."""
        files = self.files(form)
        return sum(
            finding.severity in _SERIOUS and any(figure.place.file in files for figure in finding.figures)
            for finding in self.base.report.findings
        )


def units() -> tuple[Written, ...]:
    """Every unit of the corpus once, as it is when nothing is wrong."""
    return tuple({case.submission.unit.name: case.submission for case in CASES}.values())


def fits(written: Written, layout: Layout) -> bool:
    """Whether the form has a place for every indicator: one that is left out would leave the weights short."""
    groups = (written.indicators, *(project.indicators for project in written.projects))
    return all(layout.moved.get(each.level2, each.level2) in layout.level2 for group in groups for each in group)


def sheets(layout: Layout) -> Iterator[Sheet]:
    """Each unit that fits a layout, written and read."""
    for written in units():
        if not fits(written, layout):
            continue
        try:
            paper = draft(layout, written, "docx", apart=True)
        except KeyError:
            continue  # the layout has no word for something that the unit has
        documents = [extract_bytes(press(each), f"{each.name}.{each.format}") for each in paper.papers]
        found, _ = group_documents(documents)
        yield Sheet(
            paper, base_of(max(found, key=lambda one: len(one.documents)), f"{written.unit.name}/{layout.name}")
        )


def cases(own: Sequence[Sheet], form: str, seed: int, turns: int) -> Iterator[tuple[Base, Fault]]:
    """Each kind of fault a few times at random places of the form; what a form has no place for is left out."""
    rng = Random(seed)  # noqa: S311 - a seed must give the same cases again; nothing is secret
    for kind in KINDS:
        if not kind.blind:
            yield from _of_kind(own, form, kind, rng, turns)


def _of_kind(own: Sequence[Sheet], form: str, kind: Kind, rng: Random, turns: int) -> Iterator[tuple[Base, Fault]]:
    made = 0
    for _ in range(_TRIES):
        sheet = rng.choice(own)
        edits = kind.make(sheet.base, rng)
        if edits and edits[0].spot[0] in sheet.files(form):
            yield sheet.base, Fault(kind=kind, edits=edits)
            made += 1
        if made == turns:
            return


def line(layout: Layout, form: str, own: Sequence[Sheet], seed: int, turns: int) -> tuple[str, bool]:
    """The measures of one form under one layout, and whether every bar holds."""
    forms = sum(len(sheet.files(form)) for sheet in own)
    recognised = sum(sheet.recognised(form) for sheet in own)
    printed, typed = (sum(counts) for counts in zip(*(sheet.typed(form) for sheet in own), strict=True))
    alarms = sum(sheet.alarms(form) for sheet in own)
    measured: list[Measured] = [measure(base, (fault,)) for base, fault in cases(own, form, seed, turns)]
    told = [case.told[0] for case in measured]
    found = sum(each.found for each in told)
    stray = sum(len(case.stray) for case in measured)
    missed = Counter(each.fault.kind.code for each in told if not each.found)
    good = recognised == forms and typed == printed and not alarms and not stray and found >= _FOUND * len(told)
    kinds = len({each.fault.kind.code for each in told})
    words = (
        f"{form} {layout.name:15} {len(own):2} submissions, recognised {recognised}/{forms}, typed {typed}/{printed}, "
        f"alarms {alarms}; {kinds} kinds, found {found}/{len(told)} = {found / len(told):.1%}, beside {stray}"
    )
    lost = "".join(f"; missed {code} {count}" for code, count in sorted(missed.items()))
    return f"{words}{lost}{'' if good else '  BELOW A BAR'}", good


def main() -> int:
    """Measure, print, and say whether every bar holds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--turns", type=int, default=2)
    options = parser.parse_args()
    good = True
    for layout in LAYOUTS:
        own = tuple(sheets(layout))
        for form in FORMS:
            words, held = line(layout, form, own, options.seed, options.turns)
            print(words, flush=True)
            good = good and held
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
