"""A recognised region to its typed form."""

import os

from msgspec.structs import replace

from formaudit.forms.base_data import read_base_data
from formaudit.forms.cells import Site
from formaudit.forms.detail_table import read_detail_table
from formaudit.forms.disclosure.read import read_disclosure
from formaudit.forms.fund_list import read_fund_list
from formaudit.forms.marks import money_unit, paragraph_place
from formaudit.forms.region import Region
from formaudit.forms.report import read_report_region
from formaudit.forms.self_evaluation import read_self_evaluation
from formaudit.forms.side_by_side import halves_within
from formaudit.model.cells import DetailTable
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import Form, UnknownForm
from formaudit.model.place import Place

__all__ = ["read_region"]


def read_region(region: Region, *, file: int, form_index: int, repeat: int = 1) -> Form:
    """Read a form of any kind; ``file`` and ``form_index`` are its numbers in the submission.

    ``repeat`` counts the forms of one project's name from 1, so that their addresses differ. A form at which we stumble
    is handed back as one that was not read, and says why: a defect loses one form, and not the submission.
    """
    try:
        return _read(region, file, form_index, repeat)
    except Exception as defect:
        if os.environ.get("FORMAUDIT_DEBUG") == "1":
            raise
        told = f"{type(defect).__name__}: {defect}"[:200]
        return _unrecognised(replace(region, kind=FormKind.UNKNOWN, reason="defect"), file, form_index, told)


def _read(region: Region, file: int, form_index: int, repeat: int) -> Form:
    if region.kind is FormKind.ANNEX1:
        return read_fund_list(region, file=file, form_index=form_index)
    if region.kind is FormKind.ANNEX2:
        return read_base_data(region, file=file, form_index=form_index)
    if region.kind in (FormKind.ANNEX3, FormKind.ANNEX4):
        return read_self_evaluation(region, file=file, form_index=form_index, repeat=repeat)
    if region.found is not None and not region.reason:
        return read_disclosure(region.found, file=file, form_index=form_index)
    if region.kind is FormKind.REPORT:
        return read_report_region(region, file=file, form_index=form_index)
    return _unrecognised(region, file, form_index)


def _unrecognised(region: Region, file: int, form_index: int, defect: str = "") -> UnknownForm:
    place = (
        Place(
            file=file,
            form=FormKind.UNKNOWN,
            form_index=form_index,
            table=region.parts[0].table.index,
            row=region.parts[0].first,
            col=0,
        )
        if region.parts
        else paragraph_place(file, region.body[0], form=FormKind.UNKNOWN, index=form_index)
    )
    return UnknownForm(
        index=form_index,
        title=region.title or (region.body[0].text.strip()[:40] if region.body else ""),
        file=file,
        tables=tuple(rows.table.index for rows in region.parts),
        reason=region.reason,
        place=place,
        details=_details(region, file, form_index),
        defect=defect,
    )


def _details(region: Region, file: int, form_index: int) -> tuple[DetailTable, ...]:
    """The tables of an unrecognised region as plain tables of figures; those of a copy are read where it was first."""
    if region.reason in ("copy", "scan-of", "template", "review-form", "defect"):
        return ()
    prefix = f"table{file}.{form_index + 1}"
    site = Site(file=file, form=FormKind.UNKNOWN, form_index=form_index, prefix=prefix)
    money = money_unit([region.title, *(caption.text for caption in region.captions)], "")
    # What a half is called goes behind the title: that says what table of accounts it may be.
    parts = [
        part
        for rows in region.parts
        for part in (
            [(half, f"{region.title}{name}", named) for half, name, named in halves_within(rows)]
            or [(rows, region.title, money)]
        )
    ]
    found = (read_detail_table(site, rows, title=title, money=named or money) for rows, title, named in parts)
    return tuple(table for table in found if table is not None)
