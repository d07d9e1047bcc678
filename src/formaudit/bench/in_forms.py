"""Faults in the papers as such: serials, titles, names, dates, whole forms, words replaced everywhere."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Final

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, Spot, reprint, spot_of, text_at
from formaudit.checks.scores.score_rules import scored_rows
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, Indicator, RowState, SelfEvaluation
from formaudit.model.table import Table
from formaudit.patterns import compiled

__all__ = [
    "attachment_added",
    "date_before_year_end",
    "form_copied",
    "form_removed",
    "indicator_repeated",
    "option_word_wrong",
    "serial_repeated",
    "serial_wrong",
    "signature_removed",
    "text_replaced",
    "unit_name_changed",
    "year_in_title",
]

Edits = tuple[Edit, ...] | None
_FEWEST_SHARED: Final = 3
_DATE: Final = compiled(r"20\d{2}(?=\s*[.\-/年]\s*\d{1,2}\s*[.\-/月])")


def _edit(base: Base, spot: Spot, after: str, key: str = "") -> Edits:
    before = text_at(base.documents, spot)
    if before is None or before == after:
        return None
    return (Edit(spot=spot, before=before, after=after, key=key),)


def _serials(base: Base) -> list[tuple[Figure, Figure]]:
    """Neighbouring serials of the lists."""
    pairs: list[tuple[Figure, Figure]] = []
    for listing in base.submission.fund_lists:
        serials = [row.seq for row in listing.rows if row.seq.filled and row.seq.raw.isdigit()]
        serials = [one for i, one in enumerate(serials) if not i or one.place != serials[i - 1].place]
        pairs += pairwise(serials)
    return pairs


def serial_wrong(base: Base, rng: Random) -> Edits:
    """A serial number leaves a gap."""
    pairs = _serials(base)
    if not pairs:
        return None
    _, later = rng.choice(pairs)
    edit = reprint(base.documents, later, str(int(later.raw) + rng.randint(2, 9)))
    return None if edit is None else (edit,)


def serial_repeated(base: Base, rng: Random) -> Edits:
    """A serial number stands twice."""
    pairs = [pair for pair in _serials(base) if pair[0].raw != "1"]
    if not pairs:
        return None
    earlier, later = rng.choice(pairs)
    edit = reprint(base.documents, later, earlier.raw)
    return None if edit is None else (edit,)


def _blocks_before(base: Base, form: SelfEvaluation | BaseDataForm) -> Iterator[tuple[Spot, str]]:
    """The paragraphs above a form's table, the nearest first."""
    above: list[tuple[Spot, str]] = []
    for block in base.documents[form.file].blocks:
        if isinstance(block, Table):
            if block.index == form.table:
                break
            above = []
        else:
            above.append(((form.file, None, None, None, block.index), block.text))
    yield from reversed(above)


def _heads(base: Base) -> list[SelfEvaluation | BaseDataForm]:
    return [*base.submission.base_data, *base.submission.departments, *base.submission.projects]


def year_in_title(base: Base, rng: Random) -> Edits:
    """One form's title names the year before."""
    year = base.submission.year
    choice = [
        (spot, text, (form.file, form.table))
        for form in _heads(base)
        for spot, text in _blocks_before(base, form)
        if year is not None and f"{year}年" in text and ("表" in text or text in form.title)
    ]
    if not choice:
        return None
    spot, text, form = rng.choice(choice)
    return (Edit(spot=spot, before=text, after=text.replace(str(year), str((year or 0) - 1)), near=form),)


def unit_name_changed(base: Base, rng: Random) -> Edits:
    """One form names a unit that is not the others'."""
    choice: list[TextCell] = [
        cell
        for form in _heads(base)
        for cell in (form.unit_name, *((form.implementing_unit,) if isinstance(form, SelfEvaluation) else ()))
        if cell is not None
        and cell.text
        and cell.place.table is not None
        and len(cell.text) > 4
        # A file of its own that names another unit is another unit's: it is grouped apart and not compared.
        and len({(head.file, head.table) for head in _heads(base) if head.file == form.file}) > 2
    ]
    if not choice:
        return None
    cell = rng.choice(choice)
    spot = spot_of(cell.place)
    text = text_at(base.documents, spot) or ""
    if cell.text not in text:
        return None
    return _edit(base, spot, text.replace(cell.text, "云岭县粮食和物资储备中心"))


def date_before_year_end(base: Base, rng: Random) -> Edits:
    """A form was filled in before its year was over."""
    year = base.submission.year
    choice = [spot_of(form.footer.place) for form in _heads(base) if form.footer.place and form.footer.date]
    for spot in rng.sample(choice, len(choice)):
        text = text_at(base.documents, spot) or ""
        if year is not None and _DATE.search(text):
            return _edit(base, spot, _DATE.sub(str(year), text))
    return None


def form_removed(base: Base, rng: Random) -> Edits:
    """A project's form is missing."""
    forms = base.submission.projects
    if len(forms) < 2:
        return None
    form = rng.choice(forms)
    edits = [Edit(spot=(form.file, table, None, None, None), before=form.title, after=None) for table in form.tables]
    edits += [Edit(spot=spot, before=text, after=None) for spot, text in _blocks_before(base, form)]
    return tuple(edits)


def attachment_added(base: Base, rng: Random) -> Edits:
    """The report lists an attachment that is not there."""
    attachments = [attachment for report in base.submission.reports for attachment in report.attachments]
    if not attachments:
        return None
    last = max(attachments, key=lambda attachment: attachment.number)
    spot = spot_of(last.place)
    text = text_at(base.documents, spot)
    title = rng.choice(("政府性基金预算支出情况表", "国有资本经营预算支出情况表", "政府采购情况明细表"))
    if text is None or last.title not in text:
        return None
    return _edit(base, spot, text.replace(last.title, title))


def _cells(row: Indicator) -> tuple[TextCell, ...]:
    return (row.name, row.target_text, row.achieved_text)


def form_copied(base: Base, rng: Random) -> Edits:
    """The indicators of one project were copied into the form of another."""
    forms = [form for form in base.submission.projects if form.indicators]
    if len(forms) < 2:
        return None
    source, target = rng.sample(forms, 2)
    rows = zip(
        [row for row in source.indicators if row.state is RowState.FILLED],
        [row for row in target.indicators if row.state is RowState.FILLED],
        strict=False,
    )
    edits: list[Edit] = []
    for theirs, mine in rows:
        for text, cell in zip(_cells(theirs), _cells(mine), strict=True):
            if cell.place.row is not None and cell.text != text.text:
                edits.append(Edit(spot=spot_of(cell.place), before=cell.text, after=text.text))
    return tuple(edits) if len(edits) >= 2 * len(target.indicators) // 3 else None


def text_replaced(base: Base, rng: Random) -> Edits:
    """A token was replaced by a sum of money in every cell of every table."""
    money = Counter(
        figure.raw
        for figure in base.figures
        if figure.unit in MONEY_UNITS and figure.place.table is not None and compiled(r"\d+\.\d+").fullmatch(figure.raw)
    )
    often = sorted(raw for raw, count in money.items() if count >= _FEWEST_SHARED)
    weights = Counter(weight.raw for _, _, weight, _ in scored_rows(base.evidence) if weight.raw.isdigit())
    tokens = sorted(raw for raw, count in weights.items() if count >= 2 and len(raw) == 2)
    if not often or not tokens:
        return None
    old, new = rng.choice(tokens), rng.choice(often)
    pattern = re.compile(rf"(?<![\d.]){old}(?![\d.])")
    weights_at = {spot_of(weight.place) for _, _, weight, _ in scored_rows(base.evidence) if weight.raw == old}
    edits = [
        Edit(spot=(number, table.index, cell.row, cell.col, None), before=cell.text, after=pattern.sub(new, cell.text))
        for number, document in enumerate(base.documents)
        for table in document.tables
        for cell in table
        if pattern.search(cell.text)
    ]
    return tuple(sorted(edits, key=lambda edit: edit.spot not in weights_at))


def option_word_wrong(base: Base, rng: Random) -> Edits:
    """不适应 for 不适用."""
    choice = [
        (number, table.index, cell.row, cell.col, None)
        for number, document in enumerate(base.documents)
        for table in document.tables
        for cell in table
        if cell.text.strip() == "不适用"
    ]
    return _edit(base, rng.choice(choice), "不适应") if choice else None


def indicator_repeated(base: Base, rng: Random) -> Edits:
    """Two indicators of a form have one name."""
    choice = [
        (rows[i], rows[j])
        for form in (*base.submission.departments, *base.submission.projects)
        for rows in ([row for row in form.indicators if row.state is RowState.FILLED],)
        for i in range(len(rows))
        for j in range(len(rows))
        if i != j and rows[i].level1 == rows[j].level1
    ]
    if not choice:
        return None
    here, there = rng.choice(choice)
    return _edit(base, spot_of(here.name.place), there.name.text)


def signature_removed(base: Base, rng: Random) -> Edits:
    """The line of signatures does not say who filled the form in."""
    choice = [form.footer for form in _heads(base) if form.footer.place is not None and form.footer.filler]
    for footer in rng.sample(choice, len(choice)):
        assert footer.place is not None
        spot = spot_of(footer.place)
        text = text_at(base.documents, spot) or ""
        if footer.filler in text:
            return _edit(base, spot, text.replace(footer.filler, ""))
    return None
