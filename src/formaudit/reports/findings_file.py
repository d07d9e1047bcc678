"""findings.json as records: exactly the schema ``formaudit.findings/1``, in the order of its keys.

These records, with those of ``finding_records.py`` and ``submission_records.py``, are the schema: the file is written
from them, read into them, and its JSON Schema is made of them. A field with a default is an addition to the schema:
another program's file may lack it. Decimals are digits in a string. No record is part of a circle, so the garbage
collector need not look at them.
"""

import datetime as dt
from typing import Final, Literal

import msgspec

from formaudit.model.report import ReportVerdict
from formaudit.reports.finding_records import CauseRecord, FindingRecord, TickRecord, UndecidedRecord
from formaudit.reports.submission_records import (
    CoverageRecord,
    FileRecord,
    FormRecord,
    LedgerRecord,
    NodeRecord,
    PassageRecord,
    ScoreRecord,
    VersionRecord,
)

__all__ = [
    "SCHEMA",
    "BatchRecord",
    "ErrorRecord",
    "FindingsFile",
    "RemarkRecord",
    "SubmissionRecord",
    "ToolRecord",
]

SCHEMA: Final = "formaudit.findings/1"


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
