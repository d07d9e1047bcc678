"""Words as evidence: a piece of text with its place, and how texts are compared when a finding is about words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from formaudit.indicators.normalise import normalise_name
from formaudit.messages import Phrase, phrase
from formaudit.model.cells import TextCell
from formaudit.model.disclosure import Disclosure
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import BaseDataForm, Form, FundList, Indicator, SelfEvaluation, UnknownForm
from formaudit.model.place import Place
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = [
    "called",
    "cell_figure",
    "chapter",
    "content_pairs",
    "covered",
    "form_address",
    "form_figure",
    "holds_in",
    "part_of",
    "row_figure",
    "sentences",
    "submission_figure",
    "word_figure",
]

_LONGEST: Final = 60
_SENTENCE: Final = compiled(r"[^。；;！？\n]+[。；;！？]?")
_CONTENT: Final = compiled(r"[\u4e00-\u9fff]{2,}")
# Pairs of characters that stand in any text on budgets and prove nothing about what it is about.
_EMPTY_PAIRS: Final = frozenset(
    pair
    for line in (
        "工作 项目 资金 经费 完成 情况 年度 全年",
        "单位 进一 一步 开展 目标 指标 实际 任务",
        "支出 专项 区级 县级 市级 省级 上级 其他",
        "加强 提高 推进 落实 实施 进行 及时 有效",
        "相关 有关 建设 管理 部门 本单 我单 方面",
        "不断 确保 积极 做好",
    )
    for pair in line.split()
)


def word_figure(key: str, label: str, raw: str, place: Place, confidence: float = 1.0) -> Figure:
    """A piece of text as evidence, where the finding is about words and not about a number."""
    return Figure(
        key=key,
        label=label,
        raw=raw if len(raw) <= _LONGEST else raw[: _LONGEST - 1] + "…",
        value=None,
        unit="",
        decimals=0,
        state=State.NOT_APPLICABLE,
        place=place,
        confidence=confidence,
    )


def cell_figure(key: str, label: str, cell: TextCell, start: int = 0, end: int | None = None) -> Figure:
    """A text cell, or a range of its characters, as evidence."""
    text = cell.text[start:end]
    place = part_of(cell.place, start, start + len(text)) if start or end is not None else cell.place
    return word_figure(key, label, text.strip(), place, cell.confidence)


def part_of(place: Place, start: int, end: int) -> Place:
    """A range of the characters at a place; one that is itself a range of its paragraph moves it."""
    base = place.span[0] if place.span is not None else 0
    return replace(place, span=(base + start, base + end))


def form_address(form: Form) -> str:
    """The beginning of a form's addresses, free of row numbers."""
    if isinstance(form, SelfEvaluation) and form.form is FormKind.ANNEX4:
        return f"annex4[{compact(form.name) or form.index + 1}]"
    return f"{form.form}" if form.index == 0 else f"{form.form}#{form.index + 1}"


def called(form: Form) -> Phrase:
    """What to call a form in a sentence; a project form by its project."""
    kind = phrase(f"form.{form.form}")
    if isinstance(form, SelfEvaluation) and form.form is FormKind.ANNEX4 and form.name:
        return phrase("form.named", form=kind, name=form.name)
    return kind


def form_figure(form: Form) -> Figure:
    """The form itself as evidence: its title where that is printed, else the first words that it is known to hold."""
    if isinstance(form, Disclosure):
        return word_figure(f"{form_address(form)}.title", form.unit, form.title, form.place)
    label = form.unit_name if isinstance(form, Report) else ""
    held = _held(form)
    key = f"{form_address(form)}.title"
    if held is not None:
        return word_figure(key, label, held.text.strip(), held.place, held.confidence)
    if isinstance(form, (Report, UnknownForm)):
        return word_figure(key, label, form.title.strip() or label, form.place)
    start = Place(file=form.file, form=form.form, form_index=form.index, table=form.table, row=0, col=0)
    return word_figure(key, label, "", start)


def _held(form: Form) -> TextCell | None:
    """A text that the form prints: its title, else a name."""
    if isinstance(form, (UnknownForm, Disclosure)):
        return None
    if form.printed_title is not None or isinstance(form, Report):
        return form.printed_title
    if isinstance(form, FundList):
        return form.rows[0].fund if form.rows else None
    if isinstance(form, BaseDataForm):
        return form.unit_name
    named = (form.unit_name, form.project, form.implementing_unit)
    first = next((text for text in named if text is not None and text.place.row is not None), None)
    return first or (form.indicators[0].name if form.indicators else None)


def submission_figure(submission: Submission) -> Figure:
    """Some place of the submission, for a verdict that is about it as a whole."""
    return form_figure(submission.forms[0])


def row_figure(form: SelfEvaluation, row: Indicator, cell: TextCell, label: str = "") -> Figure:
    """A text cell of an indicator's row; the label says which indicator it belongs to."""
    name = compact(row.name.text)
    tail = next((code for code in ("name", "target_text", "achieved_text", "reason") if getattr(row, code) is cell), "")
    return cell_figure(
        f"{form_address(form)}.words[{name}].{tail.removesuffix('_text')}",
        label or " ".join(part for part in (form.project.text if form.project else "", name[:24]) if part),
        cell,
    )


@lru_cache(maxsize=2048)  # a text is held against each of its neighbours
def content_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters that say what a text is about, without serials, marks and empty words."""
    return frozenset(
        pair
        for run in _CONTENT.findall(normalise_name(text))
        for pair in (run[i : i + 2] for i in range(len(run) - 1))
        if pair not in _EMPTY_PAIRS
    )


def covered(text: str, by: frozenset[str]) -> float:
    """The share of a text's content that other content repeats, from 0 to 1; 1 for a text without content."""
    own = content_pairs(text)
    return len(own & by) / len(own) if own else 1.0


def sentences(cell: TextCell) -> Iterator[tuple[int, str]]:
    """The sentences of a cell with the positions at which they begin; a semicolon ends one."""
    for match in _SENTENCE.finditer(cell.text):
        if match[0].strip():
            yield match.start(), match[0]


def chapter(report: Report, title: re.Pattern[str], but: re.Pattern[str] | None = None) -> Iterator[TextCell]:
    """The paragraphs under headings that match, with those of the headings below them."""
    level: int | None = None
    for section in report.sections:
        if level is not None and section.level > level:
            yield from section.body
            continue
        level = None
        if title.search(section.title) and not (but is not None and but.search(section.title)):
            level = section.level
            yield from section.body


def holds_in(words: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether one of some words stands in one of some texts."""
    return any(word in text for word in words for text in texts)
