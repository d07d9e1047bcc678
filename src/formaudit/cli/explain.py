"""``formaudit explain CHECK``: one check with purpose, formula, tolerance, basis and an example of each kind."""

import argparse
import json
from collections.abc import Sequence
from typing import Final

from msgspec.structs import asdict

from formaudit.checks.explained import Explanation, explain_own, find_explained
from formaudit.cli.checks import SCHEMA
from formaudit.cli.console import emit
from formaudit.errors import ExitCode
from formaudit.golden.labels import address_words
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.patterns import compiled
from formaudit.profiles.read import read_profile
from formaudit.reports.wrap import width_of

__all__ = ["configure", "page", "run"]

_ADDRESS: Final = compiled(r"annex[1-4](?:\[[^\]]*\])?(?:\.[a-z_0-9]+(?:\[[^\]]*\])?)+")
_PARTS: Final = ("purpose", "formula", "tolerance", "guard", "breaks", "holds", "basis", "question")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("check", metavar="CHECK|WORD", nargs="+", help=word("explain.help.check"))
    parser.add_argument("--profile", metavar="NAME|FILE", help=word("audit.help.profile"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("checks.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Print a check.

    Raises:
        UsageError: code ``unknown-check``.

    """
    own = explain_own(read_profile(options.profile), options.lang) if options.profile else ()
    found = find_explained(options.check, own, options.lang)
    if len(found) > 1:
        _list(found, options)
        return int(ExitCode.OK)
    entry = found[0]
    if options.format == "json":
        content = {"schema": SCHEMA, "lang": options.lang, **asdict(entry)}
        emit(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        emit(page(entry, options.lang), end="")
    return int(ExitCode.OK)


def _list(found: Sequence[Explanation], options: argparse.Namespace) -> None:
    """The checks that speak of a word, those first whose title does."""
    if options.format == "json":
        content = {"schema": SCHEMA, "lang": options.lang, "checks": [asdict(entry) for entry in found]}
        emit(json.dumps(content, ensure_ascii=False, indent=2))
        return
    said = [word("explain.found", options.lang, words=" ".join(options.check), count=str(len(found)))]
    said += [f"  {entry.check}  {entry.title}" for entry in found]
    said += ["", word("explain.more", options.lang, check=found[0].check)]
    emit("\n".join(said))


def page(entry: Explanation, lang: str) -> str:
    """A check in words, its parts one below the other."""
    said = [
        ("severity", word(f"severity.{entry.severity}", lang)),
        ("nature", word(f"nature.{entry.nature}", lang)),
        *((part, str(getattr(entry, part))) for part in _PARTS),
    ]
    said = [(part, in_words(text, lang) if part == "formula" else text) for part, text in said]
    heads = [(word(f"explain.{part}", lang), text) for part, text in said]
    width = max(width_of(head) for head, _ in heads)
    lines = [f"{entry.check}  {entry.name}", entry.title, ""]
    lines += [f"{head}{' ' * (width - width_of(head))}  {text}" for head, text in heads]
    return "\n".join(lines) + "\n"


def in_words(formula: str, lang: str) -> str:
    """A relation of a profile with its figures as a clerk calls them, the formula itself behind it."""
    told = _ADDRESS.sub(lambda match: address_words(match[0], lang), formula)
    return formula if told == formula else word("explain.in-words", lang, words=told, formula=formula)
