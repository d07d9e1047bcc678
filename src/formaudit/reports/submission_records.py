"""What ``findings.json`` says of a submission beside its findings: files, forms, money chain, scores, what was tested.

The rules for all records stand in ``findings_file.py``.
"""

import msgspec

from formaudit.model.form_kind import FormKind
from formaudit.model.report import ChainState, FileOwner
from formaudit.reports.finding_records import Digits, FigureRecord

__all__ = [
    "CoverageRecord",
    "DifferenceRecord",
    "FileRecord",
    "FormRecord",
    "LedgerRecord",
    "NodeRecord",
    "PassageRecord",
    "ReadingRecord",
    "ScoreRecord",
    "VersionRecord",
]


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
