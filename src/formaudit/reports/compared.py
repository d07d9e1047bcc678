"""A comparison of two runs, for people and for programs."""

import json
from typing import Any, Final

from formaudit.messages import word
from formaudit.model.comparison import Change, Compared, Comparison
from formaudit.reports.clean import one_line

__all__ = ["SCHEMA", "change_counts", "compared_json", "compared_text"]

SCHEMA: Final = "formaudit.comparison/1"
_SHOWN: Final = (Change.NEW, Change.CHANGED, Change.UNJUDGED, Change.FIXED)


def change_counts(comparison: Comparison, lang: str) -> str:
    """``新增 1，变化 0，无法判断 0，未变 12，消除 3``."""
    return word("verdict.join", lang).join(
        word(f"compare.count.{change}", lang, count=str(comparison.count(change))) for change in Change
    )


def compared_text(comparison: Comparison, lang: str) -> str:
    """The counts first, then each finding that did not stay as it was, then the number of those that did."""
    lines = [word("compare.verdict", lang, counts=change_counts(comparison, lang))]
    for key, names in (
        ("compare.not-again", comparison.not_again),
        ("compare.stranger", [name for name in comparison.strangers if name not in comparison.not_again]),
    ):
        lines += [f"! {word(key, lang, name=one_line(name))}" for name in names]
    for change in _SHOWN:
        rows = [row for row in comparison.rows if row.change is change]
        if rows:
            lines += ["", word(f"compare.head.{change}", lang, count=str(len(rows)))]
            for row in rows:
                lines += _lines(row, lang)
    return "\n".join(lines)


def _lines(row: Compared, lang: str) -> list[str]:
    finding = row.finding
    year = f" {row.year}" if row.year is not None else ""
    head = (
        f"  {word(f'severity.{finding.severity}', lang)} {one_line(finding.check)} {one_line(finding.title)} "
        f"[{one_line(finding.id)}] {one_line(row.unit)}{year}"
    )
    lines = [head]
    if row.before is not None and row.after is not None:
        was, now = one_line(row.before.calculation), one_line(row.after.calculation)
        lines.append(f"    {word('compare.was', lang, was=was or '—', now=now or '—')}")
    elif row.before is not None:
        if row.before.calculation:
            lines.append(f"    {word('compare.before', lang, was=one_line(row.before.calculation))}")
        if row.reason:
            lines.append(f"    {word(f'compare.reason.{row.reason}', lang, proof=one_line(row.proof))}")
    elif finding.calculation:
        lines.append(f"    {one_line(finding.calculation)}")
    return lines


def compared_json(comparison: Comparison, lang: str) -> str:
    """The comparison as data."""
    data = {
        "schema": SCHEMA,
        "counts": {change.value: comparison.count(change) for change in Change},
        "strangers": list(comparison.strangers),
        "not_again": list(comparison.not_again),
        "findings": [_record(row, lang) for row in comparison.rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _record(row: Compared, lang: str) -> dict[str, Any]:
    finding = row.finding
    return {
        "change": row.change.value,
        "id": finding.id,
        "check": finding.check,
        "name": finding.name,
        "severity": finding.severity.value,
        "title": finding.title,
        "unit": row.unit,
        "year": row.year,
        "before": row.before.calculation if row.before is not None else None,
        "after": row.after.calculation if row.after is not None else None,
        "reason": word(f"compare.reason.{row.reason}", lang, proof=row.proof) if row.reason else "",
        "proof": row.proof,
    }
