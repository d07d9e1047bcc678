"""Where a figure or a sentence stands."""

from msgspec import Struct

from formaudit.model.form_kind import FormKind

__all__ = ["Place"]


class Place(Struct, frozen=True, kw_only=True):
    """The place of a cell, a paragraph or a span of text (位置).

    ``file`` counts the files of the submission from 0. ``table`` counts the file's top-level tables in reading order
    from 0; ``row`` and ``col`` are grid positions from 0 of the top left corner of the cell. ``paragraph`` counts the
    paragraphs outside tables from 0, empty ones left out; ``span`` is a half-open character range in the paragraph's
    (or the cell's) text. ``page`` counts from 1, ``bbox`` is x0, top, x1, bottom in points from the upper left corner
    of the page, ``line`` counts the lines of a text file from 1. ``form`` and ``form_index`` are filled once the form
    has been recognised. What a format does not have is ``None``.
    """

    file: int = 0
    form: FormKind | None = None
    form_index: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    span: tuple[int, int] | None = None
    line: int | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """A key that sorts places of one submission in a stable order: file, text before tables, position."""
        return (
            self.file,
            -1 if self.table is None else self.table,
            -1 if self.row is None else self.row,
            -1 if self.col is None else self.col,
            -1 if self.paragraph is None else self.paragraph,
            0 if self.span is None else self.span[0],
        )
