"""findings.json back into a report, for letters and comparisons.

What the schema demands must be there; additions may be missing (another program's file) and further keys are ignored.
"""

from typing import Final, TypeVar

import msgspec

from formaudit.errors import UsageError
from formaudit.messages import has, word
from formaudit.model.decision import Decision, Remark
from formaudit.model.document import Source
from formaudit.model.figure import Figure
from formaudit.model.report import (
    AuditReport,
    Cause,
    ChainNode,
    Coverage,
    Difference,
    FileEntry,
    FileError,
    FileOwner,
    Finding,
    FormEntry,
    LedgerRow,
    Passage,
    ScoreRow,
    SubmissionReport,
    Tick,
    Undecided,
    VersionReport,
)
from formaudit.model.submission import Version
from formaudit.model.verdict import Effect
from formaudit.patterns import compiled
from formaudit.reports import finding_records as fr
from formaudit.reports import findings_file as f
from formaudit.reports import submission_records as sr

__all__ = ["from_json"]

_T = TypeVar("_T")
_DEEPEST: Final = 64
"""No money chain is deeper; a file that says so was not written by us and would exhaust the stack."""
_AT: Final = compiled(r"(?P<fact>.*?)(?: - at `\$\.?(?P<path>.*)`)?")
_MISSING: Final = compiled(r"Object missing required field `(?P<name>\w+)`")
_KIND: Final = compiled(r"Expected `(?P<kind>\w+)[^`]*`(?P<more>.*)")
_VALUE: Final = compiled(r"Invalid enum value (?P<value>.*)")
_BYTE: Final = compiled(r"\(byte (\d+)\)")


def from_json(text: str, file: str = "") -> AuditReport:
    """Read a findings.json.

    Raises:
        UsageError: code ``findings-file``, with the place in the file, where it is no JSON, another schema, or lacks
            what the schema demands.

    """
    try:
        told = msgspec.json.decode(text.removeprefix("\ufeff"), type=f.FindingsFile)
        return _report(told)
    except msgspec.ValidationError as error:
        raise UsageError("findings-file", file, _wrong(str(error))) from error
    except msgspec.DecodeError as error:
        raise UsageError("findings-file", file, _no_json(text.removeprefix("\ufeff"), str(error))) from error
    except (RecursionError, UnicodeEncodeError) as error:
        raise UsageError("findings-file", file, "JSON") from error


def _wrong(remark: str) -> str:
    """The path of a field and what is wrong with it, in our words."""
    found = _AT.fullmatch(remark)
    fact, path = (found["fact"], found["path"] or "") if found else (remark, "")
    if missing := _MISSING.fullmatch(fact):
        path = f"{path}.{missing['name']}".lstrip(".")
    if path == "schema":
        return f"schema: {f.SCHEMA}"
    if missing:
        return f"{path}: " + word("json.missing")
    if value := _VALUE.fullmatch(fact):
        return f"{path}: " + word("json.value", value=value["value"])
    kind = _KIND.match(fact)
    name = "digits" if kind and "regex" in kind["more"] else kind["kind"] if kind else ""
    return f"{path or '.'}: " + (word(f"json.{name}") if has(f"json.{name}") else word("json.value", value=""))


def _no_json(text: str, remark: str) -> str:
    """Where a text stops being JSON, as line and column."""
    at = _BYTE.search(remark)
    before = text.encode()[: int(at[1])].decode(errors="ignore") if at else text
    return f"JSON, {before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _read(record: object, kind: type[_T]) -> _T:
    """A record of the file as the model's record with fields of the same names."""
    return msgspec.convert(record, kind, from_attributes=True)


def _report(told: f.FindingsFile) -> AuditReport:
    return AuditReport(
        version=told.tool.version,
        profile=told.tool.profile,
        checks=told.tool.checks,
        lang=told.lang,
        verdict=told.verdict,
        submissions=tuple(map(_submission, told.submissions)),
        batch=None if isinstance(told.batch, msgspec.UnsetType) else _batch(told.batch),
        errors=_read(told.errors, tuple[FileError, ...]),
        remarks=_read(told.remarks, tuple[Remark, ...]),
        decided_on=told.decided_on,
    )


def _batch(item: f.BatchRecord) -> SubmissionReport:
    return SubmissionReport(
        id="batch",
        unit=item.unit,
        year=None,
        files=tuple(map(_file, item.files)),
        forms=(),
        findings=tuple(map(_finding, item.findings)),
        causes=(),
        ticks=tuple(map(_tick, item.ticks)),
        undecided=tuple(map(_open, item.undecided)),
        coverage=Coverage(figures=0, tied=0, contradicted=0, untested=0),
        ledger=_read(item.ledger, tuple[LedgerRow, ...]),
        chain=(),
        passages=_read(item.passages, tuple[Passage, ...]),
    )


def _tick(item: fr.TickRecord) -> Tick:
    return Tick(
        check=item.check, figures=_read(item.figures, tuple[Figure, ...]), calculation=item.calculation,
        note=item.note, unit=_set(item.unit, ""), year=_set(item.year, None),
    )  # fmt: skip


def _open(item: fr.UndecidedRecord) -> Undecided:
    return Undecided(
        check=item.check, reason=item.reason, figures=_read(item.figures, tuple[Figure, ...]),
        unit=_set(item.unit, ""), year=_set(item.year, None),
    )  # fmt: skip


def _set(value: _T | msgspec.UnsetType, blank: _T) -> _T:
    return blank if isinstance(value, msgspec.UnsetType) else value


def _submission(item: f.SubmissionRecord) -> SubmissionReport:
    if any(_depth(node) > _DEEPEST for node in item.chain):
        raise RecursionError
    return SubmissionReport(
        id=item.id,
        unit=item.unit,
        year=item.year,
        files=tuple(map(_file, item.files)),
        forms=_read(item.forms, tuple[FormEntry, ...]),
        findings=tuple(map(_finding, item.findings)),
        causes=_read(item.causes, tuple[Cause, ...]),
        ticks=tuple(map(_tick, item.ticks)),
        undecided=tuple(map(_open, item.undecided)),
        coverage=_coverage(item.coverage),
        ledger=_read(item.ledger, tuple[LedgerRow, ...]),
        chain=_read(item.chain, tuple[ChainNode, ...]),
        profile=item.profile,
        scores=_read(item.scores, tuple[ScoreRow, ...]),
        version=None if isinstance(item.version, msgspec.UnsetType) else _version(item.version),
        passages=_read(item.passages, tuple[Passage, ...]),
    )


def _version(told: sr.VersionRecord) -> VersionReport:
    version = Version(label=told.label, adopted=told.adopted, of=told.of, certain=told.certain)
    return VersionReport(version=version, differences=_read(told.differences, tuple[Difference, ...]))


def _coverage(told: sr.CoverageRecord) -> Coverage:
    unread = 0 if isinstance(told.unread, msgspec.UnsetType) else told.unread
    return Coverage(
        figures=told.figures, tied=told.tied, contradicted=told.contradicted, untested=told.untested, unread=unread
    )


def _depth(node: sr.NodeRecord) -> int:
    return 1 + max(map(_depth, node.children), default=0)


def _file(entry: sr.FileRecord) -> FileEntry:
    source = Source(
        path=entry.path,
        sha256=entry.sha256,
        format=entry.format,
        pages=entry.pages,
        member=entry.members[0] if entry.members else "",
    )
    owner = FileOwner.OWN if isinstance(entry.owner, msgspec.UnsetType) else entry.owner
    return FileEntry(source=source, warnings=entry.warnings, owner=owner)


def _finding(entry: fr.FindingRecord) -> Finding:
    return Finding(
        id=entry.id,
        check=entry.check,
        name=entry.name,
        severity=entry.severity,
        nature=entry.nature,
        confidence=entry.confidence,
        cause=entry.cause,
        title=entry.title,
        message=entry.message,
        calculation=entry.calculation,
        basis=entry.basis,
        question=entry.question,
        effect=_read(entry.effect, Effect) if entry.effect else None,
        figures=_read(entry.figures, tuple[Figure, ...]),
        suspects=sum(figure.role == "suspect" for figure in entry.figures),
        decision=_decision(entry, entry.decision) if entry.decision else None,
        change=entry.change or "",
        fact=entry.fact,
        unit=_set(entry.unit, ""),
        year=_set(entry.year, None),
    )


def _decision(entry: fr.FindingRecord, made: fr.DecisionRecord) -> Decision:
    return Decision(
        finding=entry.id,
        standing=made.state,
        reason=made.reason,
        category=made.category,
        owner=made.owner,
        date=made.date,
        expires=made.expires,
        reply=made.reply,
        corrected=made.corrected,
        check=entry.check,
        title=entry.title,
    )
