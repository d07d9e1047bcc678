"""What a form shows for the time being: samples in fields nobody has filled in, rows that wait for a cell to go."""

from collections.abc import Iterable

from lxml import etree

from formaudit.extract.docx import names as n
from formaudit.extract.marks import DOUBTED

__all__ = ["doubt_cells", "doubt_samples", "figured", "moved_up"]


def figured(texts: Iterable[etree._Element]) -> bool:
    """Whether some of the texts hold a digit."""
    return any(char.isdigit() for text in texts for char in text.text or "")


def moved_up(root: etree._Element) -> list[etree._Element]:
    """The cells with figures behind one that is deleted, where nobody has agreed yet and other rows keep theirs."""
    found: list[etree._Element] = []
    for table in root.iter(n.TBL):
        gone = [
            [cell for cell in row.iterfind(n.TC) if next(cell.iter(n.CELL_DEL), None) is not None]
            for row in table.iterfind(n.TR)
        ]
        if len({len(cells) for cells in gone}) < 2:
            continue  # a whole column goes
        for cells in filter(None, gone):
            behind = (cell for cell in cells[0].itersiblings(n.TC) if cell not in cells)
            found += [cell for cell in behind if figured(cell.iter(n.T))]
    return found


def doubt_cells(cells: Iterable[etree._Element]) -> bool:
    """Doubt on what some cells hold; whether there were any."""
    doubted = False
    for cell in cells:
        _doubt(etree.SubElement(next(cell.iter(n.P), cell), n.R))
        doubted = True
    return doubted


def doubt_samples(root: etree._Element) -> bool:
    """Doubt on figures that a field to fill in shows as a sample, as long as it is empty."""
    fields = [mark.getparent() for mark in root.iter(n.SAMPLE) if n.on(mark)]
    contents = [each.getparent() for each in fields if each is not None]
    samples = [each for each in contents if each is not None and figured(each.iter(n.T))]
    for each in samples:
        run = next((run for run in each.iter(n.R) if figured(run.iter(n.T))), None)
        if run is not None:
            _doubt(run)
    return bool(samples)


def _doubt(run: etree._Element) -> None:
    etree.SubElement(run, n.T).text = DOUBTED
