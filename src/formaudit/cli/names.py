"""``formaudit names review``: doubtful names one by one, into a file of reviewed names."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from formaudit.cli.console import complain, emit, remark
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.indicators.doubts import Candidate, Doubt, doubts_of
from formaudit.indicators.lexicon import using
from formaudit.intake.gather import gather
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.messages.failure import line
from formaudit.model.submission import Submission
from formaudit.profiles.names import Ruling, read_names, with_names, write_names
from formaudit.profiles.read import AUTO, read_profile
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, file_names, say_place

__all__ = ["configure", "run"]

SCHEMA: Final = "formaudit.names/1"
_KINDS: Final = ("source", "item", "level1", "level2")


class _Case(Struct, frozen=True):
    """A doubt with the place in words."""

    doubt: Doubt
    where: str
    unit: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommand and its options."""
    commands = parser.add_subparsers(dest="action", metavar="COMMAND", required=True)
    review = commands.add_parser("review", help=word("names.help.review"), description=word("names.help.review"))
    review.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=word("names.help.path"))
    review.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    review.add_argument("--accept", choices=("all", "none"), help=word("names.help.accept"))
    review.add_argument("--reviewer", metavar="NAME", default="", help=word("names.help.reviewer"))
    review.add_argument("--reason", metavar="TEXT", default="", help=word("names.help.reason"))
    review.add_argument("--date", metavar="YYYY-MM-DD", default="", help=word("names.help.date"))
    review.add_argument("--out", metavar="FILE", type=Path, default=Path("aliases.toml"), help=word("names.help.out"))
    review.add_argument("--profile", metavar="NAME|FILE", default=AUTO, help=word("audit.help.profile"))
    review.add_argument("--aliases", metavar="FILE", action="append", default=[], help=word("audit.help.aliases"))
    review.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace, ask: Callable[[str], str] = input) -> int:
    """List the doubts, or decide on them and write what was decided; 3 where a file could not be read.

    Raises:
        UsageError: no path is there, the profile or a file of names has a mistake, reviewer or reason is missing where
            something is decided, or there is nobody to ask.

    """
    date = _date(options.date)
    names = with_names(read_profile(options.profile), options.aliases).names
    if options.out.exists() and options.format != "json":
        names += read_names(str(options.out))
    if not any(path.exists() for path in options.paths):
        raise UsageError("not-found", str(options.paths[0]))
    gathered = gather(options.paths, names)
    for error in gathered.errors:
        complain(line(error, options.lang))
    if gathered.own:
        remark(word("audit.own-output", options.lang, count=str(len(gathered.own)), file=gathered.own[0]))
    with using(names):
        cases = [case for submission in gathered.submissions for case in _cases(submission, options.lang)]
    code = ExitCode.INCOMPLETE if gathered.errors or not gathered.submissions else ExitCode.OK
    if options.format == "json":
        emit(json.dumps({"schema": SCHEMA, "doubts": [_data(case) for case in cases]}, ensure_ascii=False, indent=2))
        return int(code)
    if not cases:
        emit(word("names.none" if gathered.submissions else "names.unread", options.lang))
        return int(code)
    if not options.reviewer.strip() or not options.reason.strip():
        raise UsageError("names-no-reason")
    rulings = _decided(options, cases, ask)
    if not rulings:
        emit(word("names.nothing", options.lang))
        return int(code)
    before = options.out.read_text(encoding="utf-8-sig") if options.out.exists() else ""
    text = write_names(rulings, reviewer=options.reviewer, date=date, reason=options.reason, before=before)
    write_bytes(options.out, text.encode("utf-8"))
    emit(word("names.written", options.lang, count=str(len(rulings)), file=str(options.out)))
    return int(code)


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat() if text else dt.datetime.now(tz=dt.UTC).date().isoformat()
    except ValueError:
        raise UsageError("arguments", "formaudit names review", word("profile.date", value=text)) from None


def _cases(submission: Submission, lang: str) -> list[_Case]:
    files = file_names(tuple(document.source for document in submission.documents))
    places = Places(lang=lang, files=files, forms={}, several=frozenset())
    return [_Case(doubt, say_place(places, doubt.place), one_line(submission.unit)) for doubt in doubts_of(submission)]


def _decided(options: argparse.Namespace, cases: Sequence[_Case], ask: Callable[[str], str]) -> list[Ruling]:
    if options.accept == "all":
        return [_ruling(case.doubt, case.doubt.candidates[0], same=True) for case in cases]
    if options.accept == "none":
        return [_ruling(case.doubt, one, same=False) for case in cases for one in case.doubt.candidates]
    if ask is input and not sys.stdin.isatty():
        raise UsageError("names-accept")
    emit(word("names.found", options.lang, count=str(len(cases))))
    rulings: list[Ruling] = []
    for number, case in enumerate(cases, 1):
        emit("\n".join(_told(case, number, len(cases), options.lang)))
        answer = _answer(ask, len(case.doubt.candidates), options.lang)
        if answer == "q":
            break
        if answer == "n":
            rulings += [_ruling(case.doubt, one, same=False) for one in case.doubt.candidates]
        elif answer:
            rulings.append(_ruling(case.doubt, case.doubt.candidates[int(answer) - 1], same=True))
    return rulings


def _answer(ask: Callable[[str], str], count: int, lang: str) -> str:
    """A number, n, q or nothing; the end of the input ends the review."""
    while True:
        try:
            answer = ask(word("names.ask", lang)).strip().lower()
        except EOFError:
            return "q"
        if answer in ("", "n", "q") or (answer.isdecimal() and 1 <= int(answer) <= count):
            return answer
        emit(word("names.again", lang, count=str(count)))


def _ruling(doubt: Doubt, candidate: Candidate, *, same: bool) -> Ruling:
    return Ruling(label=doubt.label, other=candidate.name, kind=doubt.kind, code=candidate.code, same=same)


def _told(case: _Case, number: int, count: int, lang: str) -> list[str]:
    doubt = case.doubt
    kind = word(f"names.kind.{doubt.kind}", lang) if doubt.kind in _KINDS else doubt.kind
    about = word("names.doubt.kind", lang, kind=kind) if doubt.kind else word("names.doubt.same", lang)
    where = " ".join(part for part in (case.unit, case.where, f"({about})") if part)
    label = one_line(doubt.label)
    lines = ["", word("names.doubt", lang, number=str(number), count=str(count), where=where, label=label)]
    for position, one in enumerate(doubt.candidates, 1):
        rule = word(f"names.rule.{one.rule}", lang)
        name = one_line(one.name)
        lines.append(
            word("names.candidate", lang, number=str(position), name=name, score=f"{one.score:.2f}", rule=rule)
        )
    return lines


def _data(case: _Case) -> dict[str, Any]:
    place = case.doubt.place
    return {
        "unit": case.unit,
        "kind": case.doubt.kind or "name",
        "label": case.doubt.label,
        "where": case.where,
        "place": {
            "file": place.file,
            "form": place.form,
            "form_index": place.form_index,
            "table": place.table,
            "row": place.row,
            "col": place.col,
            "page": place.page,
            "line": place.line,
        },
        "candidates": [
            {"name": one.name, "code": one.code or None, "score": f"{one.score:.3f}", "rule": one.rule}
            for one in case.doubt.candidates
        ],
    }
