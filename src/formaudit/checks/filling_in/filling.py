"""F01, F04, F05: cells left empty, and lines that hold too much."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import OF_THE_YEAR, scored, total_of
from formaudit.forms.quoting import called, form_address, word_figure
from formaudit.graph.expenses import children_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import BaseDataForm, CostRow, SelfEvaluation
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import without_hint, without_remark

__all__ = ["blank_among_filled", "catch_all_with_large_share", "comparison_column_empty"]


def blank_among_filled(evidence: Evidence) -> Iterator[Verdict]:
    """F01: a cell is blank in a row that is filled: 0 or 无 belongs there, nobody can tell which.

    One note for each form, on this year's columns: last year's may be blank for what is new, and an opening budget
    for what came later (T13). A row or a column that is blank throughout does not apply; a score is asked for where
    there is a weight. A blank total, a blank subtotal over filled lines, and a blank budget of funds that were spent,
    are more than notes.
    Breaks: 预算数 blank, 决算数 33. Holds: 0 and 33; a wholly blank row.
    """
    for base in evidence.submission.base_data:
        used = [
            at
            for at, code in enumerate(base.columns)
            if code in OF_THE_YEAR and any(row.figures[at].filled for row in base.rows)
        ]
        costs = [row for row in base.rows if row.item != "部门基本支出预算调整"]
        subtotals = _blank_subtotals(base)
        rows = [
            tuple(figure for at, figure in enumerate(row.figures) if at in used or figure.key in subtotals)
            for row in costs
        ]
        yield from _blanks(evidence, base, rows, subtotals)
    for form in evidence.submission.self_evaluations:
        rows = [tuple(one for one in (row.final_budget, row.actual_amount) if one is not None) for row in form.funds]
        total = total_of(form)
        if total is not None and total.original_budget is not None and form.form is FormKind.ANNEX3:
            # A unit has an opening budget; a project may come later in the year.
            rows.append((total.original_budget, *rows[form.funds.index(total)]))
        rows += [(row.weight, row.score) for row in scored(form) if row.weight is not None and row.score is not None]
        yield from _blanks(evidence, form, rows, frozenset())


def _blank_subtotals(base: BaseDataForm) -> frozenset[str]:
    """The blank cells whose row is the sum of the lines below it in another column, and has such lines in this one.

    Last year's column counts too: with the lines there, the subtotal was forgotten and not left out.
    """
    found: set[str] = set()
    for number, row in enumerate(base.rows):
        lines = children_of(base, number)
        used = {at for at in range(len(row.figures)) if any(_spends(line.figures[at]) for line in lines)}
        if any(row.figures[at].filled for at in used):
            found |= {row.figures[at].key for at in used if _left_blank(row.figures[at])}
    return frozenset(found)


def _spends(figure: Figure) -> bool:
    return figure.filled and figure.amount != 0


def _left_blank(figure: Figure) -> bool:
    return figure.state is State.BLANK and not figure.raw


def _blanks(
    evidence: Evidence,
    form: BaseDataForm | SelfEvaluation,
    rows: Sequence[Sequence[Figure]],
    grave: frozenset[str],
) -> Iterator[Verdict]:
    mixed = [row for row in rows if any(figure.filled for figure in row)]
    blank = [figure for row in mixed for figure in row if _left_blank(figure)]
    blank = list({figure.key: figure for figure in blank}.values())
    if not mixed:
        return
    shown = blank or [next(figure for figure in mixed[0] if figure.filled)]
    yield Verdict(
        check="F01",
        outcome=Outcome.BROKEN if blank else Outcome.HOLDS,
        key=f"{form_address(form)}.blank",
        figures=tuple(_as_words(figure, "blank") for figure in shown),
        calculation=f"{len(blank)} / {sum(len(row) for row in mixed)}",
        severity=Severity.MINOR
        if any(figure.key in grave or _matters(figure, rows, evidence) for figure in blank)
        else None,
        message=phrase("F01.broken", form=called(form), count=str(len(blank)), label=shown[0].label)
        if blank
        else phrase("F01.holds", form=called(form)),
        suspects=len(shown),
    )


def _matters(blank: Figure, rows: Sequence[Sequence[Figure]], evidence: Evidence) -> bool:
    """Whether a blank is more than a note.

    So it is in the row of totals, for the budget of funds that were spent, and where the report names an amount of the
    row that stands in none of its columns.
    """
    spent = any(
        blank in row and row[-1].filled and row[-1].amount != 0 and row[-1].address.column == "actual_amount"
        for row in rows
    )
    told = any(
        blank.key in {figure.key for figure in link.columns.values()}
        and link.figure.filled
        and link.figure.amount != 0
        and all(not figure.filled or wan(figure) != wan(link.figure) for figure in link.columns.values())
        for link in evidence.graph.facts.links
    )
    return blank.address.section == "total" or (spent and blank.address.column == "final_budget") or told


def _as_words(figure: Figure, tail: str) -> Figure:
    """A figure as evidence of how a form was filled in; what it says about money stays with the sums."""
    return word_figure(f"{figure.key}.{tail}", figure.label, figure.raw, figure.place, figure.confidence)


def comparison_column_empty(evidence: Evidence) -> Iterator[Verdict]:
    """F04: last year's column is empty for all projects while other blocks have it.

    A unit whose whole column is empty may be new, and projects may be: last year's submission without project
    expenditure answers the question. Breaks: 三公 and 公用 with last year's amounts, 项目支出 and every line below
    blank. Holds: 0 or an amount in 项目支出.
    """
    for base in evidence.submission.base_data:
        if "prior_account" not in base.columns or "final_account" not in base.columns:
            continue
        prior, actual = base.columns.index("prior_account"), base.columns.index("final_account")
        at = next((i for i, row in enumerate(base.rows) if row.item == "项目支出"), None)
        if at is None:
            continue
        block = [base.rows[at], *_below(base, at)]
        outside = [row for row in base.rows if row not in block and row.figures[prior].filled]
        spent = [row for row in block if row.figures[actual].filled and row.figures[actual].amount != 0]
        if len(outside) < 2 or len(spent) < 2 or _nothing_last_year(evidence):
            continue
        empty = [row.figures[prior] for row in block if row.figures[prior].state is State.BLANK]
        broken = len(empty) == len(block)
        shown = empty if broken else [row.figures[prior] for row in block if row.figures[prior].filled] or empty
        yield Verdict(
            check="F04",
            outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
            key="annex2.projects.prior_account",
            figures=(
                *(_as_words(figure, "column") for figure in shown[:8]),
                _as_words(outside[0].figures[prior], "column"),
            ),
            calculation=f"{len(empty)} / {len(block)}",
            message=phrase(
                "F04.broken" if broken else "F04.holds",
                label=shown[0].label,
                count=str(len(block)),
                other=outside[0].name,
            ),
            suspects=len(shown[:8]),
        )


def _below(base: BaseDataForm, at: int) -> list[CostRow]:
    found: list[CostRow] = []
    for index, row in enumerate(base.rows):
        if row.parent == at:
            found += [row, *_below(base, index)]
    return found


def _nothing_last_year(evidence: Evidence) -> bool:
    prior = evidence.prior.base_data if evidence.prior is not None else ()
    figures = [
        row.figures[base.columns.index("final_account")]
        for base in prior
        if "final_account" in base.columns
        for row in base.rows
        if row.item == "项目支出"
    ]
    return any(figure.value == ZERO or figure.state is State.BLANK for figure in figures)


_OTHER: Final = compiled(r"^(?:其[他它])(?:项目|支出|专项|费用|经费|资金|项目支出|专项支出)?$")
_SMALL: Final = Decimal(1)


def catch_all_with_large_share(evidence: Evidence) -> Iterator[Verdict]:
    """F05: a line named 其他 holds a large share (the profile's line, 20%) of a project's money.

    Only below 项目支出, where the form asks for one line each; residuals up to 1 万元 are left alone. Breaks: 其他项目
    18.35 of 22.75. Holds: 其他 2 of 22.75; the official line 其他商品和服务支出 below 公用经费.
    """
    for base in evidence.submission.base_data:
        columns = [base.columns.index(code) for code in ("final_account", "budget") if code in base.columns]
        for at, parent in enumerate(base.rows):
            children = children_of(base, at)
            other = next((row for row in children if _OTHER.match(without_remark(row.name))), None)
            if other is None or not _in_projects(base, at):
                continue
            for column in columns:
                part, whole = other.figures[column], parent.figures[column]
                if not part.filled or not whole.filled or wan(whole) <= 0:
                    continue
                share = wan(part) / wan(whole) * 100
                broken = share > evidence.profile.catch_all and wan(part) > _SMALL
                yield Verdict(
                    check="F05",
                    outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
                    key=f"annex2[{parent.item or parent.name}].other",
                    figures=(_as_words(part, "share"), _as_words(whole, "share")),
                    calculation=f"{plain(wan(part))} ÷ {plain(wan(whole))} = {plain(share.quantize(Decimal('0.01')))}%",
                    message=phrase(
                        "F05.broken" if broken else "F05.holds",
                        name=other.name,
                        printed=part.raw,
                        parent=without_hint(parent.name),
                        share=plain(share.quantize(Decimal("0.1"))),
                    ),
                )
                break


def _in_projects(base: BaseDataForm, at: int | None) -> bool:
    while at is not None:
        if base.rows[at].item == "项目支出":
            return True
        at = base.rows[at].parent
    return False
