"""I01–I06: how the indicators are built. One verdict for each form, with every cell that is meant."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from formaudit.checks.evidence import Evidence
from formaudit.checks.scoring import forms_of
from formaudit.checks.texts import called, cell_figure, form_address, row_figure
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.graph.within import scored
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, SelfEvaluation, TextCell
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.text import compact, fold

__all__ = [
    "cost_target_without_amount",
    "form_verdict",
    "indicator_is_a_sentence",
    "indicator_repeated",
    "kinds_missing",
    "output_mixed_with_benefit",
    "quantity_without_count",
]

_FEWEST_ROWS: Final = 4
_DIGIT: Final = re.compile(r"\d|[一二三四五六七八九十百千万]+(?:元|万|次|个|项)")


def form_verdict(
    check: str,
    form: SelfEvaluation,
    cells: Sequence[Figure],
    tested: Figure,
    severity: Severity | None = None,
    **values: str,
) -> Verdict:
    """One verdict for a form: broken with the cells that are meant, or holding with one that was tested."""
    names = "、".join(dict.fromkeys(cell.raw[:16] for cell in cells[:3]))
    return Verdict(
        check=check,
        outcome=Outcome.BROKEN if cells else Outcome.HOLDS,
        key=f"{form_address(form)}.{check}",
        figures=tuple(cells) or (tested,),
        calculation="；".join(cell.raw[:24] for cell in cells[:6]),
        message=phrase(
            f"{check}.broken" if cells else f"{check}.holds",
            **(
                {"form": called(form), "count": str(len(cells)), "names": names} | values
                if cells
                else {"form": called(form)}
            ),
        ),
        severity=severity if cells else None,
        suspects=max(len(cells), 1),
    )


def _rows(form: SelfEvaluation, wanted: Callable[[Indicator], bool]) -> list[Indicator]:
    return [row for row in scored(form) if row.level1 != "BUD" and wanted(row)]


_MUST: Final = (
    ("OUT.QTY", "数量指标"),
    ("OUT.QUAL", "质量指标"),
    ("OUT.TIME", "时效指标"),
    ("BEN", "效益指标"),
    ("SAT", "满意度指标"),
)


def kinds_missing(evidence: Evidence) -> Iterator[Verdict]:
    """I01: a kind of indicator that every form must have is not there.

    Quantity, quality, timeliness, at least one benefit, satisfaction. A row marked 不适用 counts as present; where a
    label of the second level is unknown the form is not judged; satisfaction alone missing is a note, it may be
    waived. Forms with other outlines (投入, 过程 …) do not apply. Breaks: no 时效指标. Holds: all five.
    """
    for form in forms_of(evidence):
        rows = [row for row in form.indicators if row.state != "template" and row.level1 != "BUD"]
        if len([row for row in rows if row.state == "filled"]) < _FEWEST_ROWS or any(
            row.level1 == "MGT" for row in rows
        ):
            continue
        codes = {row.level2 for row in rows} | {row.level1 for row in rows}
        heads = tuple(
            {
                row.level1: cell_figure(f"{form_address(form)}.level[{row.level1}].text", "一级指标", row.level1_text)
                for row in rows
            }.values()
        )
        if "" in codes:
            yield Verdict(
                check="I01",
                outcome=Outcome.UNDECIDED,
                key=f"{form_address(form)}.kinds",
                figures=heads,
                calculation="",
                message=phrase("undecided.level-unknown", form=called(form)),
            )
            continue
        missing = [
            (code, name) for code, name in _MUST if not any(own == code or own.startswith(code + ".") for own in codes)
        ]
        yield Verdict(
            check="I01",
            outcome=Outcome.BROKEN if missing else Outcome.HOLDS,
            key=f"{form_address(form)}.kinds",
            figures=heads,
            calculation="、".join(name for _, name in missing),
            message=phrase("I01.broken", form=called(form), missing="、".join(name for _, name in missing))
            if missing
            else phrase("I01.holds", form=called(form)),
            severity=Severity.NOTE if [code for code, _ in missing] == ["SAT"] else None,
        )


_COVERS: Final = re.compile(r"覆盖率|覆盖面|参保率|入学率|普及率")
_COUNTED: Final = re.compile(
    r"\d+\s*(?:个|家|户|人|名|次|件|项|起|处|台|套|场|期|辆|条|所|村|社区|批|宗|份|篇|亩|公里|平方米|[人户]次)"
)


def quantity_without_count(evidence: Evidence) -> Iterator[Verdict]:
    """I02: a quantity indicator whose target is a rate or a sum of money.

    A number of things is asked for. Rates of coverage of a fixed list are accepted, and so is a rate beside which the
    number is printed. Breaks: 数量指标 办理业务 100%. Holds: 9次; 覆盖率100%; 100%（120户）.
    """
    for form in forms_of(evidence):
        rows = _rows(form, lambda row: row.level2 == "OUT.QTY" and row.target is not None)
        if not rows:
            continue
        odd = [
            row_figure(form, row, row.target_text, compact(row.name.text)[:24])
            for row in rows
            if row.target is not None
            and (row.target.unit == "%" or row.target.unit in MONEY_UNITS)
            and not _COVERS.search(row.name.text)
            and not _COUNTED.search(row.name.text + row.target_text.text + _notes(row))
        ]
        yield form_verdict("I02", form, odd, row_figure(form, rows[0], rows[0].target_text), names=_labels(odd))


def _labels(cells: Sequence[Figure]) -> str:
    return "、".join(dict.fromkeys(cell.label for cell in cells[:3]))


def _notes(row: Indicator) -> str:
    return "".join(text.text for code, text in row.extra if code in ("standard", "note"))


_LONG_NAME: Final = 25
_VERB: Final = re.compile(
    r"促|增强|维护|督促|负责|开展|推进|加强|提升|提高|完成|确保|保障|组织|建立|落实|做好|辅以|办理|指导|了解"
)
_STOP: Final = re.compile(r"[。.；;]$")


def indicator_is_a_sentence(evidence: Evidence) -> Iterator[Verdict]:
    """I03: the name of an indicator is a sentence: nobody can measure it.

    Longer than 25 characters with a comma inside and a verb, or ended by a full stop. Long official names have
    neither. Breaks: 增强职工知法守法意识，依法维护职工工伤保险权益。 Holds: 宣传培训场次.
    """
    for form in forms_of(evidence):
        rows = _rows(form, lambda row: bool(compact(row.name.text)))
        if not rows:
            continue
        odd = [row_figure(form, row, row.name, "三级指标") for row in rows if _sentence(fold(row.name.text))]
        yield form_verdict("I03", form, odd, row_figure(form, rows[0], rows[0].name))


def _sentence(name: str) -> bool:
    if not _VERB.search(name) or len(name) < 10:
        return False
    return bool(_STOP.search(name)) or (len(name) > _LONG_NAME and bool(re.search(r"[，,；;。]", name)))


_RUN: Final = 12
_EFFECT: Final = re.compile(r"促进了?|促使|营造|氛围|增强.{0,10}意识|获得感|幸福感|影响力")


def output_mixed_with_benefit(evidence: Evidence) -> Iterator[Verdict]:
    """I04: the same words stand under output and under benefit, or an effect stands under quality.

    Twelve characters in a row count as the same words, after the names of the unit and of the project have been taken
    out. Breaks: 促使楼区全范围浓厚的参保氛围 under 质量指标 and under 社会效益. Holds: different indicators.
    """
    for form in forms_of(evidence):
        masks = [compact(text) for text in (form.name, evidence.submission.unit) if len(compact(text)) > 2]
        outputs = _rows(form, lambda row: row.level1 == "OUT")
        benefits = _rows(form, lambda row: row.level1 in ("BEN", "SAT"))
        if not outputs or not benefits:
            continue
        later = [(row, _runs(row.name, masks)) for row in benefits]
        odd: list[Figure] = []
        shared = ""
        for row in outputs:
            runs = _runs(row.name, masks)
            twin = next((other for other, theirs in later if runs & theirs), None)
            if twin is not None:
                shared = shared or min(runs & next(theirs for other, theirs in later if other is twin))
                odd += [row_figure(form, row, row.name, "产出指标"), row_figure(form, twin, twin.name, "效益指标")]
            elif (
                row.level2 == "OUT.QUAL"
                and _EFFECT.search(row.name.text)
                and not re.search(r"[率度]$", compact(row.name.text))
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

    Names must agree in every character but marks; another object in brackets makes another name. Where kind and
    target differ as well (公里 under 数量, % under 质量) it is a note. Breaks: 培训场次 twice.
    Holds: 培训场次（村干部）.
    """
    for form in forms_of(evidence):
        rows = _rows(form, lambda row: len(normalise_name(row.name.text)) > 1)
        if not rows:
            continue
        counts = Counter(normalise_name(row.name.text) for row in rows)
        twice = [row for row in rows if counts[normalise_name(row.name.text)] > 1]
        cells = [row_figure(form, row, row.name, row.level2_text.text.strip()) for row in twice]
        apart = len({(row.level2, normalise_name(row.name.text)) for row in twice}) == len(twice) and len(
            {(compact(row.target_text.text), normalise_name(row.name.text)) for row in twice}
        ) == len(twice)
        yield form_verdict(
            "I05", form, cells, row_figure(form, rows[0], rows[0].name), Severity.NOTE if apart else None
        )


_GOOD_RATE: Final = re.compile(r"节约|节省|降低|控制率|压减|下降|合规|准确|合理|达标|支付率|执行率|到位")


def cost_target_without_amount(evidence: Evidence) -> Iterator[Verdict]:
    """I06: the target of a cost indicator has no number, or points the wrong way (≥).

    Costs are held down: a number is needed, ≤ or = (a fixed rate). Social and environmental costs may be put in words;
    rates of saving and of control may well be ≥. Breaks: 不超过预算投入; 总成本 ≥50万元. Holds: ≤50万元; 50万元.
    """
    for form in forms_of(evidence):
        rows = _rows(
            form,
            lambda row: (
                (row.level1 == "COST" or row.level2.startswith("COST"))
                and row.level2 not in ("COST.SOC", "COST.ENV")
                and bool(compact(row.target_text.text))
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
