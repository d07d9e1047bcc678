"""Figures quoted with their places on paper: alone, several in one line, and inside the sentence of a finding."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from formaudit.forms.personal import without_personal
from formaudit.letters.letter import Cited, Fact
from formaudit.letters.spot import GAPS, Paper, form_said, printed_in, spot
from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.report import Finding
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line

__all__ = ["Quote", "cited", "listed", "placed"]

Quote = tuple[Figure, str, bool]
"""A figure, the fingerprint of its finding, and whether it is a suspect there."""

_BEFORE: Final = r"(?:^|(?<=[，；、：“于与 (≠<>])|(?<=[,;] )|(?<=than )|(?<=with )|(?<=\s))"
_BEHIND: Final = r"(?=所列|填为|得分|完成值|为(?!主)|”[÷×所相]|（| (?:is|shows|reads|comes)\b| \(|\"|\s≠)"
"""A label is a figure's name where a sentence says something of it; the same words elsewhere are only words."""
_NEAR: Final = 14
"""So many characters behind a place its figure stands, or it is put in."""
_MARK: Final = compiled("\ue000(\\d+)\ue001")


def cited(quote: Quote, paper: Paper, *, clause: str = "") -> Cited:
    """A figure as it is quoted; ``clause`` is the piece of a sentence that prints it, by default place and print."""
    figure, finding, suspect = quote
    form, where = form_said(paper, figure.place), spot(figure, paper)
    printed, counted = printed_in(figure, paper.lang)
    whole = figure.address.column == "title"
    shown = not counted and bool(figure.raw.strip()) and printed[1:-1] in where  # the first words of its passage
    tail = where if whole or shown else word("letter.printed-at", paper.lang, place=where, printed=printed)
    return Cited(
        clause=clause or tail,
        full=form + tail,
        label=one_line(figure.label),
        where=where,
        form=form,
        printed=where if whole else printed,
        raw="" if whole else without_personal(one_line(figure.raw)),
        place=figure.place,
        finding=finding,
        suspect=suspect,
        counted=counted and not whole,
    )


def listed(quotes: Sequence[Quote], paper: Paper) -> tuple[str, tuple[Cited, ...]]:
    """The figures in one line, those of one form together, and each as it is quoted."""
    lang, said, every = paper.lang, [], list[Cited]()
    for form, group in groupby((cited(quote, paper) for quote in quotes), key=lambda each: each.form):
        members = list(group)
        every += members
        said.append(form + word("letter.comma", lang).join(dict.fromkeys(each.clause for each in members)))
    return word("place.semicolon", lang).join(said), tuple(every)


def placed(finding: Finding, text: str, paper: Paper, asked: frozenset[object]) -> Fact:
    """A finding's sentence with the place of each figure that it names; a suspect that it does not name goes before.

    The form is said with the first figure and wherever it changes. A figure whose print does not follow is added.
    """
    lang = paper.lang
    marked, order = _marked(finding.figures, _relabelled(finding, text), lang)
    out: list[str] = []
    quotes: list[Cited] = []
    form, told, start = "", set[int](), 0
    for match in _MARK.finditer(marked):
        index = order[int(match[1])]
        figure = finding.figures[index]
        out.append(marked[start : match.start()])
        start = match.end()
        said = form_said(paper, figure.place)
        where = spot(figure, paper)
        piece = where if said == form else said + where
        form = said
        following = _MARK.split(marked[start:])[0]
        printed = printed_in(figure, lang)[0]
        raw = one_line(figure.raw)
        if raw and raw not in following[: _NEAR + len(raw)]:
            piece += word("letter.in-brackets", lang, text=printed)
        out.append(piece)
        if index not in told:
            told.add(index)
            quote = (figure, finding.id, figure.place in asked)
            quotes.append(cited(quote, paper, clause=where))
    out.append(marked[start:])
    sentence = "".join(out)
    missing = [
        (figure, finding.id, True)
        for index, figure in enumerate(finding.figures[: finding.suspects])
        if index not in told
    ]
    if missing:
        said, more = listed(missing[:_MOST], paper)
        if len(missing) > _MOST:
            said += word("letter.more", lang, count=str(len(missing)))
        sentence = word("letter.fact.before", lang, places=said, text=sentence)
        quotes = [*more, *quotes]
    return Fact(text=sentence, figures=tuple(quotes))


def _relabelled(finding: Finding, text: str) -> str:
    """The text with the label of the figure in doubt, where it begins with what another name says of its print."""
    figure = finding.figures[0]
    raw, label = one_line(figure.raw), one_line(figure.label)
    head = _SUBJECT.match(text)
    if head is None or not raw or not label or not text[head.end() :].startswith(raw):
        return text
    named = head["subject"]
    known = any(one_line(each.label) == named for each in finding.figures)
    return text if known or named not in label.replace(" ", "") else f"{label}{text[head.end('subject') :]}"


_SUBJECT: Final = compiled(r"(?P<subject>[^，；。“”]{2,20})所列为")
_MOST: Final = 3
"""So many suspects are named before a sentence that names none."""


def _marked(figures: Sequence[Figure], text: str, lang: str) -> tuple[str, dict[int, int]]:
    """The text with a mark for each label that names a figure, and which figure each mark stands for."""
    order: dict[int, int] = {}
    labels: dict[str, list[int]] = {}
    for index, figure in enumerate(figures):
        if len(one_line(figure.label)) > 1 and figure.address.column != "title":
            labels.setdefault(one_line(figure.label), []).append(index)
    for label in sorted(labels, key=len, reverse=True):
        left = iter(labels[label])
        last = labels[label][0]

        def mark(_: re.Match[str], left: Iterator[int] = left, last: int = last) -> str:
            number = len(order)
            order[number] = next(left, last)
            return f"\ue000{number}\ue001"

        text = re.sub(_BEFORE + re.escape(label) + _BEHIND, mark, text)
    text = compiled("“(\ue000\\d+\ue001)”").sub(r"\1", text)
    return GAPS.sub("", text) if lang == "zh" else text, order
