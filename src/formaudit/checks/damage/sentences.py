"""C05: sentences that broke."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import (
    cell_figure,
    form_address,
    sentences,
)
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact, strip_serial

__all__ = ["sentence_broken"]

_MARKS: Final = compiled(r"。[；，、。,]|；[。；]|，[，。；、]|、[，。；、]|：[：，。]")
_DOUBLED: Final = compiled(r"的的|了了|和和|在在|为为|与与|及及|对对(?!子)|指标指标|工作工作|情况情况|项目项目")


_OPENED: Final = compiled(r"^\s*在(?![于这此该校职编岗册读建研库园院训营线途])")
"""在校学生3200人，… and 在职人员20人，… open no frame."""
_CLOSED: Final = compiled(r"方面|中|上|下|时|后|前|内|期间|之间|以来|基础|领域|同时|过程|阶段|背景|外|里|等地|处|间")


_LONG: Final = 24


def _texts(evidence: Evidence) -> Iterator[tuple[str, str, TextCell]]:
    for report in evidence.submission.reports:
        for section in report.sections:
            for cell in section.body:
                yield "report", section.title, cell
    for form in evidence.submission.self_evaluations:
        for row in scored(form):
            if compact(row.reason.text):
                yield form_address(form), "偏差原因", row.reason
        for goal in form.goals:
            yield form_address(form), "实际完成情况", goal.actual


def sentence_broken(evidence: Evidence) -> Iterator[Verdict]:
    """C05: a sentence broke when it was cut or pasted: 。；, ，，, a doubled word, an 在 … without its 方面.

    One note for the submission. Enumerations end in ； and are no fault. Breaks: 使服务更加便民利企。；进一步完善.
    Holds: 让警示教育无处不在；进一步规范.
    """
    cells: list[Figure] = []
    first: Figure | None = None
    for address, label, cell in _texts(evidence):
        first = first or cell_figure(f"{address}.text", label, cell)
        for pattern in (_MARKS, _DOUBLED):
            match = pattern.search(cell.text)
            if match is not None:
                start, end = max(0, match.start() - 8), min(len(cell.text), match.end() + 8)
                cells.append(cell_figure(f"{address}.text[{cell.text[start:end].strip()}]", label, cell, start, end))
        for at, sentence in sentences(cell):
            if _dangling(sentence):
                cells.append(
                    cell_figure(f"{address}.text[{sentence.strip()[:12]}]", label, cell, at, at + len(sentence))
                )
    if first is not None:
        yield Verdict(
            check="C05",
            outcome=Outcome.BROKEN if cells else Outcome.HOLDS,
            key="text.broken",
            figures=tuple(cells) or (first,),
            calculation="；".join(cell.raw for cell in cells[:4]),
            message=phrase("C05.broken", count=str(len(cells)), text=cells[0].raw) if cells else phrase("C05.holds"),
            suspects=max(len(cells), 1),
        )


def _dangling(sentence: str) -> bool:
    """Whether a full sentence opens a frame with 在 and never closes it."""
    text = strip_serial(compact(sentence))
    return len(text) >= _LONG and text.endswith("。") and bool(_OPENED.match(text)) and not _CLOSED.search(text)
