"""Where two pieces of a table meet: which cells face each other over the page's edge, and which of them are one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from formaudit.extract.pdf.cut import are_two_rows, row_is_cut, same_cell
from formaudit.extract.pdf.facing import belongs_to_serial, has_other_serial, parted, rest_of_heading
from formaudit.extract.pdf.heights import is_beginning, is_remainder, is_squeezed
from formaudit.extract.pdf.pairs import DOUBT, Pair, Surroundings, Verdict
from formaudit.extract.pdf.pieces import Part, Piece

__all__ = ["Seam", "merged_at", "row_at", "seam_of"]


class Seam(NamedTuple):
    """The cells on both sides of an edge.

    ``arriving`` are the cells of the lower piece, in the columns of the table; ``head`` those of its first row.
    ``facing`` are the pairs that span the same columns, ``indexes`` the cells of the table in them. ``foot`` are the
    parts above the edge, ``loose`` the cells of the head (by identity) that face none of them.
    """

    arriving: list[Part]
    head: list[Part]
    foot: list[Part]
    facing: list[Pair]
    indexes: list[int]
    loose: frozenset[int]

    @property
    def aligned(self) -> bool:
        """Whether every cell on either side faces one on the other."""
        return len(self.facing) == len(self.head) == len(self.foot)


def seam_of(foot: Sequence[tuple[int, Part, Part]], arriving: Iterable[Part], row: int) -> Seam:
    """Lay the head of the lower piece, its row ``row``, against the foot: index, whole cell, part on the upper page."""
    feet = [(whole.col, whole.colspan) for _, whole, _ in foot]
    cells = [one for part in arriving for one in (parted(part, feet) if part.row == row else [part])]
    head = [part for part in cells if part.row == row]
    below = {(part.col, part.colspan): part for part in head}
    indexes, facing = [], []
    for index, whole, part in foot:
        lower = below.get((whole.col, whole.colspan))
        if lower is not None:
            indexes.append(index)
            # only the text on the two pages counts, but the whole cell's height
            seen = replace(part, col=whole.col, colspan=whole.colspan, rowspan=whole.rowspan)
            facing.append(Pair(seen, lower, bool(whole.lines)))
    paired = {id(pair.lower) for pair in facing}
    loose = frozenset(id(part) for part in head if id(part) not in paired)
    return Seam(cells, head, [part for _, _, part in foot], facing, indexes, loose)


def row_at(seam: Seam, around: Surroundings, upper: Piece, lower: Piece, row: int) -> Verdict:
    """Whether the edge cuts a row: its cells go on, nothing but the rest of its height is left, or no rule ends it."""
    if lower.open_top and upper.shut and all(_is_shut(part, upper.shut) for part in seam.foot if part.rowspan == 1):
        return Verdict(cut=False)  # the program leaves open what goes on, and has closed this row
    squeezed = is_squeezed(upper)
    verdict = row_is_cut(seam.facing, around, squeezed=squeezed) if seam.aligned else Verdict(cut=False)
    # such rests are often drawn without inner rules
    bare = not any(part.lines if part.rowspan == 1 else id(part) in seam.loose for part in seam.head)
    if bare and seam.foot:
        goes_on = any(pair.tall and pair.lower.lines and same_cell(pair, around, label=True) for pair in seam.facing)
        if (squeezed and goes_on) or is_remainder(upper, lower, row, squeezed=squeezed):
            return Verdict(cut=True)
    begun = is_beginning(upper) and not any(part.lines for part in seam.foot if part.rowspan == 1)
    opened = seam.aligned and lower.open_top and (upper.open_bottom or begun)
    if not verdict.cut and opened and not are_two_rows(seam.facing, around):
        return Verdict(cut=True)
    return verdict


def merged_at(
    seam: Seam,
    around: Surroundings,
    *,
    cut: bool,
    heading: bool,
    shut: Sequence[tuple[float, float]] = (),
) -> dict[int, tuple[int, float]]:
    """By the identity of each arriving cell that goes on with a cell above: that cell's index, and how sure that is.

    ``cut`` says that the edge cuts a row; ``heading`` that the row above it is the first of the table. ``shut`` are the
    stretches along which a line closes the cells above, where the program leaves those open that go on.
    """
    merged: dict[int, tuple[int, float]] = {}
    texts = [part.col for part in seam.head if part.lines]
    runs_on = False
    for before, index, pair in zip((None, *seam.facing), seam.indexes, seam.facing, strict=False):
        # left of the row's first text of its own, a blank in a column of merged labels is the rest of a label
        own = min((col for col in texts if col < pair.lower.col), default=None)
        label = pair.column in around.merged and own is None and (bool(texts) or runs_on)
        runs_on = runs_on or (pair.tall and pair.begun and not pair.lower.lines)
        if not cut and before is not None and has_other_serial(before, pair):
            continue
        if not cut and _is_shut(pair.upper, shut):
            continue
        # where the program closes the others, a cell that it leaves open goes on
        opened = bool(shut) and pair.begun and not pair.lower.lines
        if (
            cut
            or opened
            or same_cell(pair, around, label=label)
            or rest_of_heading(pair, seam.facing, seam.head, first=heading)
        ):
            merged[id(pair.lower)] = index, 1.0
            texts = [col for col in texts if col != pair.lower.col]
        elif before is not None and belongs_to_serial(before, pair):
            merged[id(pair.lower)] = index, DOUBT
    return merged


def _is_shut(part: Part, shut: Sequence[tuple[float, float]]) -> bool:
    """Whether a line runs along the foot of a cell."""
    middle = (part.box[0] + part.box[2]) / 2
    return any(start < middle < end for start, end in shut)
