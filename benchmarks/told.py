"""How many of the figures in the prose of published self-evaluations are tied, and which are not.

``python -m benchmarks.told FOLDER… [--loose]`` audits every file of the folders (JSON files apart) by itself. A figure
of prose stands in a paragraph and is money, a rate, a score or a count; dates, serials and numbers without a unit are
none. It is tied where a check that holds names it beside another figure, or counts what the text lists; a check that names
one figure alone ties it to nothing. ``--loose`` prints each figure that is tied to nothing with the words around it.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formaudit.audit import Examined, examine
from formaudit.errors import FormauditError
from formaudit.extract.door import extract_bytes
from formaudit.graph.collect import figures_of
from formaudit.intake.grouping import group_documents
from formaudit.model.figure import Figure
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.settings import Profile

_AROUND: Final = 30
_LISTED: Final = "N03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The figures of prose of one file, those tied, and the others with the words around them."""

    name: str
    figures: int
    tied: int
    cells: int
    loose: tuple[str, ...]


def prose_of(path: Path) -> Prose:
    """Read and audit a file, and count.

    Raises:
        FormauditError: the file cannot be read.

    """
    document = extract_bytes(path.read_bytes(), path.name)
    texts = [paragraph.text for paragraph in document.paragraphs]
    figures = tied = cells = 0
    loose: list[str] = []
    for submission in group_documents((document,))[0]:
        examined = examine(submission, Profile(), "zh")
        states = examined.states
        own = {figure.key: figure for figure in _prose(submission)}
        beside = set(_beside(examined))
        to_cells = set(_to_cells(examined))
        figures += len(own)
        for key, figure in own.items():
            if states.get(key) == "tied" and key in beside:
                tied += 1
                cells += key in to_cells
            else:
                loose.append(_shown(figure, texts, states.get(key, "")))
    return Prose(name=path.name, figures=figures, tied=tied, cells=cells, loose=tuple(loose))


def _prose(submission: Submission) -> Iterator[Figure]:
    for figure in figures_of(submission):
        if figure.something and figure.place.paragraph is not None and figure.place.table is None:
            yield figure


def _beside(examined: Examined) -> Iterator[str]:
    """The figures that a check which holds names beside another one, or counts."""
    for verdict in examined.verdicts:
        if verdict.outcome is Outcome.HOLDS and (len(verdict.figures) > 1 or verdict.check == _LISTED):
            yield from (figure.key for figure in verdict.figures)


def _to_cells(examined: Examined) -> Iterator[str]:
    for verdict in examined.verdicts:
        if verdict.outcome is Outcome.HOLDS and any(figure.place.table is not None for figure in verdict.figures):
            yield from (figure.key for figure in verdict.figures)


def _shown(figure: Figure, texts: list[str], state: str) -> str:
    text, (start, end) = texts[figure.place.paragraph or 0], figure.place.span or (0, 0)
    around = f"{text[max(0, start - _AROUND) : start]}【{text[start:end]}】{text[end : end + _AROUND]}"
    return " ".join(f"{figure.place.paragraph:>4} {state:12} {figure.unit:4} {around}".splitlines())


def main() -> None:
    """Count over all folders and say so."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--loose", action="store_true", help="print what is tied to nothing")
    options = parser.parse_args()
    figures = tied = cells = 0
    for folder in options.folders:
        for path in sorted(file for file in folder.iterdir() if file.suffix != ".json"):
            try:
                found = prose_of(path)
            except FormauditError as error:
                print(f"{path.name:24} {error.code}")
                continue
            if not found.figures:
                continue
            figures, tied, cells = figures + found.figures, tied + found.tied, cells + found.cells
            print(f"{found.name:24} {found.tied:4} / {found.figures:<4} to cells {found.cells}")
            for line in found.loose if options.loose else ():
                print("   ", line)
    print(f"tied {tied} of {figures} figures of prose: {tied / max(figures, 1):.1%}, {cells} of them to a cell")


if __name__ == "__main__":
    main()
