"""The truth beside a submission: forms, figures and faults with their places, typed from the draft, never extracted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpora.generator.faults import Fault
from corpora.generator.sheet import Box, Draft, Grid, Line, Mark
from corpora.generator.spec import Submission
from corpora.generator.txt import line_numbers

__all__ = ["Facts", "truth_text"]

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the truth says of the case as a whole."""

    case: str
    base: str
    layout: str
    profile: str
    submission: Submission
    files: tuple[str, ...]


def _places(draft: Draft) -> dict[int, Record]:
    """Where each cell and paragraph stands, by identity: tables and paragraphs count from 0 in each file."""
    places: dict[int, Record] = {}
    for file, paper in enumerate(draft.papers):
        table = paragraph = 0
        for part in paper.parts:
            for block in part.blocks:
                if isinstance(block, Grid):
                    for each in block.boxes:
                        places[id(each)] = {"file": file, "table": table, "row": each.row, "col": each.col}
                    table += 1
                elif block.text.strip():
                    places[id(block)] = {"file": file, "paragraph": paragraph}
                    paragraph += 1
        if paper.format == "txt":
            for text, line in line_numbers(paper).items():
                if text in places:
                    places[text]["line"] = line
    return places


def _forms(draft: Draft) -> Iterator[Record]:
    for file, paper in enumerate(draft.papers):
        table = 0
        for part in paper.parts:
            count = sum(isinstance(block, Grid) for block in part.blocks)
            yield {"form": part.form, "name": part.name, "file": file, "tables": list(range(table, table + count))}
            table += count


def _figure(mark: Mark, text: Box | Line, place: Record) -> Record:
    value = None if mark.value is None else f"{mark.value:f}"
    record: Record = {"raw": mark.raw, "value": value, "unit": mark.unit, **place}
    if isinstance(text, Line):
        record["span"] = [mark.start, mark.start + len(mark.raw)]
    return record


def _fault(fault: Fault, places: dict[int, Record]) -> Record:
    return {
        "check": fault.check,
        "kind": fault.kind,
        "where": places[id(fault.text)],
        "printed": fault.printed,
        "right": fault.right,
        "consequences": list(fault.consequences),
        "note": fault.note,
    }


def _one_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_decimal)


def _decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)


def _list(name: str, records: list[Record]) -> str:
    if not records:
        return f' "{name}": []'
    return f' "{name}": [\n  ' + ",\n  ".join(_one_line(each) for each in records) + "\n ]"


def truth_text(facts: Facts, draft: Draft, faults: tuple[Fault, ...]) -> str:
    """The truth as JSON, one record on a line so that a difference can be read."""
    places = _places(draft)
    figures = [
        f"{_one_line(mark.address)}: {_one_line(_figure(mark, text, places[id(text)]))}"
        for text in draft.texts()
        for mark in text.marks
    ]
    submission = facts.submission
    head = {
        "schema": "formaudit.truth/1",
        "case": facts.case,
        "base": facts.base,
        "layout": facts.layout,
        "profile": facts.profile,
        "unit": submission.unit.name,
        "year": submission.year,
        "files": list(facts.files),
        "allowed": list(submission.allowed),
    }
    parts = [f' "{name}": {_one_line(value)}' for name, value in head.items()]
    parts.append(_list("forms", list(_forms(draft))))
    parts.append(' "figures": {\n  ' + ",\n  ".join(figures) + "\n }")
    parts.append(_list("faults", [_fault(each, places) for each in faults]))
    return "{\n" + ",\n".join(parts) + "\n}\n"
