"""I04–I06: indicators that repeat each other, and costs without an amount."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.checks.indicators.design import form_verdict, indicator_rows
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.cells import NOT_APPLICABLE_WORDS, is_blank
from formaudit.forms.quoting import row_figure
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.indicators.normalise import normalise_name
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator
from formaudit.model.verdict import Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact, fold

__all__ = ["cost_target_without_amount", "indicator_repeated", "output_mixed_with_benefit"]

_RUN: Final = 12
_DIGIT: Final = compiled(r"\d|[一二三四五六七八九十百千万]+(?:元|万|次|个|项)")
_EFFECT: Final = compiled(r"促进了?|促使|营造|氛围|增强.{0,10}意识|获得感|幸福感|影响力")


def output_mixed_with_benefit(evidence: Evidence) -> Iterator[Verdict]:
    """I04: the same words stand under output and under benefit, or an effect stands under quality.

    Twelve characters in a row count as the same words, after the names of the unit and of the project have been taken
    out. Breaks: 营造全县浓厚的读书氛围 under 质量指标 and under 社会效益. Holds: different indicators.
    """
    for form in evidence.submission.self_evaluations:
        masks = [compact(text) for text in (form.name, evidence.submission.unit) if len(compact(text)) > 2]
        outputs = indicator_rows(form, lambda row: row.level1 == "OUT")
        benefits = indicator_rows(form, lambda row: row.level1 in ("BEN", "SAT"))
        if not outputs or not benefits:
            continue
        later = [(row, _runs(row.name, masks)) for row in benefits]
        odd: list[Figure] = []
        for row in outputs:
            runs = _runs(row.name, masks)
            twin = next((other for other, theirs in later if runs & theirs), None)
            if twin is not None:
                odd += [row_figure(form, row, row.name, "产出指标"), row_figure(form, twin, twin.name, "效益指标")]
            elif (
                row.level2 == "OUT.QUAL"
                and _EFFECT.search(row.name.text)
                and not compiled(r"[率度]$").search(compact(row.name.text))
            ):
                odd.append(row_figure(form, row, row.name, "质量指标"))
        cells = list(dict.fromkeys(odd))
        yield form_verdict("I04", form, cells, row_figure(form, outputs[0], outputs[0].name))


def _runs(cell: TextCell, masks: Sequence[str]) -> frozenset[str]:
    text = normalise_name(cell.text)
    for mask in masks:
        text = normalise_name(text.replace(mask, "、"))
    return frozenset(text[i : i + _RUN] for i in range(len(text) - _RUN + 1))


def indicator_repeated(evidence: Evidence) -> Iterator[Verdict]:
    """I05: two indicators of one form have the same name.

    Names must agree in every character but marks; another object in brackets makes another name. One cell beside
    several rows of targets names one indicator. Where kind and target differ as well (公里 under 数量, % under 质量) it
    is a note. Breaks: 培训场次 twice. Holds: 培训场次（村干部）.
    """
    for form in evidence.submission.self_evaluations:
        rows = indicator_rows(form, lambda row: len(normalise_name(row.name.text)) > 1)
        if not rows:
            continue
        printed = {(row.name.place, normalise_name(row.name.text)) for row in rows}
        counts = Counter(name for _, name in printed)
        twice = [row for row in rows if counts[normalise_name(row.name.text)] > 1]
        cells = [row_figure(form, row, row.name, row.level2_text.text.strip()) for row in twice]
        apart = len({(row.level2, normalise_name(row.name.text)) for row in twice}) == len(twice) and len(
            {(compact(row.target_text.text), normalise_name(row.name.text)) for row in twice}
        ) == len(twice)
        yield form_verdict(
            "I05", form, cells, row_figure(form, rows[0], rows[0].name), Severity.NOTE if apart else None
        )


_GOOD_RATE: Final = compiled(r"节约|节省|降低|控制率|压减|下降|合规|准确|合理|达标|支付率|执行率|到位")


def cost_target_without_amount(evidence: Evidence) -> Iterator[Verdict]:
    """I06: the target of a cost indicator has no number, or points the wrong way (≥).

    Costs are held down: a number is needed, ≤ or = (a fixed rate). Social and environmental costs may be put in words;
    rates of saving and of control may well be ≥. Breaks: 不超过预算投入; 总成本 ≥50万元. Holds: ≤50万元; 50万元.
    """
    for form in evidence.submission.self_evaluations:
        rows = indicator_rows(
            form,
            lambda row: (
                (row.level1 == "COST" or row.level2.startswith("COST"))
                and row.level2 not in ("COST.SOC", "COST.ENV")
                and bool(compact(row.target_text.text))
                and not (compact(row.name.text) in NOT_APPLICABLE_WORDS and is_blank(row.target_text.text))
            ),
        )
        if not rows:
            continue
        odd = [
            row_figure(form, row, row.target_text, compact(row.name.text)[:24])
            for row in rows
            if not _DIGIT.search(fold(row.target_text.text)) or _upward(row)
        ]
        yield form_verdict("I06", form, odd, row_figure(form, rows[0], rows[0].target_text))


def _upward(row: Indicator) -> bool:
    target = row.target
    return (
        target is not None
        and target.comparison in ("≥", ">")
        and target.unit in MONEY_UNITS
        and not _GOOD_RATE.search(row.name.text)
    )
