"""findings.json as records: exactly the schema ``formaudit.findings/1``, in the order of its keys.

These records are the schema: the file is written from them, read into them, and its JSON Schema is made of them. A
field with a default is an addition to the schema: another program's file may lack it. Decimals are digits in a string.
No record is part of a circle, so the garbage collector need not look at them.
"""

import datetime as dt
from typing import Annotated, Final, Literal

import msgspec

from formaudit.model.cause_kind import CauseKind
from formaudit.model.decision import Standing
from formaudit.model.figure import State
from formaudit.model.form_kind import FormKind
from formaudit.model.report import ChainState, FileOwner, ReportVerdict
from formaudit.model.verdict import Nature, Severity

__all__ = [
    "SCHEMA",
    "BatchRecord",
    "CauseRecord",
    "CoverageRecord",
    "DecisionRecord",
    "DifferenceRecord",
    "EffectRecord",
    "ErrorRecord",
    "FigureRecord",
    "FileRecord",
    "FindingRecord",
    "FindingsFile",
    "FormRecord",
    "LedgerRecord",
    "NodeRecord",
    "PassageRecord",
    "PlaceRecord",
    "ReadingRecord",
    "RemarkRecord",
    "RepairRecord",
    "ScoreRecord",
    "SubmissionRecord",
    "TickRecord",
    "ToolRecord",
    "UndecidedRecord",
    "VersionRecord",
]

SCHEMA: Final = "formaudit.findings/1"

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


class CoverageRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many figures were reached; ``unread`` stands there where tables hold numbers that no form has taken over."""

    figures: int
    tied: int
    contradicted: int
    untested: int
    unread: int | msgspec.UnsetType = msgspec.UNSET


class LedgerRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many subjects a check tested, by outcome."""

    check: str
    name: str
    holds: int
    broken: int
    undecided: int
    not_applicable: int


class NodeRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A node of the money chain and what it is made of."""

    label: str
    figure: FigureRecord | None = None
    state: ChainState = ChainState.LEAF
    calculation: str = ""
    findings: tuple[str, ...] = ()
    children: tuple["NodeRecord", ...] = ()


class ReadingRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The points that one rule gives to a row."""

    rule: str
    score: Digits
    calculation: str = ""


class ScoreRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A printed score beside what the rules give."""

    form: FormKind
    form_index: int = 0
    label: str
    nature: str
    weight: FigureRecord | None = None
    score: FigureRecord | None = None
    readings: tuple[ReadingRecord, ...] = ()
    agrees: bool | None = None


class FileRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file of the submission; ``members`` names what it was inside an archive.

    ``owner`` stands there for files of others that findings quote: the unit's last year's, or another unit's.
    """

    path: str
    sha256: str
    format: str
    pages: int | None = None
    members: tuple[str, ...] | None = None
    warnings: tuple[str, ...] = ()
    owner: FileOwner | msgspec.UnsetType = msgspec.UNSET


class FormRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A recognised form."""

    form: FormKind
    index: int
    title: str
    file: int
    tables: tuple[int, ...] = ()
    confidence: float
    name: str = ""
    note: str = ""


class DifferenceRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A figure that two versions print differently: here, and in the adopted one."""

    label: str
    here: str
    adopted: str


class VersionRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which of several versions a submission is; ``certain`` where the files' names tell which is the latest."""

    label: str
    adopted: bool
    of: int
    certain: bool
    differences: tuple[DifferenceRecord, ...] = ()


class PassageRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph that a finding quotes: the heading it stands under and how it begins."""

    file: int
    paragraph: int
    heading: str = ""
    opening: str = ""


class SubmissionRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The audit of one submission."""

    id: str
    unit: str
    year: int | None
    profile: str = ""
    files: tuple[FileRecord, ...]
    forms: tuple[FormRecord, ...]
    findings: tuple[FindingRecord, ...]
    causes: tuple[CauseRecord, ...]
    ticks: tuple[TickRecord, ...]
    undecided: tuple[UndecidedRecord, ...]
    coverage: CoverageRecord
    ledger: tuple[LedgerRecord, ...] = ()
    chain: tuple[NodeRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    version: VersionRecord | msgspec.UnsetType = msgspec.UNSET
    passages: tuple[PassageRecord, ...] = ()


class BatchRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What only laying the submissions beside each other shows; ``files`` are those that it quotes."""

    unit: str
    files: tuple[FileRecord, ...]
    findings: tuple[FindingRecord, ...]
    ticks: tuple[TickRecord, ...]
    undecided: tuple[UndecidedRecord, ...]
    ledger: tuple[LedgerRecord, ...] = ()
    passages: tuple[PassageRecord, ...] = ()


class ToolRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which program, under which rules, with how many checks."""

    version: str
    profile: str
    checks: int


class ErrorRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file that could not be read or assessed."""

    file: str
    code: str
    message: str
    remedy: str


class RemarkRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is to be told about the decisions."""

    code: str
    finding: str = ""
    detail: str = ""


class FindingsFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The whole file."""

    schema: Literal["formaudit.findings/1"]
    tool: ToolRecord
    verdict: ReportVerdict
    lang: Literal["zh", "en"] = "zh"
    submissions: tuple[SubmissionRecord, ...]
    batch: BatchRecord | msgspec.UnsetType = msgspec.UNSET
    errors: tuple[ErrorRecord, ...]
    remarks: tuple[RemarkRecord, ...] = ()
    decided_on: dt.date | None = None
