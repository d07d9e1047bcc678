"""Whether a sentence that says 基本支出 or 项目支出 speaks of what a form prints of it, and of no part or other money.

年末结转50万元，其中基本支出10万元、项目支出40万元; 年中追加…，其中基本支出…; 本级…; 上年…: the words are the same. A
sentence speaks of the form's own where it begins with it, where one slip makes of one amount the other, or where it
prints the form's whole, or its other half, beside.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from formaudit.graph.sentence_figures import around, money_of_paragraphs, paragraph_of
from formaudit.graph.spoken_stages import paragraph_text
from formaudit.graph.tolerance import wan
from formaudit.model.figure import Figure
from formaudit.model.report_text import Claim
from formaudit.model.submission import Submission
from formaudit.numbers.slips import digits_slip, sure_slip
from formaudit.patterns import compiled

__all__ = ["is_part_of_half", "speaks_of_half"]

_OTHER_TIME: Final = compiled(
    r"上年|去年|往年|上一年|同期|半年|季度|(?:截至|截止|至)[^，。；]{0,8}?(?<![0-9])(?:[1-9]|1[01])月"
)
_NOT_SPENT: Final = compiled(r"结[转余]|调[整增减]|追加|未|应付|增加|减少")
_BUDGET: Final = compiled(r"预算|安排|批复|下达")
_PLAIN: Final = compiled(
    r"(?:^|[，,；：:])(?:20\d\d年度?|本年度?|全年|年度|实际|我?[局委办站校院]|中心|本?单位|部门|发生|一般公共预算|财政拨款|(?:的|为))*"
    r"(?:基本|项目)支出(?:总额|合计|总计|共计|金额|决算|实际支出|执行|完成|数|为|共|是)*\s*$"
)
_PART: Final = compiled(
    r"(?:基本|项目)支出[^，。；：:（(]{0,24}元\s*(?:[：:（(]|[，,]?\s*(?:其中|按|包括|来源))[^。；;]*$"
)
"""项目支出350万元：一般公共预算300万元，政府性基金50万元: the sources are those of one half."""
_STOP: Final = compiled(r"[。；;\n]")
_LONG: Final = 3


def speaks_of_half(
    figure: Figure, own: Sequence[Figure], beside: Iterable[Figure], whole: Sequence[Figure], submission: Submission
) -> bool:
    """Whether an amount of the text that differs from all ``own`` amounts of a row may be held against them.

    ``whole`` are the amounts of the total, ``beside`` those of the other half; all in 万元 or any unit of money.
    """
    value = wan(figure)
    wholes = {wan(one) for one in whole}
    if value in wholes or figure.comparison or _NOT_SPENT.search(figure.label):
        return False
    before, others = _beside(figure, submission)
    if _OTHER_TIME.search(before):
        return False
    if "元" not in before and _PLAIN.search(before):
        return True  # 2024年基本支出147.4万元，其中人员经费…: it is what the sentence is about
    printed = {wan(one) for one in others}
    spent = own[:1] if not _BUDGET.search(figure.label) else own[1:]
    if any(wan(one) in printed for one in spent):
        return False  # 项目支出410万元，其中年初安排的3个项目支出350万元: the half's own amount stands beside
    if any(_slipped(figure, one) for one in own):
        return True
    return not printed.isdisjoint(wholes | {wan(one) for one in beside})


def is_part_of_half(figure: Figure, submission: Submission) -> bool:
    """Whether an amount is told as some of 基本支出 or 项目支出 right before it, and so not of all a unit spends."""
    text, span = paragraph_text(figure, submission), figure.place.span
    return span is not None and _PART.search(_STOP.split(text[: span[0]])[-1]) is not None


def _beside(figure: Figure, submission: Submission) -> tuple[str, list[Figure]]:
    """What stands before a figure in its sentence, and the other amounts of that."""
    paragraph = paragraph_of(figure)
    claims = [one for report in submission.reports for one in report.claims if _speaks_of(one, paragraph)]
    text = max((claim.text for claim in claims if figure.raw in claim.text), key=len, default="")
    if not text:
        return "", []
    before, behind = around(figure, text)
    money = money_of_paragraphs(submission.reports).get(paragraph, [])
    return before, [one for one in money if one.key != figure.key and one.raw in before + behind]


def _speaks_of(claim: Claim, paragraph: tuple[int | None, int | None]) -> bool:
    return any(paragraph_of(one) == paragraph for one in claim.figures)


def _slipped(figure: Figure, cell: Figure) -> bool:
    """Whether a slip makes of one amount the other: of short ones nearly any slip makes nearly any other."""
    one, other = _digits(wan(figure)), _digits(wan(cell))
    long = min(len(one.strip("0")), len(other.strip("0"))) >= _LONG
    return long and (sure_slip(one, other) or digits_slip(one, other))


def _digits(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.01")), "f").replace(".", "")
