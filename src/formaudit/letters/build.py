"""A report turned into a letter: sentences of the catalogue around printed figures and their places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from formaudit.errors import UsageError
from formaudit.letters.choose import Matter, chosen, matters
from formaudit.letters.letter import Item, Kind, Letter, Party, Quoted
from formaudit.messages import has, word
from formaudit.model.figure import Figure
from formaudit.model.report import AuditReport, Finding, SubmissionReport
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, places_of, say_place
from formaudit.reports.words import effect_words, printed, year_words

__all__ = ["build_letter"]

_QUOTED: Final = 12
"""A fact about many cells quotes the first ones and counts the rest: nobody reads fifty places in a sentence."""


def build_letter(
    report: AuditReport, submission: SubmissionReport, kind: Kind, party: Party, *, all_open: bool = False
) -> Letter:
    """The letter of a kind about a submission.

    Raises:
        UsageError: ``letter-nothing``: no finding may go into it; ``letter-all-open``.

    """
    lang = report.lang
    findings = chosen(report, submission, kind, all_open=all_open)
    if not findings:
        raise UsageError("letter-nothing", "", submission.unit)
    places = places_of(submission, lang)
    items = tuple(_item(number, matter, places, kind) for number, matter in enumerate(matters(submission, findings), 1))
    unit = one_line(submission.unit) or word("report.no-unit", lang)
    year = year_words(submission, lang)
    count = str(len(items))

    def said(part: str) -> tuple[str, ...]:
        if not has(f"letter.{kind}.{part}"):
            return ()
        text = word(
            f"letter.{kind}.{part}", lang, unit=unit, year=year, count=count, days=str(party.days),
            checks=str(report.checks), files=str(len(submission.files)), profile=submission.profile or report.profile,
        )  # fmt: skip
        return tuple(line for line in text.split("\n") if line)

    return Letter(
        kind=kind,
        lang=lang,
        unit=unit,
        year=submission.year,
        title="\n".join(said("title")),
        opening=said("opening"),
        items=items,
        closing=said("closing"),
        attachments=said("attachments"),
        party=party,
        files=tuple(
            f"{name}（SHA-256 {entry.source.sha256[:16]}）"
            for name, entry in zip(places.files, submission.files, strict=True)
        ),
        profile=submission.profile or report.profile,
        version=report.version,
        checks=report.checks,
    )


def _item(number: int, matter: Matter, places: Places, kind: Kind) -> Item:
    lang, lead = places.lang, matter.findings[0]
    facts: list[str] = []
    figures: list[Quoted] = []
    if matter.gathered:
        title = word("letter.gathered", lang, count=str(len(matter.findings)))
        groups = _by_check(matter.findings)
    else:
        title = one_line(lead.title)
        groups = [[lead], *_by_check(matter.findings[1:])]
    for group in groups:
        fact, quoted = _fact(group, places, whole=group[0] is lead and not matter.gathered)
        facts.append(fact)
        figures += quoted
    if matter.cause is not None and kind is Kind.WORKING_PAPER:
        facts.append(word("letter.cause", lang, text=one_line(matter.cause.message)))
    basis = tuple(dict.fromkeys(one_line(text) for finding in matter.findings for text in finding.basis))
    return Item(
        number=number,
        title=title,
        facts=tuple(facts),
        figures=tuple(figures),
        basis=basis,
        request=_request(matter, kind, lang),
        findings=tuple(finding.id for finding in matter.findings),
        gathered=matter.gathered,
    )


def _by_check(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.check, []).append(finding)
    return list(groups.values())


def _fact(group: Sequence[Finding], places: Places, *, whole: bool) -> tuple[str, list[Quoted]]:
    """The sentence on findings of one check: every figure of a leading finding, the suspects of the others."""
    lang, lead = places.lang, group[0]
    quoted = [
        _quote(figure, finding, places)
        for finding in group
        for figure in (finding.figures if whole else finding.figures[: finding.suspects])
    ]
    quoted = list(dict.fromkeys(quoted))
    shown = quoted[:_QUOTED]
    semicolon = word("place.semicolon", lang)
    listed = semicolon.join(
        word("letter.figure", lang, label=figure.label, printed=figure.printed, place=figure.place) for figure in shown
    )
    if len(quoted) > len(shown):
        listed += word("letter.more", lang, count=str(len(quoted) - len(shown)))
    parts = [listed]
    calculations = list(dict.fromkeys(one_line(finding.calculation) for finding in group if finding.calculation))
    if whole and calculations:
        parts.append(word("letter.calculation", lang, text=calculations[0]))
    effect = effect_words(lead.effect, lang) if whole else ""
    if effect:
        parts.append(word("letter.effect", lang, text=effect))
    body = semicolon.join(parts)
    if whole:
        return word("letter.fact", lang, text=body), shown
    title = one_line(lead.title)
    if calculations and len(group) == 1:
        body = semicolon.join((body, word("letter.calculation", lang, text=calculations[0])))
    if len(group) > 1:
        title = word("letter.several", lang, title=title, count=str(len(group)))
    return word("letter.also", lang, title=title, text=body), shown


def _quote(figure: Figure, finding: Finding, places: Places) -> Quoted:
    place = figure.place
    return Quoted(
        label=one_line(figure.label),
        printed=printed(figure, places.lang),
        raw=one_line(figure.raw),
        place=say_place(places, replace(place, line=None)),
        finding=finding.id,
        file=place.file,
        counted=figure.value is not None,
        table=place.table,
        row=place.row,
        col=place.col,
        paragraph=place.paragraph,
    )


def _request(matter: Matter, kind: Kind, lang: str) -> str:
    asked = list(_questions(matter))
    text = "".join(asked[:3]) if lang == "zh" else " ".join(asked[:3])
    if kind is Kind.RECTIFICATION:
        return word("letter.rectify", lang, text=text)
    return text


def _questions(matter: Matter) -> Iterator[str]:
    seen: set[str] = set()
    for finding in matter.findings:
        question = one_line(finding.question)
        if question and question not in seen:
            seen.add(question)
            yield question
