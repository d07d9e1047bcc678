"""``golden review``: changes shown cell by cell, at the terminal or as a page, and what a person answers."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.cli.console import emit, finish
from formaudit.cli.findings import who
from formaudit.cli.keys import key_pressed
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.pictures import PageView, views
from formaudit.golden.case import Produce, read_case
from formaudit.golden.check import Status, check_cases
from formaudit.golden.page import read_answers, review_page
from formaudit.golden.session import Answer, Ask, apply_answers, open_changes, review
from formaudit.golden.told import Told
from formaudit.messages import word

__all__ = ["review_cases"]

_PAGES: Final = 12
_DPI: Final = 80.0
_LETTERS: Final = {
    "a": "accept", "r": "reject", "s": "skip", "": "skip", "A": "accept-all", "R": "reject-all", "q": "quit",
}  # fmt: skip


def review_cases(options: argparse.Namespace, producers: Callable[[str], Produce], corpus: Sequence[str]) -> int:
    """Ask for every change, write the page that asks, or take over the answers that were given on it.

    Raises:
        UsageError: ``golden-no-reviewer``: nobody says who answers.

    """
    date = dt.datetime.now(tz=dt.UTC).date().isoformat()
    reviewer = who(options.reviewer)
    if options.html is None and not reviewer:
        reviewer = _heard(word("golden.review.reviewer", options.lang)) if sys.stdin.isatty() else ""
        if not reviewer:
            raise UsageError("golden-no-reviewer")
    if options.apply is not None:
        done = apply_answers(options.golden, read_answers(options.apply), reviewer=reviewer, date=date)
    elif options.html is not None:
        return _page(options, producers, corpus)
    else:
        done = review(
            options.golden, producers, _asker(options.lang), reviewer=reviewer, date=date, lang=options.lang,
            only=options.cases, corpus=corpus,
        )  # fmt: skip
    counts = {name: str(getattr(done, name)) for name in ("accepted", "rejected", "skipped")}
    emit(word("golden.review.done", options.lang, **counts))
    return int(ExitCode.OK)


def _page(options: argparse.Namespace, producers: Callable[[str], Produce], corpus: Sequence[str]) -> int:
    states = [
        state
        for state in check_cases(options.golden, producers, corpus=corpus, only=options.cases)
        if state.status is Status.DIFFERS
    ]
    cases = [(state, open_changes(options.golden, state, options.lang)) for state in states]
    pictures = {state.name: _pictures(options.golden, state.name) for state in states}
    write_bytes(options.html, review_page(cases, pictures, options.lang).encode("utf-8", "replace"))
    count = sum(len(changes) for _, changes in cases)
    emit(word("golden.review.page", options.lang, file=str(options.html), changes=str(count)))
    return int(ExitCode.OK)


def _pictures(golden: Path, name: str) -> list[PageView]:
    """The first pages of a case's sources that have pages."""
    shown: list[PageView] = []
    for path in read_case(golden / name).paths(golden.parent):
        if path.is_file():
            shown += views(path.read_bytes(), range(1, _PAGES + 1), _DPI).values()
    return shown[:_PAGES]


def _asker(lang: str) -> Ask:
    """Ask at the terminal; a closed input ends the review and loses nothing."""

    def ask(name: str, change: Told, number: int, total: int) -> Answer:
        turns = "".join(f"  {mark}" for mark in change.findings)
        emit(
            word(
                "golden.review.change", lang, number=str(number), total=str(total), case=name, place=change.place,
                turns=turns,
            )
        )  # fmt: skip
        emit(word("golden.review.was", lang, text=change.before))
        emit(word("golden.review.now", lang, text=change.after))
        while True:
            what = _LETTERS.get(_pressed(word("golden.review.ask", lang)))
            if what is not None:
                break
        asked = what.endswith("-all") or what == "reject"
        return Answer(what=what, reason=_heard(word("golden.review.reason", lang)) if asked else "")

    return ask


def _pressed(question: str) -> str:
    """The letter of an answer: one key at a terminal, a line elsewhere."""
    emit(question, end="")
    finish()
    key = key_pressed()
    if key is None:
        line = sys.stdin.readline()
        return line.strip() if line else "q"
    emit(key.strip())
    return "q" if key == "\x04" else key.strip()


def _heard(question: str) -> str:
    emit(question, end="")
    finish()
    line = sys.stdin.readline()
    return line.strip() if line else "q"
