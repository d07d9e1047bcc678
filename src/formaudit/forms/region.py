"""A recognised form before it is read: the rows of tables that are it, its title, and the paragraphs around it."""

from typing import Literal

from msgspec import Struct

from formaudit.forms.disclosure.recognise import FoundDisclosure
from formaudit.model.disclosure import DisclosureKind
from formaudit.model.document import Paragraph
from formaudit.model.form_kind import FormKind
from formaudit.model.table import Cell, Table

__all__ = ["Region", "Rows"]


class Rows(Struct, frozen=True, kw_only=True):
    """Rows ``first`` to ``last`` (both included) of a table."""

    table: Table
    first: int
    last: int


class Region(Struct, frozen=True, kw_only=True):
    """A recognised form: its kind, its rows, its title and the paragraphs around it.

    ``title_holder`` is the cell of the first part's table or the paragraph that holds the title. ``captions`` stand
    before the table, ``notes`` after it (remarks, signatures), ``cover`` are the labelled lines (项目名称：…) further
    above it. A report has ``body`` and no rows. A published budget or final accounts is ``found`` as a whole; ``part``
    is its kind, also of the text that explains it, and empty for all that belongs to a self-evaluation.
    """

    kind: FormKind
    title: str
    confidence: float
    parts: tuple[Rows, ...] = ()
    captions: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    year: int | None = None
    reason: str = ""
    title_holder: Cell | Paragraph | None = None
    cover: tuple[Paragraph, ...] = ()
    found: FoundDisclosure | None = None
    part: DisclosureKind | Literal[""] = ""
