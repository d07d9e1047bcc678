"""``formaudit checks``: the catalogue, as a table or as JSON."""

import argparse
import json
from typing import Final

from msgspec.structs import asdict

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.explained import OWN, Explanation, explain, explain_own
from formaudit.cli.console import emit
from formaudit.errors import ExitCode
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.profiles.read import read_profile
from formaudit.reports.wrap import width_of

__all__ = ["SCHEMA", "configure", "run", "table"]

SCHEMA: Final = "formaudit.checks/1"
_FAMILIES: Final = tuple(dict.fromkeys(check.code[0] for check in CHECKS))


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("checks.help.lang"))
    parser.add_argument("--family", choices=(*_FAMILIES, OWN), help=word("checks.help.family"))
    parser.add_argument("--profile", metavar="NAME|FILE", help=word("audit.help.profile"))


def run(options: argparse.Namespace) -> int:
    """Print the checks."""
    wanted = [check for check in CHECKS if options.family in (None, check.code[0])]
    entries = [explain(check, options.lang) for check in wanted]
    if options.profile and options.family in (None, OWN):
        entries += explain_own(read_profile(options.profile), options.lang)
    if options.format == "json":
        content = {"schema": SCHEMA, "lang": options.lang, "checks": [asdict(entry) for entry in entries]}
        emit(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        emit(table(entries, options.lang), end="")
    return int(ExitCode.OK)


def table(entries: list[Explanation], lang: str) -> str:
    """The checks by family, one on a line, columns aligned for a terminal in which Chinese characters are wide."""
    heads = tuple(word(f"checks.column.{name}", lang) for name in ("code", "severity", "nature", "name", "title"))
    rows = [
        (
            entry.check,
            word(f"severity.{entry.severity}", lang),
            word(f"nature.{entry.nature}", lang),
            entry.name,
            entry.title,
        )
        for entry in entries
    ]
    widths = [max(width_of(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = [word("checks.count", lang, count=str(len(entries))), "", _line(heads, widths)]
    family = ""
    for row in rows:
        if row[0][0] != family:
            family = row[0][0]
            lines += ["", word(f"checks.family.{family}", lang)]
        lines.append(_line(row, widths))
    return "\n".join(lines) + "\n"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - width_of(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
