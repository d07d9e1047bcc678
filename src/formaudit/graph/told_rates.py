"""A rate that the text prints of something that a table has a rate of: 渠道整治预算执行率98.5% beside 95.8% in its row.

A row is meant where the text calls its rate by the row's whole name, or by no name where the row is the only total, or
the only form's. Both must be the same kind of rate, of the year and not of some months of it. Text and table contradict
each other only where the sentence prints the row's own two amounts as well, or where one slip makes of one rate the
other: a project may be told with its rate of another day. Nor do they where amounts of the text make its own rate: the
budget of the beginning of the year is another base.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.forms.lookups import total_of
from formaudit.graph.sentence_figures import around, money_of_paragraphs, paragraph_of, start_of
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.cells import DetailRole, DetailTable
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim
from formaudit.model.statement import Role
from formaudit.model.submission import Submission
from formaudit.numbers.slips import sure_slip
from formaudit.patterns import Late
from formaudit.text import compact

__all__ = ["told_rates"]

_KINDS: Final = (
    ("spent", Late(r"(?:预算)?(?:资金)?(?:执行|支出)(?:率|进度)$")),
    ("paid", Late(r"(?:资金)?(?:支付|拨付)(?:率|进度)$")),
    ("used", Late(r"(?:资金)?使用率$")),
    ("arrived", Late(r"(?:资金)?到位率$")),
)
_HEAD: Final = Late(r"[(（]?[%％]?[)）]?$")
_BARE: Final = Late(
    r"(?:20\d\d年度?|全年|本年度?|年度|项目|本|我[局委办站中心校院镇乡]|总体|整体|综合|资金|预算|部门|支出|经费|全部|平均|的|总|年末|截至年底)+"
)
_OTHER_TIME: Final = Late(
    r"上年|去年|往年|同期|[比较]上|季度|半年|前[三两]|(?:截至|截止)[^，。；]{0,8}?(?<![0-9])(?:[1-9]|1[01])月"
)
_NAMED: Final = 2
_LONG: Final = 3
_BOTH: Final = 2
_HUNDRED: Final = Decimal(100)


class _Rated(Struct, frozen=True, kw_only=True):
    """A rate of a table: what its row is called (nothing for a total), its kind, and the amounts of its row."""

    name: str
    kind: str
    cell: Figure
    amounts: frozenset[str]


def told_rates(submission: Submission) -> Iterator[Relation]:
    """The relations between rates of the text and those of the rows that it names."""
    rows = [*_of_details(submission), *_of_forms(submission)]
    if not rows:
        return
    seen: set[str] = set()
    for report in submission.reports:
        placed = money_of_paragraphs([report])
        printed: dict[str, set[str]] = {}
        for claim in report.claims:
            printed.setdefault(claim.text, set()).update(_amounts(claim.figures))
        for claim in report.claims:
            for role, figure in zip(claim.roles, claim.figures, strict=False):
                if figure.unit != "%" or not figure.filled or figure.key in seen or figure.comparison:
                    continue
                seen.add(figure.key)
                if role in (Role.RATE, Role.VALUE) and _of_the_year(claim, figure, submission.year):
                    nearest = _nearest(figure, placed)
                    own = [row for row in rows if nearest is None or nearest in row.amounts or _names(row, figure)]
                    if nearest is None or not _of_base(figure, nearest, own):
                        yield from _told(claim, figure, own, printed[claim.text])


def _nearest(figure: Figure, placed: Mapping[tuple[int | None, int | None], list[Figure]]) -> str | None:
    """The amount right before a rate in its paragraph: in 支出1050万元，其中人员经费585万元，执行率99% it is 585."""
    start = start_of(figure)
    before = [one for one in placed.get(paragraph_of(figure), []) if start_of(one) < start and one.place.span]
    return str(wan(before[-1]).normalize()) if before else None


def _names(row: _Rated, figure: Figure) -> bool:
    """Whether a rate goes by the row's own name (渠道整治预算执行率)."""
    return bool(row.name) and compact(figure.label).startswith(row.name[:_LONG])


def _of_details(submission: Submission) -> Iterator[_Rated]:
    tables = [table for form in submission.unknown for table in form.details]
    tables += [table for form in submission.self_evaluations for table in form.details]
    for table in tables:
        yield from _of_table(table)


def _of_table(table: DetailTable) -> Iterator[_Rated]:
    kinds = {at: kind for at, head in enumerate(table.columns) if (kind := _kind(_HEAD.now.sub("", compact(head))))}
    if len(set(kinds.values())) < len(kinds):
        return  # of two columns of one kind it is not known which the text means
    for row in table.rows:
        amounts = _amounts([one for one in row.figures if one is not None])
        for at, kind in kinds.items():
            cell = row.figures[at] if at < len(row.figures) else None
            if cell is not None and cell.filled and row.role is not DetailRole.SUBTOTAL:
                name = "" if row.role is DetailRole.TOTAL else compact(row.name)
                yield _Rated(name=name, kind=kind, cell=cell, amounts=amounts)


def _of_forms(submission: Submission) -> Iterator[_Rated]:
    forms = [form for form in submission.self_evaluations if total_of(form) is not None]
    for form in forms:
        row = total_of(form)
        if row is None or row.rate is None or not row.rate.filled:
            continue
        stages = [row.original_budget, row.final_budget, row.actual_amount]
        amounts = _amounts([one for one in stages if one is not None])
        if len(forms) == 1:
            yield _Rated(name="", kind="spent", cell=row.rate, amounts=amounts)
        if name := compact(form.name):
            yield _Rated(name=name, kind="spent", cell=row.rate, amounts=amounts)


def _amounts(figures: Iterable[Figure]) -> frozenset[str]:
    return frozenset(str(wan(one).normalize()) for one in figures if one.unit in MONEY_UNITS and one.filled)


def _kind(words: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.now.search(words)), "")


def _of_the_year(claim: Claim, figure: Figure, year: int | None) -> bool:
    """Whether a rate is one of the year of the submission, and not of some months or another year."""
    sentence, _ = around(figure, claim.text)
    return claim.year in (None, year) and claim.sign == 0 and _OTHER_TIME.now.search(sentence) is None


def _told(claim: Claim, figure: Figure, rows: list[_Rated], printed: set[str]) -> Iterator[Relation]:
    meant = _meant(claim, figure, rows, printed)
    if len({row.cell.key for row in meant}) != 1:
        return
    row = meant[0]
    same = abs(figure.amount - row.cell.amount) <= max(_half(figure), _half(row.cell))
    if not same and _comes_out(figure, printed):
        return  # of the budget of the beginning of the year, where the table's is of the whole one
    if same or _both_printed(row, printed) or _slipped(figure, row.cell):
        yield Relation(
            check="X06",
            kind=RelationKind.EQUAL,
            subject=f"{figure.key}={row.cell.label}",
            result=figure,
            parts=(row.cell,),
            why="same-item",
        )


def _meant(claim: Claim, figure: Figure, rows: list[_Rated], printed: set[str]) -> list[_Rated]:
    """The rows whose rate a rate of the text may be: by their name, by both their amounts, or the total."""
    said = compact(figure.label)
    kind = _kind(said)
    own = [row for row in rows if row.kind == kind]
    name = next((pattern.now.sub("", said) for each, pattern in _KINDS if each == kind), said)
    if not kind or not own:
        return []
    if name and _BARE.now.fullmatch(name) is None:
        return [row for row in own if _called(row.name, name)]
    both = [row for row in own if _both_printed(row, printed)]
    if both or any(row.name and row.name in compact(claim.text) for row in rows):
        return both  # 渠道整治支出229.92万元，执行率95.8%: whose rate it is stands before
    return [row for row in own if not row.name]


def _both_printed(row: _Rated, printed: set[str]) -> bool:
    """Whether a sentence prints two amounts of a row: then it speaks of just that, and of the same day."""
    return len(printed & row.amounts) >= _BOTH


def _comes_out(figure: Figure, printed: Iterable[str], of: str = "") -> bool:
    """Whether two of the amounts that the text prints make its rate, so that it is right of these.

    ``of`` is the amount that it must be a rate of, if one is named.
    """
    amounts = [amount for one in printed if (amount := Decimal(one)) > 0]
    bases = [Decimal(of)] if of else amounts
    half = _half(figure)
    return any(abs(top / bottom * _HUNDRED - figure.amount) <= half for top in amounts for bottom in bases if bottom)


def _of_base(figure: Figure, nearest: str, rows: Iterable[_Rated]) -> bool:
    """Whether a rate is right of the amount of its row that stands right before it: 年初预算500万元，执行率99.84%."""
    return any(
        nearest in row.amounts
        and abs(figure.amount - row.cell.amount) > _half(figure)
        and _comes_out(figure, row.amounts - {nearest}, of=nearest)
        for row in rows
    )


def _called(row: str, name: str) -> bool:
    """Whether a name of the text is that of a row, with or without the noun that says what it is."""
    return len(row) > _NAMED and (
        name in (row, f"{row}项目", f"{row}资金", f"{row}工程") or row in (f"{name}项目", f"{name}资金")
    )


def _half(figure: Figure) -> Decimal:
    return Decimal(1).scaleb(-figure.decimals) / 2


def _slipped(figure: Figure, cell: Figure) -> bool:
    places = max(figure.decimals, cell.decimals)
    one, other = (
        format(each.amount.quantize(Decimal(1).scaleb(-places)), "f").replace(".", "") for each in (figure, cell)
    )
    return min(len(one.strip("0")), len(other.strip("0"))) >= _LONG - 1 and sure_slip(one, other)
