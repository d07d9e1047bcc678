"""How many of the number cells of published forms are typed: taken over as a figure with a meaning and a place.

``python -m benchmarks.typed FOLDER…`` reads every file of the folders (JSON files apart) by itself and prints a line
for each with number cells, those typed, and the first that is not. A number cell consists of a number; serials, numbers
of columns, telephone numbers and account codes are none. The exit code is 1 where fewer than 95 % are typed.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formaudit.errors import FormauditError
from formaudit.extract.door import extract_bytes
from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.regions import find_regions
from formaudit.forms.unread import number_cells
from formaudit.graph.collect import figures_in

BAR: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was read of a file: number cells, those typed, and the first that is not, as table, row, column, text."""

    name: str
    cells: int
    typed: int
    first: str


def typed_in(path: Path) -> Typed:
    """Read a file and count.

    Raises:
        FormauditError: the file cannot be read.

    """
    document = rebuilt(extract_bytes(path.read_bytes(), path.name))
    forms = [read_region(region, file=0, form_index=number) for number, region in enumerate(find_regions(document))]
    places = {(figure.place.table, figure.place.row, figure.place.col) for figure in figures_in(forms)}
    cells = [(table, cell) for table in document.tables for cell in number_cells(table)]
    left = [(table, cell) for table, cell in cells if (table.index, cell.row, cell.col) not in places]
    first = f"table {left[0][0].index} ({left[0][1].row}, {left[0][1].col}) {left[0][1].text.strip()}" if left else ""
    return Typed(name=path.name, cells=len(cells), typed=len(cells) - len(left), first=first)


def main(arguments: list[str]) -> int:
    """Count over all folders and say so."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    cells = typed = 0
    for path in sorted(file for folder in options.folders for file in folder.iterdir() if file.suffix != ".json"):
        try:
            found = typed_in(path)
        except FormauditError as error:
            print(f"{path.name:24} {error.code}")
            continue
        cells, typed = cells + found.cells, typed + found.typed
        print(f"{found.name:24} {found.typed:4} / {found.cells:<4} {found.first}")
    share = typed / cells if cells else 1.0
    print(f"typed {typed} of {cells} number cells: {share:.1%}")
    return 0 if share >= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
