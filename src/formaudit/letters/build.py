"""A report turned into a letter: sentences of the catalogue around printed figures and their places on paper."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.errors import UsageError
from formaudit.letters.attach import attachments_of
from formaudit.letters.body import fits
from formaudit.letters.choose import Matter, chosen, matters
from formaudit.letters.facts import by_title, facts_of, forms_of, lead_of, request_of, rows_of, title_of
from formaudit.letters.letter import Fact, Item, Kind, Letter, Party, Row
from formaudit.letters.spot import PUBLISHED, Paper, paper_of
from formaudit.messages import has, word
from formaudit.model.report import AuditReport, FileOwner, SubmissionReport
from formaudit.model.verdict import Nature
from formaudit.reports.clean import one_line
from formaudit.reports.money import moved_by
from formaudit.reports.words import year_words

__all__ = ["build_letter", "said_date"]

_FORMS: Final = frozenset({Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER})
_NAMED: Final = 2
"""So many forms are named that are to be sent again; more are called the forms concerned."""


def build_letter(
    report: AuditReport, submission: SubmissionReport, kind: Kind, party: Party, *, all_open: bool = False
) -> Letter:
    """The letter of a kind about a submission.

    The body of an inquiry takes at most two pages: the gravest matters, each in one paragraph. Their arithmetic stands
    in the reply form, what is left over in the attached list.

    Raises:
        UsageError: ``letter-nothing``: no finding may go into it; ``letter-all-open``.

    """
    party = replace(
        party, sender=one_line(party.sender), number=one_line(party.number), contact=one_line(party.contact),
        phone=one_line(party.phone),
    )  # fmt: skip
    findings = chosen(report, submission, kind, all_open=all_open)
    if not findings:
        raise UsageError("letter-nothing", "", submission.unit)
    paper = paper_of(submission, report.lang)
    grouped = sorted(matters(submission, findings), key=_weight)
    grave = [matter for matter in grouped if not matter.remark]
    small = [matter for matter in grouped if matter.remark]
    while True:
        letter = _letter(report, submission, kind, party, paper, (grave, small))
        # A letter about one matter is as long as that matter.
        if kind is not Kind.INQUIRY or len(grave) < 2 or fits(letter):
            return letter
        small = [replace(grave.pop(), remark=True), *small]


def _weight(matter: Matter) -> tuple[bool, int, object]:
    """What is to be put right before what is only asked, the gravest first, then by the money it moves."""
    doubt = all(finding.nature is Nature.SUSPICION for finding in matter.findings)
    rank = min(finding.severity.rank for finding in matter.findings)
    return doubt, rank, -max(map(moved_by, matter.findings))


def _letter(
    report: AuditReport,
    submission: SubmissionReport,
    kind: Kind,
    party: Party,
    paper: Paper,
    grouped: tuple[Sequence[Matter], Sequence[Matter]],
) -> Letter:
    """The letter about grave and small matters, whatever its length."""
    lang = report.lang
    items = _numbered(grouped[0], paper, submission, kind)
    remarks = _numbered(grouped[1], paper, submission, kind, len(items))
    body = items
    if kind in _FORMS:
        body, remarks = _gathered(items, remarks, lang), ()
    elif remarks:
        body = (*items, _pointer(remarks, kind, lang))
    unit = one_line(submission.unit) or word("report.no-unit", lang)
    sender = party.sender or word("letter.sender", lang)
    profile = one_line(submission.profile or report.profile)
    receipt = kind is Kind.RECEIPT
    published = any(entry.form in PUBLISHED for entry in submission.forms)
    own = sum(entry.owner is FileOwner.OWN for entry in submission.files)
    # What stands in the attached list is counted like what stands in the body: its numbers go on from there.
    count = len(body) if kind in _FORMS else len(items) + len(remarks)
    attachments = attachments_of(kind, _own(body), remarks, party, lang)

    def said(part: str) -> tuple[str, ...]:
        key = f"letter.{kind}.{part}"
        if published and has(f"{key}.published"):
            key = f"{key}.published"
        if not has(key):
            return ()
        text = word(
            key, lang, unit=unit, year=year_words(submission, lang), count=str(count), days=str(party.days),
            checks=str(report.checks), files=str(own), profile=profile,
        )  # fmt: skip
        return tuple(line for line in text.split("\n") if line)

    return Letter(
        kind=kind,
        lang=lang,
        unit=unit,
        year=submission.year,
        title="\n".join(said("title")),
        addressee=word("letter.to", lang, unit=sender if receipt else unit),
        opening=said("opening"),
        items=body,
        remarks=remarks,
        closing=said("closing"),
        attachments=attachments,
        signature=unit if receipt else sender,
        date=said_date(None if receipt else party.date, lang),
        party=party,
        files=tuple(dict.fromkeys(source for item in (*body, *remarks) for source in item.sources)),
        profile=profile,
        version=report.version,
        checks=report.checks,
    )


def said_date(date: dt.date | None, lang: str) -> str:
    """2024年5月9日, without leading zeros; a blank to be filled in where there is none."""
    if date is None:
        return word("letter.date.blank", lang)
    return word("letter.date", lang, year=str(date.year), month=str(date.month), day=str(date.day))


def _own(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that rest on findings: not the one that points to the attached list."""
    return tuple(item for item in items if item.findings)


def _numbered(
    grouped: Sequence[Matter], paper: Paper, submission: SubmissionReport, kind: Kind, before: int = 0
) -> tuple[Item, ...]:
    return tuple(
        replace(_item(matter, paper, submission, kind), number=number)
        for number, matter in enumerate(grouped, before + 1)
    )


def _item(matter: Matter, paper: Paper, submission: SubmissionReport, kind: Kind) -> Item:
    lang = paper.lang
    asks = all(finding.nature is Nature.SUSPICION for finding in matter.findings)
    cause = ""
    if matter.cause is not None and kind is Kind.WORKING_PAPER:
        cause = word("letter.cause", lang, text=one_line(matter.cause.message))
    named = (one_line(text) for finding in matter.findings for text in finding.basis if text)
    basis = dict.fromkeys(by_title(text, lang) for text in named)
    facts, rows = facts_of(matter, paper), tuple[Row, ...]()
    if kind is Kind.INQUIRY and not matter.remark:
        lead, rest = lead_of(matter, paper)
        facts, rows = (lead,), rows_of(matter, rest, paper)
    forms = forms_of(matter, paper)
    files = sorted({figure.place.file for finding in matter.findings for figure in finding.figures})
    names = paper.places.files
    return Item(
        number=0,
        title=title_of(matter, lang),
        facts=facts,
        basis=tuple(basis),
        request=_request(matter, kind, forms, lang, asks=asks),
        findings=tuple(finding.id for finding in matter.findings),
        natures=frozenset(finding.nature for finding in matter.findings),
        asks=asks,
        cause=cause,
        remark=matter.remark,
        rows=rows,
        forms=forms,
        sources=tuple(
            word("letter.file", lang, name=names[file], hash=submission.files[file].source.sha256)
            for file in files
            if 0 <= file < len(submission.files)
        ),
    )


def _request(matter: Matter, kind: Kind, forms: tuple[str, ...], lang: str, *, asks: bool) -> str:
    """What the unit is asked; in a notice what it has to do, which can be done and checked."""
    question = request_of(matter, lang, most=1 if kind is Kind.INQUIRY and not matter.remark else 2)
    again = word("letter.comma", lang).join(forms) if 0 < len(forms) <= _NAMED else word("letter.forms", lang)
    if kind is Kind.RECTIFICATION:
        key = "letter.explain" if asks else "letter.rectify"
        return word(key, lang, text=question, forms=again)
    return question


def _gathered(items: tuple[Item, ...], remarks: tuple[Item, ...], lang: str) -> tuple[Item, ...]:
    """For forms, which have one sheet for each matter: all remarks on one sheet."""
    if not remarks:
        return items
    facts = tuple(fact for item in remarks for fact in item.facts)
    findings = tuple(id_ for item in remarks for id_ in item.findings)
    sheet = Item(
        number=len(items) + 1,
        title=word("letter.gathered", lang, count=str(len(findings))),
        facts=facts,
        basis=tuple(dict.fromkeys(text for item in remarks for text in item.basis)),
        request="",
        findings=findings,
        natures=frozenset(nature for item in remarks for nature in item.natures),
        remark=True,
        sources=tuple(dict.fromkeys(source for item in remarks for source in item.sources)),
    )
    return (*items, sheet)


def _pointer(remarks: tuple[Item, ...], kind: Kind, lang: str) -> Item:
    """The last item of the body: where the remarks are listed. It rests on no finding of its own."""
    first, last = str(remarks[0].number), str(remarks[-1].number)
    numbers = first if first == last else word("letter.range", lang, first=first, last=last)
    return Item(
        number=remarks[0].number,
        title=word("letter.others", lang),
        facts=(Fact(text=word(f"letter.{kind}.others", lang, numbers=numbers)),),
        basis=(),
        request="",
        findings=(),
    )
