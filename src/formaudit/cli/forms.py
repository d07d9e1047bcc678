"""``formaudit forms ask``: what an unknown table looks like, its labels one by one, aliases and a golden written."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.cli.console import emit
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.door import extract_file
from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.regions import find_regions
from formaudit.forms.unknown_labels import LooksLike, UnknownLabel, looks_of, understood
from formaudit.golden.produce import producer
from formaudit.golden.review import propose
from formaudit.graph.collect import figures_in
from formaudit.indicators.lexicon import using
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.profiles.answers import SKIP, Answers, read_answers
from formaudit.profiles.names import Ruling, read_names, with_names, write_names
from formaudit.profiles.read import AUTO, read_profile
from formaudit.reports.clean import one_line
from formaudit.settings import NameBook

__all__ = ["configure", "run"]

_MOST: Final = 40


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommand and its options."""
    commands = parser.add_subparsers(dest="action", metavar="COMMAND", required=True)
    ask = commands.add_parser("ask", help=word("forms.help.ask"), description=word("forms.help.ask"))
    ask.add_argument("file", metavar="FILE", type=Path, help=word("forms.help.file"))
    ask.add_argument("--answers", metavar="FILE", type=Path, help=word("forms.help.answers"))
    ask.add_argument("--reviewer", metavar="NAME", default="", help=word("names.help.reviewer"))
    ask.add_argument("--reason", metavar="TEXT", default="", help=word("names.help.reason"))
    ask.add_argument("--out", metavar="FILE", type=Path, default=Path("aliases.toml"), help=word("names.help.out"))
    ask.add_argument("--golden", metavar="DIR", type=Path, default=Path("golden"), help=word("forms.help.golden"))
    ask.add_argument("--profile", metavar="NAME|FILE", default=AUTO, help=word("audit.help.profile"))
    ask.add_argument("--aliases", metavar="FILE", action="append", default=[], help=word("audit.help.aliases"))
    ask.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace, ask: Callable[[str], str] = input) -> int:
    """Show what is unknown, take the answers, write them as names, and read the file again with them.

    The exit code is 0 where every figure of the file is read, before or after the answers, and 3 where some are not.

    Raises:
        UsageError: the file, a profile or the answers are wrong, or nobody says who answered and why.

    """
    if not options.file.exists():
        raise UsageError("not-found", str(options.file))
    names = with_names(read_profile(options.profile), options.aliases).names
    if options.out.exists():
        names += read_names(str(options.out))
    answers = read_answers(options.answers) if options.answers is not None else None
    looks, known = _read(options, names)
    if not looks:
        emit(word("forms.all-known" if known else "forms.no-table", options.lang))
        return int(ExitCode.OK if known else ExitCode.INCOMPLETE)
    emit("\n".join(text for look in looks for text in _told(look, options.lang)))
    if not any(look.unread or look.labels for look in looks):
        return int(ExitCode.OK if known else ExitCode.INCOMPLETE)
    labels = [label for look in looks for label in look.labels][:_MOST]
    if answers is None and ask is input and not sys.stdin.isatty():
        return int(ExitCode.INCOMPLETE)
    rulings = _from_file(labels, answers) if answers is not None else _asked(labels, ask, options.lang)
    if not rulings:
        emit(word("names.nothing", options.lang))
        return int(ExitCode.INCOMPLETE)
    _write(options, rulings, answers, ask)
    left, known = _read(options, names + read_names(str(options.out)))
    for look in left:
        if look.unread or look.labels:
            emit(word("forms.left", options.lang, table=str(look.table + 1), count=str(look.unread)))
    _golden(options)
    return int(ExitCode.INCOMPLETE if not known or any(look.unread for look in left) else ExitCode.OK)


def _read(options: argparse.Namespace, names: NameBook) -> tuple[tuple[LooksLike, ...], bool]:
    """The tables of the file that are strange while some names are known, and whether any form is recognised."""
    with using(names):
        document = rebuilt(extract_file(options.file, options.file.name))
        forms = tuple(
            read_region(region, file=0, form_index=number) for number, region in enumerate(find_regions(document))
        )
        known = understood(forms)
        emit(word("forms.read", options.lang, count=str(sum(figure.something for figure in figures_in(known)))))
        return looks_of(document, 0, forms), bool(known)


def _told(look: LooksLike, lang: str) -> list[str]:
    form = word(f"form.{look.form}", lang) if look.form else ""
    key = "forms.listed" if look.listed and not look.unread else "forms.table" if form else "forms.strange"
    count = look.listed if key == "forms.listed" else look.unread
    lines = [word(key, lang, table=str(look.table + 1), form=form, known=str(look.known), unread=str(count))]
    for label in look.labels:
        examples = "、".join(one_line(example) for example in label.examples)
        lines.append(
            word(
                f"forms.{label.role}" if label.examples else f"forms.{label.role}-bare",
                lang,
                label=one_line(label.text),
                row=str(label.row + 1),
                col=str(label.col + 1),
                examples=examples,
            )
        )
    return lines


def _from_file(labels: Sequence[UnknownLabel], answers: Answers) -> list[Ruling]:
    return [
        _ruling(label, *answers.labels[label.text].split(":", 1))
        for label in labels
        if answers.labels.get(label.text, SKIP) != SKIP
    ]


def _asked(labels: Sequence[UnknownLabel], ask: Callable[[str], str], lang: str) -> list[Ruling]:
    """One question for each label: a number of those offered, a code written out, nothing to skip, q to end."""
    rulings: list[Ruling] = []
    for number, label in enumerate(labels, 1):
        emit(word("forms.question", lang, number=str(number), count=str(len(labels)), label=one_line(label.text)))
        for position, guess in enumerate(label.guesses, 1):
            emit(f"  {position}  {guess.name}（{guess.kind}:{guess.code}）")
        answer = _answer(ask, len(label.guesses), lang)
        if answer == "q":
            break
        if answer.isdecimal():
            guess = label.guesses[int(answer) - 1]
            rulings.append(_ruling(label, guess.kind, guess.code))
        elif answer:
            rulings.append(_ruling(label, *answer.split(":", 1)))
    return rulings


def _answer(ask: Callable[[str], str], count: int, lang: str) -> str:
    while True:
        try:
            answer = ask(word("forms.ask", lang)).strip()
        except EOFError:
            return "q"
        if answer in ("", "q") or (answer.isdecimal() and 1 <= int(answer) <= count) or ":" in answer:
            return answer
        emit(word("names.again", lang, count=str(count)))


def _ruling(label: UnknownLabel, kind: str, code: str) -> Ruling:
    return Ruling(label=label.text, other="", kind=kind, code=code, same=True)


def _write(
    options: argparse.Namespace, rulings: Sequence[Ruling], answers: Answers | None, ask: Callable[[str], str]
) -> None:
    reviewer = options.reviewer or (answers.reviewer if answers is not None else "")
    reason = options.reason or (answers.reason if answers is not None else "")
    if answers is None:
        reviewer = reviewer or ask(word("forms.who", options.lang))
        reason = reason or ask(word("forms.why", options.lang))
    before = options.out.read_text(encoding="utf-8-sig") if options.out.exists() else ""
    date = dt.datetime.now(tz=dt.UTC).date().isoformat()
    text = write_names(rulings, reviewer=reviewer, date=date, reason=reason, before=before)
    write_bytes(options.out, text.encode("utf-8"))
    read_names(str(options.out))  # a code that somebody wrote out wrongly is told now and not at the next audit
    emit(word("names.written", options.lang, count=str(len(rulings)), file=str(options.out)))


def _golden(options: argparse.Namespace) -> None:
    """Propose a golden of the file as it is read with the new names; a person accepts it."""
    case = propose(
        options.golden,
        options.file.stem,
        (options.file,),
        producer(str(options.out)),
        profile=str(options.out),
        replace=True,
    )
    emit(word("golden.proposed", options.lang, case=case.name, files=str(len(case.sources))))
