"""What ``findings.json`` says of figures and findings: where a figure stands, what contradicts it, what explains it.

The rules for all records stand in ``findings_file.py``.
"""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from formaudit.model.cause_kind import CauseKind
from formaudit.model.decision import Standing
from formaudit.model.figure import State
from formaudit.model.form_kind import FormKind
from formaudit.model.verdict import Nature, Severity

__all__ = [
    "CauseRecord",
    "DecisionRecord",
    "Digits",
    "EffectRecord",
    "FigureRecord",
    "FindingRecord",
    "PlaceRecord",
    "RepairRecord",
    "TickRecord",
    "UndecidedRecord",
]

Digits = Annotated[str, msgspec.Meta(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""A decimal without exponent."""


class PlaceRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a figure stands: counted from 0, but ``page`` and ``line`` from 1; what a format does not have is null."""

    file: int
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


class FigureRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A printed figure: ``raw`` as printed, ``value`` what it means in ``unit``."""

    label: str
    raw: str
    value: Digits | None
    unit: str
    role: Literal["suspect", "evidence"]
    place: PlaceRecord = msgspec.field(name="where")
    key: str = ""
    state: State | None = None
    decimals: int = 0
    comparison: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        """Tell the state of another program's figure by its value."""
        if self.state is None:
            msgspec.structs.force_setattr(self, "state", State.BLANK if self.value is None else State.FILLED)


class EffectRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a finding moves: 万元 and points."""

    money: Digits | None = None
    score: Digits | None = None


class DecisionRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a person decided on a finding."""

    state: Standing
    reason: str = ""
    category: str = ""
    owner: str = ""
    date: dt.date | None = None
    expires: dt.date | None = None
    reply: str = ""
    corrected: str = ""


class FindingRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A finding; ``cause`` is the id of the cause that explains it.

    ``unit`` and ``year`` stand there in the batch, where the finding is about one of its units.
    """

    id: str
    check: str
    name: str
    severity: Severity
    nature: Nature
    confidence: float
    cause: str | None
    title: str
    message: str
    fact: str = ""
    calculation: str
    basis: tuple[str, ...]
    question: str
    effect: EffectRecord | None
    figures: tuple[FigureRecord, ...]
    state: str = Standing.OPEN.value
    decision: DecisionRecord | None = None
    change: str | None = None
    unit: str | msgspec.UnsetType = msgspec.UNSET
    year: int | msgspec.UnsetType = msgspec.UNSET


class RepairRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A value that would satisfy the named relations if it stood there; never applied."""

    place: PlaceRecord = msgspec.field(name="where")
    printed: str
    restored: str
    constraints: tuple[str, ...]
    label: str = ""


class CauseRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One event that explains several findings."""

    id: str
    kind: CauseKind
    message: str
    findings: tuple[str, ...]
    repairs: tuple[RepairRecord, ...]
    confidence: float


class TickRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A relation that was tested and holds; ``unit`` and ``year`` as of a finding."""

    check: str
    figures: tuple[FigureRecord, ...]
    calculation: str
    note: str = ""
    unit: str | msgspec.UnsetType = msgspec.UNSET
    year: int | msgspec.UnsetType = msgspec.UNSET


class UndecidedRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A relation that could not be tested, and why; ``unit`` and ``year`` as of a finding."""

    check: str
    reason: str
    figures: tuple[FigureRecord, ...]
    unit: str | msgspec.UnsetType = msgspec.UNSET
    year: int | msgspec.UnsetType = msgspec.UNSET
