"""Random grids with merged cells, for property tests."""

from hypothesis import strategies as st

from formaudit.extract.blocks import Grid
from formaudit.model.table import Cell

__all__ = ["grids", "words"]

words = st.text(alphabet="预算执行率甲乙丙012389.%（）：a b", min_size=0, max_size=8).map(str.strip)


@st.composite
def grids(draw: st.DrawFn, most_rows: int = 6, most_cols: int = 6) -> Grid:
    """A grid wholly covered by cells of random spans."""
    rows, cols = draw(st.integers(1, most_rows)), draw(st.integers(1, most_cols))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            free = next((c for c in range(col, cols) if (row, c) in taken), cols)
            wide = draw(st.integers(1, free - col))
            tall = draw(st.integers(1, rows - row))
            taken.update((r, c) for r in range(row, row + tall) for c in range(col, col + wide))
            cells.append(Cell(row=row, col=col, rowspan=tall, colspan=wide, text=draw(words)))
    return Grid(cells=tuple(cells), rows=rows, cols=cols)
