"""A report turned into a letter: sentences of the catalogue around printed figures and their places."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.errors import UsageError
from formaudit.letters.attach import attachments_of
from formaudit.letters.choose import Matter, chosen, matters
from formaudit.letters.facts import facts_of, request_of, title_of
from formaudit.letters.letter import Fact, Item, Kind, Letter, Party
from formaudit.messages import has, word
from formaudit.model.report import AuditReport, FileOwner, SubmissionReport
from formaudit.model.verdict import Nature
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, places_of
from formaudit.reports.words import year_words

__all__ = ["build_letter", "said_date"]

_FORMS: Final = frozenset({Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER})
_HASH: Final = 16


def build_letter(
    report: AuditReport, submission: SubmissionReport, kind: Kind, party: Party, *, all_open: bool = False
) -> Letter:
    """The letter of a kind about a submission.

    Raises:
        UsageError: ``letter-nothing``: no finding may go into it; ``letter-all-open``.

    """
    lang = report.lang
    party = replace(
        party, sender=one_line(party.sender), number=one_line(party.number), contact=one_line(party.contact),
        phone=one_line(party.phone),
    )  # fmt: skip
    findings = chosen(report, submission, kind, all_open=all_open)
    if not findings:
        raise UsageError("letter-nothing", "", submission.unit)
    places = places_of(submission, lang)
    grouped = matters(submission, findings)
    items = _numbered([matter for matter in grouped if not matter.remark], places, kind)
    remarks = _numbered([matter for matter in grouped if matter.remark], places, kind)
    body = items
    if kind in _FORMS:
        body, remarks = _gathered(items, remarks, lang), ()
    elif remarks:
        body = (*items, _pointer(len(items) + 1, remarks, kind, lang))
    unit = one_line(submission.unit) or word("report.no-unit", lang)
    sender = party.sender or word("letter.sender", lang)
    profile = one_line(submission.profile or report.profile)
    receipt = kind is Kind.RECEIPT
    own = sum(entry.owner is FileOwner.OWN for entry in submission.files)
    count = len(items) + len(remarks) if receipt else len(body)

    def said(part: str) -> tuple[str, ...]:
        key = f"letter.{kind}.{part}"
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
        attachments=attachments_of(kind, items, remarks, party, lang),
        signature=unit if receipt else sender,
        date=said_date(None if receipt else party.date, lang),
        party=party,
        files=tuple(
            word("letter.file", lang, name=name, hash=entry.source.sha256[:_HASH])
            for name, entry in zip(places.files, submission.files, strict=True)
        ),
        profile=profile,
        version=report.version,
        checks=report.checks,
    )


def said_date(date: dt.date | None, lang: str) -> str:
    """2024年5月9日, without leading zeros; a blank to be filled in where there is none."""
    if date is None:
        return word("letter.date.blank", lang)
    return word("letter.date", lang, year=str(date.year), month=str(date.month), day=str(date.day))


def _numbered(grouped: Sequence[Matter], places: Places, kind: Kind) -> tuple[Item, ...]:
    """The items in order: what is to be put right before what is only asked."""
    made = [_item(matter, places, kind) for matter in grouped]
    made.sort(key=lambda pair: pair[0])
    return tuple(replace(item, number=number) for number, (_, item) in enumerate(made, 1))


def _item(matter: Matter, places: Places, kind: Kind) -> tuple[bool, Item]:
    lang = places.lang
    asks = all(finding.nature is Nature.SUSPICION for finding in matter.findings)
    cause = ""
    if matter.cause is not None and kind is Kind.WORKING_PAPER:
        cause = word("letter.cause", lang, text=one_line(matter.cause.message))
    basis = dict.fromkeys(one_line(text) for finding in matter.findings for text in finding.basis if text)
    request = request_of(matter, lang)
    if kind is Kind.RECTIFICATION:
        request = word("letter.explain" if asks else "letter.rectify", lang, text=request)
    item = Item(
        number=0,
        title=title_of(matter, places),
        facts=facts_of(matter, places),
        basis=tuple(basis),
        request=request,
        findings=tuple(finding.id for finding in matter.findings),
        asks=asks,
        cause=cause,
        remark=matter.remark,
    )
    return asks, item


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
        remark=True,
    )
    return (*items, sheet)


def _pointer(number: int, remarks: tuple[Item, ...], kind: Kind, lang: str) -> Item:
    """The last item of the body: where the remarks are listed. It rests on no finding of its own."""
    count = str(sum(len(item.findings) for item in remarks))
    text = word(f"letter.{kind}.others", lang, kinds=str(len(remarks)), count=count)
    return Item(
        number=number,
        title=word("letter.others", lang),
        facts=(Fact(text=text),),
        basis=(),
        request="",
        findings=(),
    )
