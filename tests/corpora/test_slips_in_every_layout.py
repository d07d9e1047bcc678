"""A slip in a name, a stale year above a column and a blank result are told in every layout of the first hand too."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest

from corpora.generator.columns import LAYOUTS
from formaudit.audit import audit_submission
from formaudit.bench.edits import Edit, apply_edits, spot_of, text_at
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.corpora.variants import variants


@cache
def clean(layout: str) -> Submission:
    """The first unit of the corpus that a layout has a place for."""
    return next(variants(only=layout)).submission


def told(read: Sequence[Document]) -> set[tuple[str, str]]:
    """What is told at minor or above, as check and message, of all that the documents make up."""
    submissions, _ = group_documents(list(read))
    reports = [audit_submission(one, Profile(), "zh") for one in submissions]
    return {
        (finding.check, finding.message)
        for report in reports
        for finding in report.findings
        if finding.severity is not Severity.NOTE
    }


def name_slips(read: Submission) -> Iterator[Edit]:
    for form in read.self_evaluations:
        for cell in (form.unit_name, form.implementing_unit):
            if cell is None or cell.text != read.unit:
                continue
            yield _edit(
                read, spot_of(cell.place), cell.text, cell.text[:3] + cell.text[4] + cell.text[3] + cell.text[5:]
            )


def stale_years(read: Submission) -> Iterator[Edit]:
    """The years above the columns of annex 2, one less."""
    base = next(iter(read.base_data), None)
    if base is not None and read.year is not None:
        table = next(one for one in read.documents[base.file].tables if one.index == base.table)
        for cell in table.cells:
            if re.search(rf"{read.year}年?(?:决算|实际|执行)", cell.text):
                yield _edit(
                    read, (base.file, table.index, cell.row, cell.col, None), str(read.year), str(read.year - 1)
                )


def blank_results(read: Submission) -> Iterator[Edit]:
    for form in read.self_evaluations:
        for each in form.indicators:
            points = each.score.amount if each.score is not None and each.score.filled else None
            full = each.weight is not None and each.weight.filled and points == each.weight.amount
            if full and each.achieved_text.text:
                spot = spot_of(each.achieved_text.place)
                yield Edit(spot=spot, before=text_at(read.documents, spot) or "", after="")


def _edit(
    read: Submission, spot: tuple[int, int | None, int | None, int | None, int | None], old: str, new: str
) -> Edit:
    text = text_at(read.documents, spot) or ""
    return Edit(spot=spot, before=text, after=text.replace(old, new))


@pytest.mark.parametrize("make", [name_slips, stale_years, blank_results])
@pytest.mark.parametrize("layout", [layout.name for layout in LAYOUTS])
def test_it_is_told(layout: str, make: Callable[[Submission], Iterator[Edit]]) -> None:
    read = clean(layout)
    edits = [*make(read)][: None if make is stale_years else 1]
    if not edits:
        assert make is stale_years  # annex 2 of this layout names no years above its columns
        return
    assert told(apply_edits(read.documents, edits)) - told(read.documents), edits
