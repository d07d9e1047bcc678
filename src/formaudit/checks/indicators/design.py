"""I01–I03: kinds, quantities and names of the indicators. One verdict for each form, with every cell that is meant."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import called, cell_figure, form_address, row_figure
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, RowState, SelfEvaluation
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact, fold

__all__ = ["form_verdict", "indicator_is_a_sentence", "indicator_rows", "kinds_missing", "quantity_without_count"]

_FEWEST_ROWS: Final = 4


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


def indicator_rows(form: SelfEvaluation, wanted: Callable[[Indicator], bool]) -> list[Indicator]:
    """The indicators of a form, execution apart, that are of a kind."""
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
    for form in evidence.submission.self_evaluations:
        rows = [row for row in form.indicators if row.state is not RowState.TEMPLATE and row.level1 != "BUD"]
        if len([row for row in rows if row.state is RowState.FILLED]) < _FEWEST_ROWS or any(
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


_COVERS: Final = compiled(r"覆盖率|覆盖面|参保率|入学率|普及率")
_COUNTED: Final = compiled(
    r"\d+\s*(?:个|家|户|人|名|次|件|项|起|处|台|套|场|期|辆|条|所|村|社区|批|宗|份|篇|亩|公里|平方米|[人户]次)"
)


def quantity_without_count(evidence: Evidence) -> Iterator[Verdict]:
    """I02: a quantity indicator whose target is a rate or a sum of money.

    A number of things is asked for. Rates of coverage of a fixed list are accepted, and so is a rate beside which the
    number is printed. Breaks: 数量指标 办理业务 100%. Holds: 9次; 覆盖率100%; 100%（120户）.
    """
    for form in evidence.submission.self_evaluations:
        rows = indicator_rows(form, lambda row: row.level2 == "OUT.QTY" and row.target is not None)
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
_VERB: Final = compiled(
    r"促|增强|维护|督促|负责|开展|推进|加强|提升|提高|完成|确保|保障|组织|建立|落实|做好|辅以|办理|指导|了解"
)
_STOP: Final = compiled(r"[。.；;]$")


def indicator_is_a_sentence(evidence: Evidence) -> Iterator[Verdict]:
    """I03: the name of an indicator is a sentence: nobody can measure it.

    Longer than 25 characters with a comma inside and a verb, or ended by a full stop. Long official names have
    neither. Breaks: 提高居民分类投放意识，共同维护小区环境卫生。 Holds: 宣传培训场次.
    """
    for form in evidence.submission.self_evaluations:
        rows = indicator_rows(form, lambda row: bool(compact(row.name.text)))
        if not rows:
            continue
        odd = [row_figure(form, row, row.name, "三级指标") for row in rows if _sentence(fold(row.name.text))]
        yield form_verdict("I03", form, odd, row_figure(form, rows[0], rows[0].name))


def _sentence(name: str) -> bool:
    if not _VERB.search(name) or len(name) < 10:
        return False
    return bool(_STOP.search(name)) or (len(name) > _LONG_NAME and bool(compiled(r"[，,；;。]").search(name)))
