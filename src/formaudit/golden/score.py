"""Goldens measured against truth that a person typed: a golden says what was accepted, truth says what is right.

A truth is ``<case>.json`` in a folder. It may hold ``tables`` as ``extract --format json`` writes them (each with file,
index and cells), and ``figures`` with file, table, row, col and value under names of any kind, as the corpus has them;
``files`` names the files that ``file`` counts. What a truth does not mention is not counted against the golden.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from formaudit.errors import InputError
from formaudit.golden.case import Actual, read_actual, read_case

__all__ = ["Measure", "Scored", "score_case", "score_cases"]


class Measure(Struct, frozen=True):
    """How many of the true things the golden has right."""

    right: int = 0
    there: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        """Both together."""
        return Measure(self.right + other.right, self.there + other.there)

    @property
    def share(self) -> float:
        """The part that is right; 1 where the truth says nothing."""
        return self.right / self.there if self.there else 1.0


class Scored(Struct, frozen=True, kw_only=True):
    """A case: cells by text and place, spans, figures by value and place, and the first differences."""

    name: str
    cells: Measure
    spans: Measure
    figures: Measure
    wrong: tuple[str, ...]


def score_cases(golden: Path, truth: Path, names: Sequence[str] = ()) -> tuple[Scored, ...]:
    """Every accepted golden that has a truth.

    Raises:
        InputError: ``golden-damaged`` or ``golden-truth``.

    """
    found = []
    for path in sorted(truth.glob("*.json")):
        folder = golden / path.stem
        if (not names or path.stem in names) and (folder / "tables.json").is_file():
            sources = [PurePosixPath(source.path).name for source in read_case(folder).sources]
            found.append(score_case(path.stem, read_actual(folder), _read(path), sources))
    return tuple(found)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("golden-truth", str(path), " ".join(str(error).split())[:120]) from error
    if not isinstance(data, dict):
        raise InputError("golden-truth", str(path), "object")
    return data


def score_case(name: str, actual: Actual, truth: Mapping[str, Any], sources: Sequence[str] = ()) -> Scored:
    """Compare a golden's tables and figures with a truth; ``sources`` are the names of the golden's files.

    Raises:
        InputError: ``golden-truth``: the truth is not as described.

    """
    try:
        named = [str(each) for each in truth.get("files", ())]
        place = {at: sources.index(each) if each in sources else at for at, each in enumerate(named)}
        cells, spans, wrong = _cells(actual, truth.get("tables", []), place)
        figures, more = _figures(actual, truth.get("figures", {}), place)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError("golden-truth", name, f"{type(error).__name__}: {error}"[:120]) from error
    return Scored(name=name, cells=cells, spans=spans, figures=figures, wrong=(*wrong, *more))


def _cells(
    actual: Actual, tables: Sequence[Mapping[str, Any]], place: Mapping[int, int]
) -> tuple[Measure, Measure, list[str]]:
    read = {
        (cell["file"], cell["table"], cell["row"], cell["col"]): cell
        for cell in map(json.loads, actual.tables)
        if "table" in cell
    }
    right = spans = there = 0
    wrong: list[str] = []
    for table in tables:
        for cell in table["cells"]:
            at = (place.get(table.get("file", 0), table.get("file", 0)), table["index"], cell["row"], cell["col"])
            found = read.get(at)
            there += 1
            if found is not None and _bare(found["text"]) == _bare(str(cell["text"])):
                right += 1
            else:
                wrong.append(f"{at}: {cell['text']} ≠ {found['text'] if found is not None else '—'}")
            spanned = [cell.get("rowspan", 1), cell.get("colspan", 1)]
            spans += found is not None and found["span"] == spanned
    return Measure(right, there), Measure(spans, there), wrong


def _figures(
    actual: Actual, figures: Mapping[str, Mapping[str, Any]], place: Mapping[int, int]
) -> tuple[Measure, list[str]]:
    read: dict[tuple[Any, ...], list[str]] = {}
    for record in map(json.loads, actual.figures):
        if record.get("kind") == "figure" and record["value"] is not None:
            read.setdefault(tuple(record["at"][:4]), []).append(record["value"])
    right = there = 0
    wrong: list[str] = []
    for key, true in figures.items():
        if true.get("table") is None or true.get("value") is None:
            continue
        there += 1
        file = true.get("file", 0)
        found = read.get((place.get(file, file), true["table"], true.get("row"), true.get("col")), [])
        if any(_same(value, true["value"]) for value in found):
            right += 1
        else:
            wrong.append(f"{key}: {true['value']} ≠ {' / '.join(found) or '—'}")
    return Measure(right, there), wrong


def _same(one: str | None, other: str) -> bool:
    try:
        return one is not None and Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def _bare(text: str) -> str:
    return "".join(text.split())
