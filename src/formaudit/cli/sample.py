"""``formaudit sample``: a stratified sample of an archive that can be drawn again."""

import argparse
import json
from pathlib import Path
from typing import Final

from formaudit.archive.engines import ENGINES
from formaudit.archive.sample import Drawn, draw
from formaudit.archive.scan import scan
from formaudit.archive.store import Store
from formaudit.archive.walk import root_of
from formaudit.cli.console import emit
from formaudit.cli.findings import is_store
from formaudit.cli.status import BASE
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.profiles.read import AUTO, read_profile

__all__ = ["SCHEMA", "configure", "run"]

SCHEMA: Final = "formaudit.sample/1"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("archive", metavar="ARCHIVE", help=word("sample.help.archive"))
    parser.add_argument("--size", metavar="N", type=int, required=True, help=word("sample.help.size"))
    parser.add_argument("--seed", metavar="S", type=int, required=True, help=word("sample.help.seed"))
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--workers", metavar="N", type=int, default=2, help=word("scan.help.workers"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Draw and print. ``ARCHIVE`` is a store, drawn from whole, or an archive that is first scanned into ``--store``.

    Raises:
        UsageError: the size is no number of submissions, or the archive or store cannot be used.

    """
    if options.size < 1:
        raise UsageError("sample-size", "", str(options.size))
    own = is_store(options.archive)
    if not own and "://" not in options.archive and not Path(options.archive).exists():
        raise UsageError("not-found", options.archive)
    url = options.archive if own else options.store
    with Store(url, create=not own) as store:
        if not own:
            scan(
                options.archive, store, read_profile(AUTO), ENGINES["local"], workers=options.workers,
                lang=options.lang,
            )  # fmt: skip
        drawn = draw(store, options.size, options.seed, "" if own else root_of(options.archive))
    if options.format == "json":
        data = {"schema": SCHEMA, "seed": options.seed, "size": options.size, "sample": list(map(_record, drawn))}
        emit(json.dumps(data, ensure_ascii=False, indent=1))
        return int(ExitCode.OK)
    emit(word("sample.sum", options.lang, count=str(len(drawn)), seed=str(options.seed)))
    for each in drawn:
        year, _, kind = each.stratum.partition(" ")
        stratum = f"{year} {word(f'sample.{kind}', options.lang)}"
        files = word("verdict.join", options.lang).join(each.files)
        emit(f"  {each.unit} {each.year or ''}  [{stratum}, 1/{each.of}]  {files}")
    return int(ExitCode.OK)


def _record(each: Drawn) -> dict[str, object]:
    return {
        "unit": each.unit, "year": each.year, "stratum": each.stratum, "of": each.of, "files": list(each.files),
    }  # fmt: skip
