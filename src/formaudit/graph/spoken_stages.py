"""Which stage of the money a sentence speaks of: 全年预算1100万元，其中基本支出720万元 says what was planned of it.

A box of a unit's form prints one stage only, and the text may break down another one. What stands nearest before an
amount decides: a word for a stage, or the form's own whole of one.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from formaudit.forms.narrative import is_about
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import FundRow
from formaudit.model.place import Place
from formaudit.model.submission import Submission
from formaudit.numbers.grammar import shape
from formaudit.patterns import compiled

__all__ = ["Spoken", "is_approximate", "paragraph_text", "spoken_stage"]

_LAW: Final = r"(?<!公共)(?<!公共财政)(?<!基金)(?<!经营)"
_MARKS: Final = compiled(
    r"(?P<opening>(?:年|期)初(?:批复|下达|安排|部门|支出|财政|核定)*预算|年初(?=安排|批复|下达))"
    r"|(?P<final>(?:全年|调整[后的]*|最终|变更后)(?:部门|支出|财政)*预算|预算(?=调整[后为]))"
    rf"|(?P<spent>执行(?!率)|决算|实际|支付|使用|花费|列支|(?:总|共|全年|年度|本年|当年|合计)支出(?!预算)|支出(?:合计|总[计额]|共计|完成))"
    rf"|(?P<planned>{_LAW}预算(?!执行|完成|单位|绩效|管理|编制|科目|法|支出|收入|内|外|[的之]?\s*\d+(?:\.\d+)?\s*%)|批复|下达|安排(?!的)|核定|计划)"
)
_BEHIND: Final = compiled(
    r"\s*[（(]?的?(?:(?P<opening>[年期]初)|(?P<final>全年|调整后?))?(?P<planned>预算)(?!执行|完成|的?\s*\d+(?:\.\d+)?\s*%)"
)


_ABOVE: Final = 3
"""So many paragraphs above may say of which stage a paragraph speaks that does not say it itself."""


_DONE_BEHIND: Final = compiled(
    r"\s*[，,]?\s*(?:实际|当年|全年|本年|已|均|共)*(?:执行|支出|支付|使用|完成|到位)(?:了|数|额|为|资金)*\s*\d"
)
"""What was done of an amount, right behind it: 基本支出720万元执行706万元."""


class Spoken(StrEnum):
    """What words say of an amount: planned when the year began, for the whole year, at one of the two; or spent."""

    OPENING = "opening"
    FINAL = "final"
    PLANNED = "planned"
    SPENT = "spent"
    UNSAID = ""

    @property
    def budget(self) -> bool:
        """Whether the amount is none that was spent."""
        return self in (Spoken.OPENING, Spoken.FINAL, Spoken.PLANNED)


def spoken_stage(figure: Figure, total: FundRow | None, submission: Submission) -> Spoken:
    """The stage of an amount of the text: by the words behind it, by what is nearest before it or its paragraph."""
    text = paragraph_text(figure, submission)
    if figure.place.span is None or not text:
        return Spoken.UNSAID
    begin, end = figure.place.span
    behind = _BEHIND.match(text, end)
    if behind is not None:
        return next(Spoken(name) for name in ("opening", "final", "planned") if behind.group(name))
    if _DONE_BEHIND.match(text, end):
        return Spoken.PLANNED
    stages = _stages(total)
    others = _amounts_of(figure.place, submission)
    if (nearest := _last_mark(text[:begin], others, stages)) is not None:
        return nearest
    # 基本支出720万元、项目支出380万元，合计1100万元: the two make up the whole of one stage.
    start, stop = (text.rfind("。", 0, begin) + 1, text.find("。", end) % (len(text) + 1))
    sums = [wan(figure) + value for at, value in others if start <= at < stop and at != begin]
    found = next((stages[each] for each in sums if each in stages), None)
    if found is not None:
        return found
    before = (
        _last_mark(_placed(body), _amounts_of(body.place, submission), stages) for body in _above(figure, submission)
    )
    return next((stage for stage in before if stage is not None), Spoken.UNSAID)


def _last_mark(text: str, amounts: Iterable[tuple[int, Decimal]], stages: Mapping[Decimal, Spoken]) -> Spoken | None:
    """The stage of which a text speaks last."""
    marks = [(match.end(), Spoken(match.lastgroup or "")) for match in _MARKS.finditer(text)]
    marks += [(at, stages[value]) for at, value in amounts if at < len(text) and value in stages]
    return max(marks, key=lambda mark: mark[0])[1] if marks else None


def _above(figure: Figure, submission: Submission) -> list[TextCell]:
    """The paragraphs of its section right above that of a figure, the nearest first."""
    own = _paragraph(figure.place)
    for report in submission.reports:
        for section in report.sections:
            places = [_paragraph(body.place) for body in section.body]
            if own in places:
                at = places.index(own)
                return list(section.body[max(0, at - _ABOVE) : at])[::-1]
    return []


def _stages(total: FundRow | None) -> dict[Decimal, Spoken]:
    """The amounts of a form's total, each with its stage; what was spent goes before a budget of the same amount."""
    if total is None:
        return {}
    columns = (
        (total.original_budget, Spoken.OPENING),
        (total.final_budget, Spoken.FINAL),
        (total.actual_amount, Spoken.SPENT),
    )
    return {wan(one): stage for one, stage in columns if one is not None and one.filled and one.amount != 0}


def _amounts_of(place: Place, submission: Submission) -> list[tuple[int, Decimal]]:
    """The amounts of a paragraph in 万元, and where each begins."""
    found = {
        one.place.span[0]: wan(one)
        for report in submission.reports
        for claim in report.claims
        for one in claim.figures
        if one.unit in MONEY_UNITS and one.filled and one.place.span is not None
        if _paragraph(one.place) == _paragraph(place)
    }
    return sorted(found.items())


def paragraph_text(figure: Figure, submission: Submission) -> str:
    """The paragraph in which a figure of the text stands, from its section's first word on, so that spans fit it."""
    bodies = (body for report in submission.reports for section in report.sections for body in section.body)
    span = figure.place.span
    of_paragraph = [body for body in bodies if _paragraph(body.place) == _paragraph(figure.place)]
    holding = (
        body
        for body in of_paragraph
        if span is None or body.place.span is None or body.place.span[0] <= span[0] < body.place.span[1]
    )
    body = next(holding, of_paragraph[0] if of_paragraph else None)
    return "" if body is None else _placed(body)


def is_approximate(figure: Figure, submission: Submission) -> bool:
    """Whether words make a figure of the text an approximate one (约80万元, 80余万元, 近80万元)."""
    span = figure.place.span
    if figure.place.form is not FormKind.REPORT or span is None:
        return False
    text = paragraph_text(figure, submission)
    return bool(text) and is_about(shape(text), span, figure.raw, figure.comparison)


def _placed(body: TextCell) -> str:
    """The words of a body at their places in the paragraph, which may begin with its heading."""
    return " " * (body.place.span[0] if body.place.span is not None else 0) + body.text


def _paragraph(place: Place) -> tuple[int, int | None]:
    return place.file, place.paragraph
