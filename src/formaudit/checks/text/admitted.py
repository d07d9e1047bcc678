"""N04: problems that a report admits where the forms give full marks."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import part_of, word_figure
from formaudit.messages import phrase
from formaudit.model.place import Place
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled

__all__ = ["admitted_problem_with_full_marks"]

_PROBLEMS: Final = compiled(r"问题")
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
    for sentence in compiled(r"(?<=[。；;])").split(text):
        topic = next((topic for topic in _TOPICS if topic[0] in sentence), None)
        here, start = start, start + len(sentence)
        if topic is None or not compiled(r"需|不足|不够|欠缺|有待|还存在|不高|不强|滞后|薄弱|未").search(sentence):
            continue
        rows = [
            row
            for form in evidence.submission.self_evaluations
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
            part_of(place, here, here + len(sentence)),
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
