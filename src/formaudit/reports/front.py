"""The front page of a batch for the terminal: one screen, however many units there are."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.messages import word
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.reports.clean import one_line, shorten
from formaudit.reports.money import rounded
from formaudit.reports.ranking import BatchFinding, Ranking, UnitRow
from formaudit.reports.tally import coverage_line, ledger_line, verdict_line
from formaudit.reports.words import made_by, plain, remark_words, year_words_of
from formaudit.reports.wrap import CUT, Line, fold_lines

__all__ = ["Outlook", "front_page", "money_words", "severity_words", "state_lines"]

_UNITS: Final = 15
_BATCH: Final = 4
_ERRORS: Final = 5
_REMARKS: Final = 3
_WRITTEN: Final = 5
_LONG: Final = 160
"""How much of everything fits on one screen, and how long a line is that nobody wraps."""


class Outlook(Struct, frozen=True, kw_only=True):
    """What the caller knows beside the report: what has been written, in words, and what to do next, line by line."""

    written: Sequence[str] = ()
    steps: Sequence[str] = ()


def front_page(report: AuditReport, ranking: Ranking, outlook: Outlook, *, width: int = 0, colour: bool = False) -> str:
    """Verdict, units ranked, what concerns the batch, what could not be read, what was written, what to do next."""
    lang = report.lang
    style = {"clean": "good", "incomplete": "major"}.get(report.verdict, "critical")
    lines = [Line(verdict_line(report, ranking.counted), style=style), Line(made_by(report), style="faint")]
    lines += [Line(f"! {remark_words(remark, lang)}", 0, 2) for remark in report.remarks[:_REMARKS]]
    lines += [Line(said) for said in state_lines(ranking, lang)]
    lines += [Line(coverage_line(ranking.counted, lang)), Line(ledger_line(ranking.counted, lang))]
    lines += _units(ranking, lang)
    lines += _listed("front.batch", [_batch_line(each, lang) for each in ranking.batch], _BATCH, lang)
    errors = [
        f"✗ {one_line(error.file)}: {one_line(error.message)} → {one_line(error.remedy)}"
        for error in sorted(report.errors, key=lambda error: (error.file, error.code))
    ]
    lines += _listed("report.errors", errors, _ERRORS, lang, "critical")
    lines += _listed("front.written", list(outlook.written), _WRITTEN, lang)
    if outlook.steps:
        lines += [Line(), Line(word("front.next", lang), style="strong")]
        lines += [Line(f"{number}. {said}", 2, 3) for number, said in enumerate(outlook.steps, 1)]
    lines += [Line(), Line(word("page.honesty", lang), style="faint")]
    return fold_lines(lines, width=width, colour=colour)


def state_lines(ranking: Ranking, lang: str) -> list[str]:
    """How many units there are and how grave their gravest is; how many versions were left aside."""
    units = [row for row in ranking.rows if not row.version]
    counts = [
        word("front.units-of", lang, count=str(found), severity=word(f"severity.{severity}", lang))
        for severity in Severity
        if (found := ranking.worst(severity))
    ]
    clean = ranking.worst(None)
    counts += [word("front.units-clean", lang, count=str(clean))] if clean else []
    lines = [
        word(
            "front.units",
            lang,
            count=str(len(units)),
            files=str(sum(row.files for row in units)),
            counts=word("verdict.join", lang).join(counts),
        )
    ]
    aside = len(ranking.rows) - len(units)
    return [*lines, word("front.versions", lang, count=str(aside))] if aside else lines


def severity_words(row: UnitRow, lang: str) -> str:
    """``严重 6、较重 3``; that nothing was found where nothing was."""
    said = [
        f"{word(f'severity.{severity}', lang)} {row.counts[severity]}" for severity in Severity if row.counts[severity]
    ]
    return word("verdict.join", lang).join(said) or word("report.no-counts", lang)


def money_words(row: UnitRow, lang: str) -> str:
    """``18.35 万元``, or nothing."""
    return word("report.effect.money", lang, money=plain(rounded(row.money))) if row.money else ""


def _units(ranking: Ranking, lang: str) -> list[Line]:
    # A version that was not adopted is no unit's answer: it stands in the index and the workbook, marked as one.
    units = [row for row in ranking.rows if not row.version]
    rows = [row for row in units if row.worst is not None or row.unread][:_UNITS]
    rest = len(units) - len(rows)
    if not rows:
        return []
    lines = [Line(), Line(word("front.ranked", lang), style="strong")]
    for number, row in enumerate(rows, 1):
        style = row.worst.value if row.worst in (Severity.CRITICAL, Severity.MAJOR) else ""
        lines.append(_short(f"{number:>2}. {_unit_words(row, lang)}", style))
    return lines + ([Line(word("front.more-units", lang, count=str(rest)), 2, 0, "faint")] if rest else [])


def _unit_words(row: UnitRow, lang: str) -> str:
    unit = one_line(row.unit) or word("report.no-unit", lang)
    unread = word("front.unread", lang, count=str(row.unread)) if row.unread else ""
    parts = [
        f"{unit} {year_words_of(row.year, lang)}",
        severity_words(row, lang),
        money_words(row, lang),
        unread,
        row.matter,
    ]
    return "  ".join(part for part in parts if part)


def _batch_words(each: BatchFinding) -> str:
    """What a finding about the batch says, behind the unit that it names unless it is about all of them."""
    said = one_line(each.finding.message or each.finding.title)
    return said if each.about_all else f"{one_line(each.finding.unit)} {said}"


def _batch_line(each: BatchFinding, lang: str) -> str:
    return f"{word(f'severity.{each.finding.severity}', lang)} {each.finding.check} {_batch_words(each)}"


def _short(text: str, style: str = "") -> Line:
    """A line of which only the beginning is needed."""
    return Line(shorten(text, _LONG), 2, CUT, style)


def _listed(key: str, said: Sequence[str], most: int, lang: str, style: str = "") -> list[Line]:
    if not said:
        return []
    lines = [Line(), Line(word(key, lang), style="strong"), *(_short(text, style) for text in said[:most])]
    rest = len(said) - most
    return lines + ([Line(word("front.more", lang, count=str(rest)), 2, 0, "faint")] if rest > 0 else [])
