"""A file's content after extraction: paragraphs and tables in reading order, each with a place."""

from msgspec import Struct

from formaudit.model.table import Table

__all__ = ["Document", "Paragraph", "Source", "Warn"]


class Source(Struct, frozen=True, kw_only=True):
    """What was read: ``path`` as the user gave it, the hash of exactly the bytes read, the format told by bytes.

    ``format`` is a ``SourceFormat``, or the name that a reader of a user's own gives. ``pages`` is ``None`` for formats
    without pages. ``member`` is the name inside an archive, empty for a plain file.
    """

    path: str
    sha256: str
    format: str
    pages: int | None = None
    member: str = ""


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph outside tables that holds more than blanks, counted from 0 in reading order.

    ``confidence`` is that of its characters, as with cells: 1.0 in text formats.
    """

    index: int
    text: str
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    line: int | None = None
    confidence: float = 1.0


class Warn(Struct, frozen=True, kw_only=True):
    """Something the extractor could not take over whole; ``code`` has words in the catalogue (``warning.<code>``).

    ``unread`` says that a whole form may stand in it (a picture of a table, an embedded workbook): where a form is
    missing beside it, nobody can say that the unit did not hand it in.
    """

    code: str
    detail: str = ""
    unread: bool = False


class Document(Struct, frozen=True, kw_only=True):
    """One file's paragraphs and tables.

    ``blocks`` holds both in reading order: captions and headings before a table, signatures after it, can be found by
    their neighbourhood. ``paragraphs`` and ``tables`` are the same objects, apart. ``carried`` are the files in the
    file where somebody asked for them: attached ones, embedded ones.
    """

    source: Source
    blocks: tuple[Paragraph | Table, ...]
    warnings: tuple[Warn, ...] = ()
    carried: tuple["Document", ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs outside tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The top-level tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
