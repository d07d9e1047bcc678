"""``formaudit status``: what a store holds."""

import argparse
import json
from pathlib import Path
from typing import Any, Final

from formaudit.archive.ask import Heat, Overview, copies, failures, heat, observations, overview, trends
from formaudit.archive.store import Store
from formaudit.cli.console import emit
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.report import ReportVerdict
from formaudit.reports.svg import heat_svg

__all__ = ["BASE", "SCHEMA", "configure", "is_incomplete", "overview_lines", "run"]

BASE: Final = "audit.db"
SCHEMA: Final = "formaudit.status/1"
_SHOWN: Final = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--unit", metavar="TEXT", default="", help=word("status.help.unit"))
    parser.add_argument("--heat", metavar="FILE", type=Path, help=word("status.help.heat"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Print what is in the store; 3 where files in it could not be read, or where there is nothing."""
    with Store(options.store, create=False) as store:
        if options.heat is not None:
            told = heat(store)
            write_bytes(options.heat, _picture(told, options.lang).encode())
        if options.format == "json":
            emit(json.dumps(_data(store, options.unit, options.lang), ensure_ascii=False, indent=1))
        else:
            for line in [*overview_lines(store, options.lang), *_more(store, options.unit, options.lang)]:
                emit(line)
        incomplete = is_incomplete(overview(store))
    return int(ExitCode.INCOMPLETE if incomplete else ExitCode.OK)


def is_incomplete(told: Overview) -> bool:
    """Whether nobody can say that all is well: files or parts of them could not be read or assessed, or none was."""
    return bool(_broken(told) or _partly(told)) or not told.submissions


def _partly(told: Overview) -> int:
    return told.submissions.get(ReportVerdict.INCOMPLETE, 0)


def _broken(told: Overview) -> int:
    return told.files.get("error", 0) + told.files.get("other", 0)


def _picture(told: Heat, lang: str) -> str:
    return heat_svg(told.units, told.checks, told.counts, lang)


def overview_lines(store: Store, lang: str) -> list[str]:
    """The verdict over the archive, then the counts."""
    told = overview(store)
    serious = told.findings["critical"] + told.findings["major"]
    broken = _broken(told)
    key = "status.verdict.broken" if broken else "status.verdict.found" if serious else "status.verdict.clean"
    if not broken and (_partly(told) or not told.submissions):
        key = "status.verdict.partly" if told.submissions else "status.verdict.nothing"
    findings = word("verdict.join", lang).join(
        word(f"verdict.count.{name}", lang, count=str(count)) for name, count in told.findings.items()
    )
    lines = [
        word(
            key, lang, submissions=str(sum(told.submissions.values())), broken=str(broken), partly=str(_partly(told)),
            findings=findings,
        ),
        word(
            "status.units", lang, units=str(told.units), years=_years(told.years),
            files=str(told.files.get("read", 0)), figures=str(told.figures[0]), tied=str(told.figures[1]),
            contradicted=str(told.figures[2]), untested=str(told.figures[3]),
        ),
    ]  # fmt: skip
    if told.last_run is not None:
        run, started, ended, _ = told.last_run
        lines.append(word("status.run", lang, run=run, started=started, ended=ended or word("status.running", lang)))
    return lines


def _years(years: tuple[int, ...]) -> str:
    if not years:
        return "—"
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _more(store: Store, unit: str, lang: str) -> list[str]:
    lines = []
    moved = trends(store, unit)
    if moved:
        lines += ["", word("status.trends", lang)]
        lines += [
            "  "
            + word(
                "status.trend", lang, year=str(each.year), submissions=str(each.submissions),
                critical=str(each.findings[0]), major=str(each.findings[1]), minor=str(each.findings[2]),
                note=str(each.findings[3]), score=str(each.score) if each.score is not None else "—",
            )
            for each in moved
        ]  # fmt: skip
    seen = observations(store)
    if seen:
        lines += ["", word("status.observations", lang)]
        for each in seen[:_SHOWN]:
            values = dict(each.values)
            lines.append(
                "  " + word(f"observation.{each.kind}", lang, unit=each.unit, year=str(each.year or ""), **values)
            )
        if len(seen) > _SHOWN:
            lines.append(word("bench.more", lang, count=str(len(seen) - _SHOWN)))
    same = copies(store)
    if same:
        lines += ["", word("status.copies", lang, count=str(len(same)))]
        lines += [f"  {' = '.join(paths)}" for paths in same[:_SHOWN]]
        if len(same) > _SHOWN:
            lines.append(word("bench.more", lang, count=str(len(same) - _SHOWN)))
    broken = failures(store, lang)
    if broken:
        lines += ["", word("report.errors", lang)]
        lines += [f"  ✗ {path}: {detail} [{code}]" for path, code, detail in broken]
    return lines


def _data(store: Store, unit: str, lang: str) -> dict[str, Any]:
    told = overview(store)
    hot = heat(store)
    return {
        "schema": SCHEMA,
        "files": told.files,
        "submissions": told.submissions,
        "findings": told.findings,
        "units": told.units,
        "years": list(told.years),
        "figures": dict(zip(("figures", "tied", "contradicted", "untested"), told.figures, strict=True)),
        "run": None
        if told.last_run is None
        else dict(zip(("id", "started", "ended", "state"), told.last_run, strict=True)),
        "trends": [
            {
                "year": each.year,
                "submissions": each.submissions,
                "findings": dict(zip(("critical", "major", "minor", "note"), each.findings, strict=True)),
                "median_score": str(each.score) if each.score is not None else None,
            }
            for each in trends(store, unit)
        ],
        "observations": [
            {
                "kind": each.kind,
                "unit": each.unit,
                "year": each.year,
                "values": dict(each.values),
                "message": word(
                    f"observation.{each.kind}", lang, unit=each.unit, year=str(each.year or ""), **dict(each.values)
                ),
            }
            for each in observations(store)
        ],
        "heat": {"units": list(hot.units), "checks": list(hot.checks), "counts": [list(row) for row in hot.counts]},
        "copies": [list(paths) for paths in copies(store)],
        "errors": [{"path": path, "code": code, "message": detail} for path, code, detail in failures(store, lang)],
    }
