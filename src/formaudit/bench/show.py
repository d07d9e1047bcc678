"""A run in words and as data: a line for each kind, the whole below it, the cases that fell short."""

import json
from collections.abc import Sequence
from typing import Any, Final
from unicodedata import east_asian_width

from formaudit.bench.edits import Edit
from formaudit.bench.measure import Measured, Told
from formaudit.bench.run import Result, Tally, tallies, tally
from formaudit.messages import word

__all__ = ["SCHEMA", "edit_record", "to_json", "to_text"]

SCHEMA: Final = "formaudit.bench/1"
_SHOWN: Final = 20


def _wide(text: str, width: int) -> str:
    """The text filled up to a width in which a Chinese character counts two."""
    return text + " " * max(width - sum(2 if east_asian_width(char) in "WF" else 1 for char in text), 0)


def _share(part: int, whole: int) -> str:
    return "—" if not whole else f"{part / whole * 100:.1f}%"


def to_text(result: Result, lang: str = "zh") -> str:
    """The run as a table for people."""
    heads = ("kind", "faults", "found", "serious", "localised", "first", "right")
    lines = [
        _wide(word("bench.column.kind", lang), 44 if lang == "zh" else 26)
        + "".join(_wide(word(f"bench.column.{head}", lang), 11) for head in heads[1:])
    ]
    rows = tallies(result)
    lines += [_line(row, lang) for row in rows if not _blind(result, row.kind)]
    told = result.told()
    lines.append(_line(tally("", told, least=2), lang))
    lines += ["", *(_blind_line(result, row, lang) for row in rows if _blind(result, row.kind)), ""]
    lines.append(
        word(
            "bench.sum",
            lang,
            cases=str(len(result.cases)),
            bases=str(len(result.bases)),
            seed=str(result.seed),
            alarms=str(result.alarms),
            stray=str(sum(bool(case.stray) for case in result.cases)),
            median=f"{result.milliseconds(0.5):.0f}",
            slowest=f"{result.milliseconds(0.99):.0f}",
        )
    )
    short = [(case, each) for case in result.cases for each in case.told if not each.fault.kind.blind and _falls(each)]
    lines += [_short(case, each, lang) for case, each in short[:_SHOWN]]
    if len(short) > _SHOWN:
        lines.append(word("bench.more", lang, count=str(len(short) - _SHOWN)))
    return "\n".join(lines)


def _falls(told: Told) -> bool:
    return not told.found or (told.fault.kind.placed and not told.first)


def _blind(result: Result, kind: str) -> bool:
    return any(each.fault.kind.code == kind for each in result.told(blind=True))


def _line(row: Tally, lang: str) -> str:
    name = f"{row.kind} {word(f'bench.kind.{row.kind}', lang)}" if row.kind and lang == "zh" else row.kind
    cells = (
        str(row.faults),
        _share(row.found, row.faults),
        _share(row.serious, row.faults),
        _share(row.localised, row.placed),
        _share(row.first, row.placed),
        _share(row.right, row.asked),
    )
    return _wide(name or word("bench.all", lang), 44 if lang == "zh" else 26) + "".join(
        _wide(cell, 11) for cell in cells
    )


def _blind_line(result: Result, row: Tally, lang: str) -> str:
    reason = next(each.fault.kind.blind for each in result.told(blind=True) if each.fault.kind.code == row.kind)
    return word("bench.blind", lang, kind=row.kind, reason=word(reason, lang), found=f"{row.found}/{row.faults}")


def _short(case: Measured, told: Told, lang: str) -> str:
    edit = told.fault.edits[0]
    return word(
        "bench.missed" if not told.found else "bench.elsewhere",
        lang,
        base=case.base,
        kind=told.fault.kind.code,
        place=edit.key or "/".join("-" if part is None else str(part) for part in edit.spot),
        right=edit.right or edit.before[:20] or "—",
        wrong=edit.wrong or (edit.after or "")[:20] or "—",
    )


def to_json(result: Result) -> str:
    """The run as data: the figures by kind, and each case with its truth and what was said of it."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "seed": result.seed,
            "faults": result.faults,
            "bases": list(result.bases),
            "alarms": result.alarms,
            "milliseconds": {
                "median": round(result.milliseconds(0.5), 1),
                "p99": round(result.milliseconds(0.99), 1),
            },
            "all": _record(tally("all", result.told(), least=2)),
            "kinds": [{**_record(row), "detectable": not _blind(result, row.kind)} for row in tallies(result)],
            "cases": [
                {"base": case.base, "faults": [_fault(each) for each in case.told], "stray": list(case.stray)}
                for case in result.cases
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _record(row: Tally) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "faults": row.faults,
        "found": row.found,
        "serious": row.serious,
        "placed": row.placed,
        "localised": row.localised,
        "first": row.first,
        "asked": row.asked,
        "right": row.right,
    }


def edit_record(edit: Edit) -> dict[str, Any]:
    """A change as data: where, the text before and after, and the right number where there is one."""
    keys: Sequence[str] = ("file", "table", "row", "col", "paragraph")
    return {
        "at": dict(zip(keys, edit.spot, strict=True)),
        "figure": edit.key,
        "before": edit.before,
        "after": edit.after,
        "right": edit.right,
    }


def _fault(told: Told) -> dict[str, Any]:
    return {
        "kind": told.fault.kind.code,
        "edits": [edit_record(edit) for edit in told.fault.edits],
        "found": told.found,
        "severity": told.severity,
        "localised": told.localised,
        "first": told.first,
        "right": told.right,
        "relations": told.relations,
        "checks": list(told.checks),
    }
