"""English words of the command line."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.line": "{file}: {said}",
    "error.join": "; {remedy}",
    "error.defect": "defect of the program: {detail} (set FORMAUDIT_DEBUG=1 for details)",
    "error.unknown-command": "there is no command '{detail}'",
    "remedy.unknown-command": "run formaudit --help for all commands",
    "error.arguments": "wrong call: {detail}",
    "remedy.arguments": "run {file} --help for the usage",
    "error.terminal": "{detail} is a binary format and cannot go to a terminal",
    "remedy.terminal": "name a file with --out, or redirect the standard output",
    "usage.missing": "missing argument {detail}",
    "usage.unknown": "unknown argument {detail}",
    "usage.choice": "argument {name}: '{detail}' is not one of {choices}",
    "usage.value": "argument {name} needs a value",
    "cli.usage": "usage: ",
    "cli.commands": "commands",
    "cli.options": "options",
    "cli.arguments": "arguments",
    "cli.help": "show this help and exit",
    "cli.version": "show the version and exit",
    "cli.about": "Audits budget-performance self-evaluations: recovers the tables, reconciles every figure.",
    "cli.more": "Usage of a command: formaudit COMMAND --help",
    "cli.extract": "read the tables and the text of one file",
    "cli.extract.file": "the file to read",
    "cli.extract.format": "format of the output (default json; with --out, by its extension)",
    "cli.extract.out": "file to write to (default: standard output)",
    "cli.extract.reader": "the reader of the tables of a PDF (default own)",
    "cli.extract.compare": "show a PDF as each reader sees it, side by side",
    "cli.extract.comparable": "--compare writes these formats only: {forms}",
}
