"""What an audit says: findings, causes, ticks, open questions, coverage."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from formaudit.model.cause_kind import CauseKind
from formaudit.model.decision import Decision, Remark
from formaudit.model.document import Source
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.submission import Version
from formaudit.model.verdict import Effect, Nature, Severity

__all__ = [
    "AuditReport",
    "Cause",
    "ChainNode",
    "ChainState",
    "Coverage",
    "Difference",
    "FileEntry",
    "FileError",
    "FileOwner",
    "Finding",
    "FormEntry",
    "LedgerRow",
    "Passage",
    "Repair",
    "ReportVerdict",
    "ScoreReading",
    "ScoreRow",
    "SubmissionReport",
    "Tick",
    "Undecided",
    "VersionReport",
]


class Finding(Struct, frozen=True, kw_only=True):
    """A broken verdict, said in the language of the report.

    ``id`` is the fingerprint: it survives a second run, another file format and an inserted row. ``figures`` hold the
    suspects first; the first ``suspects`` of them are suspects, the rest evidence. ``fact`` is the
    message without what it infers, empty where it infers nothing. ``decision`` is what a
    person has said of it, if anybody has; ``change`` is what became of it since a baseline, empty where there is none.
    ``unit`` and ``year`` say whose papers it is about where it stands in the batch; empty in a submission, and where it
    is about all of them.
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
    calculation: str
    basis: tuple[str, ...]
    question: str
    effect: Effect | None
    figures: tuple[Figure, ...]
    suspects: int = 1
    decision: Decision | None = None
    change: str = ""
    fact: str = ""
    unit: str = ""
    year: int | None = None


class Repair(Struct, frozen=True, kw_only=True):
    """A value that would satisfy the named constraints if it stood at a place. Never applied, only shown."""

    place: Place
    label: str
    printed: str
    restored: str
    constraints: tuple[str, ...]


class Cause(Struct, frozen=True, kw_only=True):
    """One event that explains several findings. ``findings`` are ids; the first is the one it is named after."""

    id: str
    kind: CauseKind
    message: str
    findings: tuple[str, ...]
    repairs: tuple[Repair, ...]
    confidence: float


class Tick(Struct, frozen=True, kw_only=True):
    """A relation that was tested and holds. ``note`` says so where it holds only within rounding.

    ``unit`` and ``year`` as of a finding.
    """

    check: str
    figures: tuple[Figure, ...]
    calculation: str
    note: str = ""
    unit: str = ""
    year: int | None = None


class Undecided(Struct, frozen=True, kw_only=True):
    """A relation that could not be tested, and why; ``unit`` and ``year`` as of a finding."""

    check: str
    reason: str
    figures: tuple[Figure, ...]
    unit: str = ""
    year: int | None = None


class Coverage(Struct, frozen=True, kw_only=True):
    """How many figures were reached. ``tied + contradicted + untested == figures``.

    ``unread`` counts further numbers in tables that no form has taken over: while there are any, the audit is
    incomplete.
    """

    figures: int
    tied: int
    contradicted: int
    untested: int
    unread: int = 0


class LedgerRow(Struct, frozen=True, kw_only=True):
    """How many subjects a check tested, by outcome."""

    check: str
    name: str
    holds: int
    broken: int
    undecided: int
    not_applicable: int


class ChainState(StrEnum):
    """What became of the tie between a node of the money chain and its parts; a leaf has no parts."""

    LEAF = ""
    HOLDS = "holds"
    BROKEN = "broken"
    UNDECIDED = "undecided"


class ChainNode(Struct, frozen=True, kw_only=True):
    """A node of the money chain (资金链): a figure and the nodes it is made of.

    ``state`` judges the tie between the figure and its children.
    ``findings`` are the ids of the findings on that tie.
    """

    label: str
    figure: Figure | None
    children: tuple["ChainNode", ...] = ()
    state: ChainState = ChainState.LEAF
    calculation: str = ""
    findings: tuple[str, ...] = ()


class ScoreReading(Struct, frozen=True, kw_only=True):
    """The points that one rule gives to a row; ``rule`` is positive, equal, reverse-linear or reverse-ratio."""

    rule: str
    score: Decimal
    calculation: str


class ScoreRow(Struct, frozen=True, kw_only=True):
    """A printed score (得分) beside what the rules give.

    ``nature`` is positive, reverse, equal, execution, worded (nothing to count with), doubtful (its weight is wrong)
    or total. ``agrees`` says whether any reading gives the printed score; ``None`` where there is no reading.
    """

    form: FormKind
    form_index: int
    label: str
    nature: str
    weight: Figure | None
    score: Figure | None
    readings: tuple[ScoreReading, ...]
    agrees: bool | None


class FileOwner(StrEnum):
    """Whose file it is: of this submission, of the unit's last year's, or of another unit of the same call."""

    OWN = "own"
    PRIOR = "prior"
    PEER = "peer"


class FileEntry(Struct, frozen=True, kw_only=True):
    """A file that the report names, in the order to which ``Place.file`` counts; those of others stand behind."""

    source: Source
    warnings: tuple[str, ...] = ()
    owner: FileOwner = FileOwner.OWN


class Passage(Struct, frozen=True, kw_only=True):
    """Where a paragraph that a finding quotes is found on paper: under which heading, and how it begins.

    ``heading`` is empty where it stands under none; ``opening`` is the beginning of the paragraph, personal numbers
    masked.
    """

    file: int
    paragraph: int
    heading: str
    opening: str


class FormEntry(Struct, frozen=True, kw_only=True):
    """A recognised form, as listed in the report; ``tables`` are the file's table numbers it was read from."""

    form: FormKind
    index: int
    title: str
    file: int
    tables: tuple[int, ...]
    confidence: float
    name: str = ""
    note: str = ""


class FileError(Struct, frozen=True, kw_only=True):
    """A file that could not be read or assessed, with the fact and the remedy."""

    file: str
    code: str
    message: str
    remedy: str


class Difference(Struct, frozen=True, kw_only=True):
    """A figure that two versions print differently: here, and in the adopted one; ``—`` where one has none."""

    label: str
    here: str
    adopted: str


class VersionReport(Struct, frozen=True, kw_only=True):
    """Which version a submission is, and for one that is not adopted what differs from the adopted one."""

    version: Version
    differences: tuple[Difference, ...] = ()


class SubmissionReport(Struct, frozen=True, kw_only=True):
    """The audit of one submission; ``profile`` is the one it was audited by.

    ``version`` is filled where the unit handed in the same forms several times. A version that is not adopted is
    audited for itself: it makes no call fail and goes into no letter. ``passages`` has an entry for each paragraph
    that a finding quotes.
    """

    id: str
    unit: str
    year: int | None
    files: tuple[FileEntry, ...]
    forms: tuple[FormEntry, ...]
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...]
    ticks: tuple[Tick, ...]
    undecided: tuple[Undecided, ...]
    coverage: Coverage
    ledger: tuple[LedgerRow, ...]
    chain: tuple[ChainNode, ...]
    profile: str = ""
    scores: tuple[ScoreRow, ...] = ()
    version: VersionReport | None = None
    passages: tuple[Passage, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is what the unit stands by: the only version, or the adopted one."""
        return self.version is None or self.version.version.adopted


class ReportVerdict(StrEnum):
    """The first word of every output: nothing but notes; findings; or something that could not be read or assessed."""

    CLEAN = "clean"
    FINDINGS = "findings"
    INCOMPLETE = "incomplete"


class AuditReport(Struct, frozen=True, kw_only=True):
    """The audit of everything given in one call.

    ``batch`` holds what only laying the submissions beside each other shows; it is no submission, its files are those
    that it quotes, and its findings say which unit they are about. ``remarks`` tell what is wrong with the decisions on
    findings, which hold as of the day ``decided_on``.
    """

    version: str
    profile: str
    checks: int
    lang: str
    verdict: ReportVerdict
    submissions: Sequence[SubmissionReport]
    errors: tuple[FileError, ...]
    remarks: tuple[Remark, ...] = ()
    decided_on: dt.date | None = None
    batch: SubmissionReport | None = None

    @property
    def parts(self) -> Iterator[SubmissionReport]:
        """The submissions one after another, and behind them the batch: everything that has findings."""
        yield from self.submissions
        if self.batch is not None:
            yield self.batch
