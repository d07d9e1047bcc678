"""What a batch's front page says of the files that were written, and what to do next."""

from collections.abc import Sequence
from pathlib import Path

from formaudit.cli.console import typed
from formaudit.cli.unit_pages import FOLDER
from formaudit.cli.wanted import BOOK
from formaudit.messages import word
from formaudit.model.report import AuditReport
from formaudit.patterns import compiled
from formaudit.reports.front import Outlook

__all__ = ["outlook_of"]

_NEW = compiled(r"\.new(?:-\d+)?(?=\.)")
_NAMED = {"report.html": "html", "findings.json": "json", "findings.xlsx": "xlsx", "letters.csv": "letters"}


def outlook_of(report: AuditReport, written: Sequence[Path], folder: Path | None, call: str) -> Outlook:
    """The files by what they are for, pages and letters only counted; the exact next calls."""
    return Outlook(written=_written(written, folder, report.lang), steps=tuple(_steps(report, written, folder, call)))


def _written(written: Sequence[Path], folder: Path | None, lang: str) -> tuple[str, ...]:
    if folder is None:
        return ()
    units = [path for path in written if path.parent.name == FOLDER]
    letters = [path for path in written if path.suffix == ".docx" and not path.name.startswith("report.")]
    said = []
    others = []
    for path in written:
        kind = _NAMED.get(_NEW.sub("", path.name))
        if kind is not None:
            count = len(letters) if kind == "letters" else len(units)
            said.append(word(f"front.file.{kind}", lang, file=str(path), folder=str(folder / FOLDER), count=str(count)))
        elif path not in units and path not in letters:
            others.append(path)
    if len(others) == 1:
        said.append(word("front.file.other", lang, file=str(others[0])))
    elif others:
        said.append(word("front.file.many", lang, file=str(others[0]), count=str(len(others))))
    return tuple(said)


def _steps(report: AuditReport, written: Sequence[Path], folder: Path | None, call: str) -> list[str]:
    lang = report.lang
    steps = [word("front.step.errors", lang)] if report.errors else []
    if folder is None:
        return [*steps, word("front.step.out", lang, call=call), word("front.step.full", lang, call=call)]
    names = {path.name: path for path in written}
    if "report.html" in names:
        steps.append(word("front.step.read", lang, file=str(names["report.html"])))
    if "findings.json" in names:
        file = typed([names["findings.json"]])
        sheet = typed([next((path for path in written if path.suffix == ".xlsx"), folder / "findings.xlsx")])
        steps.append(word("front.step.decide", lang, file=file, sheet=sheet))
        steps.append(word("front.step.letter", lang, file=file, folder=typed([folder]), book=BOOK))
    return steps
