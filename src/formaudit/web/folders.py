"""Findings of plain audits taken into a small store beside them, so that one page works on both."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from formaudit.archive.audited import audited_from
from formaudit.archive.decided import put_decisions, read_decisions
from formaudit.archive.keep import put_submission
from formaudit.archive.store import Store, now
from formaudit.audit.between import together
from formaudit.errors import UsageError
from formaudit.model.decision import Decision
from formaudit.model.report import AuditReport, FileOwner
from formaudit.reports.read_json import from_json

__all__ = ["BESIDE", "taken_in"]

BESIDE: Final = "review.db"
_FILE: Final = "findings.json"


def taken_in(paths: Sequence[Path], store: str = "") -> tuple[str, tuple[Path, ...]]:
    """Take the findings of some audits into a store; gives its URL and the folders in which originals may lie.

    Without ``store`` it is ``review.db`` beside the first of them. What was decided in it stays; what the files say of
    decisions is taken over where nobody has decided in the store.

    Raises:
        UsageError: ``not-found``, ``findings-file``, or that of the store.

    """
    files = [path / _FILE if path.is_dir() else path for path in paths]
    reports = [_read(file) for file in files]
    url = store or str(files[0].parent / BESIDE)
    with Store(url) as held:
        for file, report in zip(files, reports, strict=True):
            _take(held, str(file.resolve().parent), report, hashlib.sha256(file.read_bytes()).hexdigest())
    folders = [folder for file in files for folder in (file.resolve().parent, file.resolve().parent.parent)]
    return url, tuple(dict.fromkeys((*folders, Path.cwd())))


def _read(file: Path) -> AuditReport:
    try:
        return together(from_json(file.read_bytes().decode("utf-8-sig"), str(file)))
    except FileNotFoundError:
        raise UsageError("not-found", str(file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("findings-file", str(file), getattr(error, "strerror", "") or "UTF-8") from error


def _take(store: Store, root: str, report: AuditReport, digest: str) -> None:
    """One audit, unless the store has this very file already."""
    known = store.rows("SELECT COUNT(*) FROM submissions WHERE root = ? AND digest <> ?", [root, digest])[0][0]
    there = store.rows("SELECT COUNT(*) FROM submissions WHERE root = ?", [root])[0][0]
    if there and not known and there == len(report.submissions):
        return
    with store.transaction():
        store.write("DELETE FROM submissions WHERE root = ?", [root])
        for table in ("records", "findings", "causes", "files"):
            store.write(f"DELETE FROM {table} WHERE root = ?", [root])
        run = f"{now()}-{digest[:8]}"
        store.upsert("runs", ["id"], {
            "id": run, "root": root, "started": now(), "ended": now(), "version": report.version,
            "profile": report.profile, "mark": digest, "state": "done",
        })  # fmt: skip
        for number, submission in enumerate(report.submissions):
            audited = audited_from(report, submission, f"{number:05d}")
            put_submission(store, root, audited, digest, run)
            for entry in submission.files:
                if entry.owner is FileOwner.OWN:
                    path = f"{entry.source.path}!/{entry.source.member}" if entry.source.member else entry.source.path
                    store.upsert("files", ["root", "path"], {
                        "root": root, "path": path, "container": entry.source.path if entry.source.member else "",
                        "item": "", "size": 0, "changed": "", "sha256": entry.source.sha256,
                        "format": entry.source.format, "state": "read", "code": "", "detail": "", "forms": "",
                        "submission": audited.key, "mark": "", "run": run,
                    })  # fmt: skip
        for error in report.errors:
            store.upsert("files", ["root", "path"], {
                "root": root, "path": error.file, "container": "", "item": "", "size": 0, "changed": "", "sha256": "",
                "format": "", "state": "error", "code": error.code, "detail": error.message[:300], "forms": "",
                "submission": "", "mark": "", "run": run,
            })  # fmt: skip
        _decisions(store, report)


def _decisions(store: Store, report: AuditReport) -> None:
    held = {decision.finding for decision in read_decisions(store).decisions}
    told: list[Decision] = [
        finding.decision
        for submission in report.submissions
        for finding in submission.findings
        if finding.decision is not None and finding.id not in held
    ]
    if told:
        store.lock("decisions")
        put_decisions(store, told, "", f"file-{now()}")
