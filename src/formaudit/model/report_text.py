"""The report text (自评报告) as typed records: its sections, what its sentences say, the list of attachments."""

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.statement import Role, Statement

__all__ = ["Attachment", "Claim", "ClaimKind", "Report", "Section"]


class ClaimKind(StrEnum):
    """What a sentence does with its figures; ``Claim`` has the roles that each kind gives them."""

    AMOUNT = "amount"
    COUNT = "count"
    SUM = "sum"
    SHARE = "share"
    GROWTH = "growth"
    COMPLETION = "completion"
    RATE = "rate"
    SCORE = "score"
    GRADE = "grade"
    ZERO = "zero"
    ENUMERATION = "enumeration"
    TEMPLATE = "template"


class Section(Struct, frozen=True, kw_only=True):
    """A section of the report: heading as printed, level from 1, its paragraphs' texts with places."""

    number: str
    title: str
    level: int
    place: Place
    body: tuple[TextCell, ...]


class Claim(Struct, frozen=True, kw_only=True):
    """What a sentence of the text says about figures.

    ``roles`` is parallel to ``figures`` and says what each figure is to the claim. By ``kind``:

    - amount, count: one labelled sum of money or number of things (value).
    - sum: whole, then part … ; ``exhaustive`` is false where the parts need not make up the whole (等, 主要包括, a
      single part under 其中).
    - share: rate, part and whole where they are given.
    - growth: rate and/or difference, then current and base where they are given; ``sign`` is +1, -1, or 0 for 持平,
      whose figures begin with current.
    - completion: rate, numerator, denominator as worded, then the same amounts once more with what they are called:
      original_budget, final_budget, actual.
    - rate, score: one percentage or number of points by itself. grade: a word such as 优 (value ``None``).
    - zero: a statement that there is none; ``label`` is the fund.
    - enumeration: count, with what was listed in ``items``; with 等 the list is open and ``exhaustive`` false.
    - template: a choice of the form left standing, such as 增加（减少）.

    ``label`` is what the first figure is bound to; every figure carries its own label. A figure that can be missing
    is left out, so look it up by its role. ``year`` is the year named in words nearest to the first figure.
    """

    kind: ClaimKind
    label: str
    figures: tuple[Figure, ...]
    place: Place
    text: str
    sign: int = 0
    exhaustive: bool = True
    year: int | None = None
    roles: tuple[Role, ...] = ()
    items: tuple[str, ...] = ()

    def role(self, wanted: Role) -> Figure | None:
        """The first figure with a role, or ``None`` where the sentence does not give it."""
        return next((figure for figure, role in zip(self.figures, self.roles, strict=False) if role == wanted), None)


class Attachment(Struct, frozen=True, kw_only=True):
    """A line of the list of attachments at the end of the report (附件：1、…)."""

    number: int
    title: str
    place: Place


class Report(Struct, frozen=True, kw_only=True):
    """The report text (自评报告) with the claims of its sentences, and what its figures say of each other."""

    form: ClassVar[FormKind] = FormKind.REPORT
    tables: ClassVar[tuple[int, ...]] = ()
    index: int
    title: str
    year: int | None
    file: int
    confidence: float
    unit_name: str
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    attachments: tuple[Attachment, ...]
    place: Place
    printed_title: TextCell | None = None
    statements: tuple[Statement, ...] = ()

    @property
    def name(self) -> str:
        """The unit that reports."""
        return self.unit_name
