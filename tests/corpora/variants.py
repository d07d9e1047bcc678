"""Every clean unit of the corpus under every layout that has a place for all it has, written and read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from corpora.generator.catalogue import CASES
from corpora.generator.columns import LAYOUTS
from corpora.generator.layout import Layout
from corpora.generator.press import draft, press
from corpora.generator.sheet import Draft
from corpora.generator.spec import Submission as Written
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission


@dataclass(frozen=True)
class Variant:
    """A unit under a layout: what was written, and what was read of it."""

    unit: str
    layout: Layout
    written: Written
    draft: Draft
    submission: Submission

    @property
    def name(self) -> str:
        return f"{self.unit}/{self.layout.name}"


def clean_units() -> dict[str, Written]:
    return {case.submission.unit.name: case.submission for case in CASES if case.name.endswith("-clean")}


def fits(written: Written, layout: Layout) -> bool:
    """Whether the form has a place for every indicator: one that is left out would leave the weights short."""
    groups = (written.indicators, *(project.indicators for project in written.projects))
    return all(layout.moved.get(each.level2, each.level2) in layout.level2 for group in groups for each in group)


def variants(form: str = "docx", only: str = "") -> Iterator[Variant]:
    for written, layout in product(clean_units().values(), LAYOUTS):
        if (only and layout.name != only) or not fits(written, layout):
            continue
        try:
            paper = draft(layout, written, form, apart=False)
        except KeyError:
            continue  # the layout has no word for something the unit has
        documents = [extract_bytes(press(each), f"{each.name}.{each.format}") for each in paper.papers]
        (submission,), strangers = group_documents(documents)
        assert not strangers
        yield Variant(written.unit.name, layout, written, paper, submission)
