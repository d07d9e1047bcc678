"""X12, X13, X15, X18: what the text states against what the tables and the files hold."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import box_figure, box_holds_budget, cost_figure, same_stage, total_of
from formaudit.forms.quoting import part_of
from formaudit.graph.spoken_halves import is_part_of_half
from formaudit.graph.spoken_stages import Spoken, spoken_stage
from formaudit.graph.text_links import of_another_year
from formaudit.graph.tolerance import MONEY_UNITS, ONE_TAIL, wan
from formaudit.indicators.match import THERE, similarity
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.forms import SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Attachment, Claim, ClaimKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Absence, Outcome, Verdict, VerdictKind
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["attachment_missing", "listed_item_without_money", "one_class_takes_all", "zero_statement_differs"]


_LEFT: Final = compiled(r"结[转余]|追加|调[整增减]|新增|上缴|征收")
"""What was left of a fund, what moved it and what others pay is not what a unit had of it."""
_ZERO_SUBJECTS: Final = (("政府性基金", "income_fund"), ("国有资本", "income_capital"))


def zero_statement_differs(evidence: Evidence) -> Iterator[Verdict]:
    """X12: the text says there is none, and the table prints money (or the reverse)."""
    if not evidence.submission.departments:
        return
    form = evidence.submission.departments[0]
    for word, source in _ZERO_SUBJECTS:
        figure = box_figure(form, source)
        if figure is None or figure.state in (State.DAMAGED, State.UNREADABLE):
            continue
        said = [
            (claim, stated, _agreement(form, figure, stated, evidence.submission))
            for claim, stated in _zero_claims(evidence.submission, word)
        ]
        if not said:
            continue
        # Where the text tells several stages, the one that the box prints is meant.
        claim, stated, outcome = min(said, key=lambda one: _ORDER.index(one[2]))
        holds = outcome is Outcome.HOLDS
        yield Verdict(
            check="X12",
            outcome=outcome,
            key=f"{source}=text",
            figures=tuple(entry for entry in (figure, stated) if entry is not None),
            calculation=f"{figure.raw or '0(空)'} / {stated.raw if stated is not None else claim.text[:30]}",
            message=phrase(
                "X12.holds" if holds else "X12.broken",
                subject=word,
                printed=figure.raw or "0",
                text=claim.text.strip()[:60],
            ),
            kind=VerdictKind.RELATION if stated is not None else VerdictKind.REMARK,
            relation=None if stated is None else _said_and_printed(f"{source}=text", stated, figure),
        )


_ORDER: Final = (Outcome.BROKEN, Outcome.HOLDS, Outcome.UNDECIDED)


def _agreement(form: SelfEvaluation, printed: Figure, stated: Figure | None, submission: Submission) -> Outcome:
    """How money of the text stands to a cell of the box: two amounts contradict each other of one stage only.

    政府性基金支出465万元 beside a box that holds the budget of 500 says nothing against it.
    """
    nothing = stated is None or stated.amount == 0
    if stated is None or nothing or not printed.filled or printed.amount == 0:
        return Outcome.HOLDS if (printed.value or ZERO) == 0 and nothing else Outcome.BROKEN
    if abs(wan(stated) - wan(printed)) < ONE_TAIL:
        return Outcome.HOLDS
    spoken = spoken_stage(stated, total_of(form), submission)
    budget = box_holds_budget(form)
    same = spoken is Spoken.SPENT if budget is False else spoken is Spoken.FINAL if budget is True else False
    whole = same_stage(form) and spoken is not Spoken.OPENING
    return Outcome.BROKEN if same or whole else Outcome.UNDECIDED


def _said_and_printed(subject: str, stated: Figure, printed: Figure) -> Relation:
    """The text's figure is the table's; a blank of the table stands beside filled rows and means nothing."""
    return Relation(
        check="X12",
        kind=RelationKind.EQUAL,
        subject=subject,
        result=stated,
        parts=(printed if printed.filled else replace(printed, value=ZERO, state=State.FILLED),),
        why="same-item",
        blank_is_zero=True,
    )


def _zero_claims(submission: Submission, word: str) -> Iterator[tuple[Claim, Figure | None]]:
    for report in submission.reports:
        for claim in report.claims:
            subject = claim.label or (claim.figures[0].label if claim.figures else "")
            money = next((figure for figure in claim.figures if figure.unit in MONEY_UNITS and figure.filled), None)
            said = f"{subject}{money.label}" if money is not None else subject
            # A label that only goes on from the paragraph above names nothing here.
            if word not in subject or word not in claim.text or _LEFT.search(said):
                continue
            if of_another_year(claim, submission):
                continue
            if word not in compact(claim.text):
                continue  # an amount that has its name from the heading above may be of anything below it
            if money is not None and is_part_of_half(money, submission):
                continue  # 项目支出350万元：一般公共预算350万元，政府性基金0万元
            if claim.kind == ClaimKind.ZERO or (money is not None and claim.kind in (ClaimKind.AMOUNT, ClaimKind.SUM)):
                yield claim, money


_LISTED: Final = compiled(r"主要(?:包括|用于|为)[:：]?([^。；;]+)")
_ITEM_WORDS: Final = (
    ("公务接待费", "公务接待"),
    ("因公出国", "出国经费"),
    ("公务用车运行", "公车运行维护"),
    ("公务用车购置", "公车购置"),
    ("会议费", "会议费、培训费"),
    ("培训费", "会议费、培训费"),
)


def listed_item_without_money(evidence: Evidence) -> Iterator[Verdict]:
    """X13: the text lists an item as spent on, and annex 2 prints 0 for it."""
    seen: set[str] = set()
    for report in evidence.submission.reports:
        for section in report.sections:
            for body in section.body:
                if (
                    "预算" in body.text[: body.text.find("主要") + 1]
                    and "决算" not in body.text
                    and "支出数" not in body.text
                ):
                    continue
                for match in _LISTED.finditer(body.text):
                    for word, item in _ITEM_WORDS:
                        if word not in match[1] or item in seen:
                            continue
                        figure = cost_figure(evidence.submission, item, "final_account")
                        if figure is None or not figure.filled:
                            continue
                        seen.add(item)
                        start = match.start(1) + match[1].find(word)
                        listed = Figure(
                            key=f"report[{item}].listed",
                            label=word,
                            raw=word,
                            value=None,
                            unit="",
                            decimals=0,
                            state=State.NOT_APPLICABLE,
                            place=part_of(body.place, start, start + len(word)),
                        )
                        broken = figure.amount == 0
                        yield Verdict(
                            check="X13",
                            outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
                            key=f"annex2[{item}].listed",
                            figures=(figure, listed),
                            calculation=f"{word} / {figure.raw}",
                            message=phrase("X13.broken" if broken else "X13.holds", item=word, printed=figure.raw),
                        )


_INSURANCE: Final = compiled(r"养老保险|职业年金|医疗保险|住房公积金|公积金")
_GENERAL_SERVICES: Final = compiled(r"一般公共服务")
# Joined to other classes it is a merged line, as small districts print it; that takes everything rightly.
_CLASSES: Final = r"(?:社会保障|卫生健康|医疗卫生|住房保障)[^，。；\d]*"
_MERGED: Final = Late(rf"一般公共服务(?:支出)?[和及与、][^，。；\d]*{_CLASSES}|{_CLASSES}[和及与、]一般公共服务")


def one_class_takes_all(evidence: Evidence) -> Iterator[Verdict]:
    """X15: one functional class is said to be everything although insurance and housing fund are paid."""
    for report in evidence.submission.reports:
        paid = next(
            (
                part_of(body.place, *match.span())
                for section in report.sections
                for body in section.body
                if (match := _INSURANCE.search(body.text)) is not None
            ),
            None,
        )
        for claim in report.claims:
            if claim.kind != ClaimKind.SHARE or not claim.figures or claim.figures[0].value != 100:
                continue
            if not _GENERAL_SERVICES.search(claim.text) or _MERGED.now.search(claim.text) or paid is None:
                continue
            listed = Figure(
                key="report.insurance.listed",
                label="养老、医保、公积金",
                raw="",
                value=None,
                unit="",
                decimals=0,
                state=State.NOT_APPLICABLE,
                place=paid,
            )
            yield Verdict(
                check="X15",
                outcome=Outcome.BROKEN,
                key=f"{claim.figures[0].key}.class",
                figures=(claim.figures[0], *claim.figures[1:], listed),
                calculation="100%",
                message=phrase("X15.broken", printed=claim.figures[0].raw),
            )


def _present(submission: Submission, attachment: Attachment) -> bool | None:
    """Whether a listed attachment is among the forms; ``None`` where its title says too little."""
    title = compact(attachment.title)
    if "基础数据" in title:
        return bool(submission.base_data)
    if "整体" in title and "自评表" in title:
        return bool(submission.departments)
    if "项目" in title and "自评表" in title:
        return bool(submission.projects)
    if "清单" in title:
        return bool(submission.fund_lists)
    if "报告" in title:
        return bool(submission.reports)
    titles = [form.title for form in submission.forms if form not in submission.reports]
    if any(similarity(title, other) >= THERE or (title and title in compact(other)) for other in titles if other):
        return True
    if title.endswith(("表", "情况", "清单", "明细")):
        return False
    return None


def attachment_missing(evidence: Evidence) -> Iterator[Verdict]:
    """X18: the report lists an attachment that is not there, or its numbers do not run on."""
    for report in evidence.submission.reports:
        previous = 0
        for attachment in report.attachments:
            present = _present(evidence.submission, attachment)
            figure = Figure(
                key=f"report.attachment[{compact(attachment.title)}]",
                label=f"附件{attachment.number}",
                raw=attachment.title.strip(),
                value=None,
                unit="",
                decimals=0,
                state=State.NOT_APPLICABLE,
                place=attachment.place,
            )
            if previous and attachment.number not in (previous, previous + 1, 1):
                yield Verdict(
                    check="X18",
                    outcome=Outcome.BROKEN,
                    key=f"{figure.key}.number",
                    figures=(figure,),
                    calculation=f"{previous} → {attachment.number}",
                    message=phrase("X18.number", number=str(attachment.number), before=str(previous)),
                )
            previous = attachment.number
            outcome = Outcome.UNDECIDED if present is None else Outcome.HOLDS if present else Outcome.BROKEN
            message = (
                phrase("undecided.title-unclear", label=attachment.title.strip())
                if present is None
                else phrase(
                    "X18.holds" if present else "X18.broken",
                    number=str(attachment.number),
                    title=attachment.title.strip(),
                )
            )
            yield Verdict(
                check="X18",
                outcome=outcome,
                key=figure.key,
                figures=(figure,),
                calculation="",
                message=message,
                absence=Absence.FORM,
            )
