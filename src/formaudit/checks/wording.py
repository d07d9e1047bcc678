"""F02, F03, F08, C07, N04: what is left over, copied, or printed where it should not be."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from formaudit.checks.evidence import Evidence
from formaudit.checks.score_rules import forms_of
from formaudit.checks.texts import called, form_address, word_figure
from formaudit.graph.within import scored
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator
from formaudit.model.place import Place
from formaudit.model.verdict import Outcome, Verdict
from formaudit.text import compact

__all__ = ["admitted_problem_with_full_marks", "cloned_form", "personal_data", "template_remains", "wrong_option_word"]

_WRONG: Final = frozenset({"不适应", "不使用", "不实用"})
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
_SHARE: Final = 0.9
_FEWEST_CELLS: Final = 12


def wrong_option_word(evidence: Evidence) -> Iterator[Verdict]:
    """F02: 不适应 (and the like) stands where 不适用 is meant; one finding for all cells of a form."""
    for form in forms_of(evidence):
        cells = [
            word_figure(
                f"{form_address(form)}.option[{row.level2}]",
                row.level2_text.text.strip(),
                compact(text.text),
                text.place,
            )
            for row in form.indicators
            for text in (row.name, row.target_text, row.achieved_text)
            if compact(text.text) in _WRONG
        ]
        if cells:
            yield Verdict(
                check="F02",
                outcome=Outcome.BROKEN,
                key=f"{form_address(form)}.option",
                figures=tuple(cells),
                calculation="",
                message=phrase(
                    "F02.broken", count=str(len(cells)), words="、".join(sorted({cell.raw for cell in cells}))
                ),
                suspects=len(cells),
            )
        elif any(row.state == "not-applicable" for row in form.indicators):
            first = next(row for row in form.indicators if row.state == "not-applicable")
            yield Verdict(
                check="F02",
                outcome=Outcome.HOLDS,
                key=f"{form_address(form)}.option",
                figures=(
                    word_figure(
                        f"{form_address(form)}.option",
                        first.level2_text.text.strip(),
                        compact(first.name.text),
                        first.name.place,
                    ),
                ),
                calculation="",
                message=phrase("F02.holds"),
            )


def template_remains(evidence: Evidence) -> Iterator[Verdict]:
    """F03: rows of the template (……) were left in the form; one note for each form."""
    for form in forms_of(evidence):
        cells = [
            word_figure(
                f"{form_address(form)}.template", row.level2_text.text.strip(), compact(row.name.text), row.name.place
            )
            for row in form.indicators
            if row.state == "template"
        ]
        if cells:
            yield Verdict(
                check="F03",
                outcome=Outcome.BROKEN,
                key=f"{form_address(form)}.template",
                figures=tuple(cells),
                calculation="",
                message=phrase("F03.broken", count=str(len(cells))),
                suspects=len(cells),
            )


def personal_data(evidence: Evidence) -> Iterator[Verdict]:
    """F08: a mobile or identity number stands in papers that will be published; one note for the submission."""
    found: list[Figure] = []
    for number, document in enumerate(evidence.submission.documents):
        for paragraph in document.paragraphs:
            for match in _MOBILE.finditer(paragraph.text):
                place = Place(
                    file=number,
                    paragraph=paragraph.index,
                    span=match.span(),
                    page=paragraph.page,
                    bbox=paragraph.bbox,
                    line=paragraph.line,
                )
                found.append(word_figure(f"text[{paragraph.index}].personal", "联系电话", _masked(match[0]), place))
        for table in document.tables:
            for cell in table:
                for match in _MOBILE.finditer(cell.text):
                    place = Place(
                        file=number,
                        table=table.index,
                        row=cell.row,
                        col=cell.col,
                        span=match.span(),
                        page=cell.page,
                        bbox=cell.bbox,
                        line=cell.line,
                    )
                    found.append(word_figure(f"table[{table.index}].personal", "联系电话", _masked(match[0]), place))
    if found:
        yield Verdict(
            check="F08",
            outcome=Outcome.BROKEN,
            key="personal",
            figures=tuple(found),
            calculation="",
            message=phrase("F08.broken", count=str(len(found))),
            suspects=len(found),
        )


def _masked(number: str) -> str:
    """A report that will be handed on must not repeat the number in full."""
    return f"{number[:3]}****{number[-4:]}"


def _cells(row: Indicator) -> tuple[str, ...]:
    return tuple(compact(text.text) for text in (row.name, row.target_text, row.achieved_text, row.reason)) + tuple(
        figure.raw if figure is not None else "" for figure in (row.weight, row.score)
    )


def cloned_form(evidence: Evidence) -> Iterator[Verdict]:
    """C07: two forms agree in nearly every cell of their indicators once money is left out of the comparison."""
    forms = list(forms_of(evidence))
    for position, first in enumerate(forms):
        for second in forms[position + 1 :]:
            left = {(row.level2, compact(row.name.text)): row for row in scored(first) if not _is_money(row)}
            right = {(row.level2, compact(row.name.text)): row for row in scored(second) if not _is_money(row)}
            total = 6 * max(len(left), len(right))
            if total < _FEWEST_CELLS * 4 or (first.form == "annex3" and len(evidence.submission.projects) == 1):
                continue
            equal = sum(
                a == b
                for key in left.keys() & right.keys()
                for a, b in zip(_cells(left[key]), _cells(right[key]), strict=True)
            )
            share = equal / total
            if share < _SHARE:
                continue
            one, other = next(iter(left.values())), next(iter(right.values()))
            yield Verdict(
                check="C07",
                outcome=Outcome.BROKEN,
                key=f"{form_address(first)}={form_address(second)}",
                figures=(
                    word_figure(
                        f"{form_address(second)}.indicators",
                        second.name,
                        other.name.text.strip()[:20],
                        other.name.place,
                    ),
                    word_figure(
                        f"{form_address(first)}.indicators", first.name, one.name.text.strip()[:20], one.name.place
                    ),
                ),
                calculation=f"{equal} / {total}",
                message=phrase(
                    "C07.broken", first=called(first), second=called(second), equal=str(equal), total=str(total)
                ),
            )


def _is_money(row: Indicator) -> bool:
    return row.level1 == "COST" or row.level2.startswith("COST")


_PROBLEMS: Final = re.compile(r"问题")
_TOPICS: Final = (
    ("宣传", ("宣传",)),
    ("流程", ("流程", "规范", "档案")),
    ("服务", ("满意", "服务")),
    ("进度", ("进度", "及时", "时效", "完成时间")),
    ("培训", ("培训",)),
    ("质量", ("质量", "合格")),
    ("覆盖", ("覆盖", "参保")),
    ("成本", ("成本",)),
)


def admitted_problem_with_full_marks(evidence: Evidence) -> Iterator[Verdict]:
    """N04: the report admits a problem where the indicators on the same matter have full marks."""
    for report in evidence.submission.reports:
        for section in report.sections:
            if not _PROBLEMS.search(section.title) or "其他" in section.title:
                continue
            for body in section.body:
                yield from _admitted(evidence, body.text, body.place)


def _admitted(evidence: Evidence, text: str, place: Place) -> Iterator[Verdict]:
    start = 0
    for sentence in re.split(r"(?<=[。；;])", text):
        topic = next((topic for topic in _TOPICS if topic[0] in sentence), None)
        here, start = start, start + len(sentence)
        if topic is None or not re.search(r"需|不足|不够|欠缺|有待|还存在|不高|不强|滞后|薄弱|未", sentence):
            continue
        rows = [
            row
            for form in forms_of(evidence)
            for row in scored(form)
            if any(word in row.name.text for word in topic[1])
            and row.weight is not None
            and row.score is not None
            and row.weight.filled
            and row.score.filled
        ]
        if not rows:
            continue
        full = [
            row
            for row in rows
            if row.score == row.weight
            or (row.score is not None and row.weight is not None and row.score.amount == row.weight.amount)
        ]
        admitted = word_figure(
            f"report.problem[{topic[0]}]",
            "存在的问题",
            sentence.strip(),
            replace(place, span=(here, here + len(sentence))),
        )
        shown = [figure for row in (full or rows)[:3] for figure in (row.score, row.weight) if figure is not None]
        yield Verdict(
            check="N04",
            outcome=Outcome.BROKEN if len(full) == len(rows) else Outcome.HOLDS,
            key=f"report.problem[{topic[0]}]",
            figures=(admitted, *shown),
            calculation="",
            message=phrase(
                "N04.broken" if len(full) == len(rows) else "N04.holds",
                text=sentence.strip()[:50],
                count=str(len(full)),
            ),
        )
