"""Why the money of a form must agree: its total and its sources, rows below a source, the rate of execution."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import bases_of_rate, has_more_money, total_of
from formaudit.graph.dominance import dominant, proves
from formaudit.graph.inner_sources import inner_sources
from formaudit.graph.reading import first_that_holds, plain, read_relation
from formaudit.graph.tolerance import Precision, wan
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome
from formaudit.patterns import late
from formaudit.text import compact

__all__ = ["MONEY_COLUMNS", "RETURNED", "fund_relations", "wider"]

MONEY_COLUMNS = ("original_budget", "final_budget", "actual_amount")
_ROW: Final = "row-unknown"
_COLUMN: Final = "column-unknown"
_SOLE: Final = "amount"
"""The one column of a block that has no heading."""
_FURTHER: Final = ("arrived", "remaining", "adjustment", _SOLE)
RETURNED: Final = late(r"收回|交回|缴回|上缴|退回|核减|注销|统筹")
"""What a column is called whose money was neither spent nor left."""
_TELLING: Final = 3
_UPPER: Final = frozenset({"central", "provincial", "higher"})
_BROUGHT: Final = "carried"
"""The source that was brought along from the year before."""
_LEFT: Final = late(r"(?:资金)?(?:结余|结转结余|结余结转)(?:资金)?(?:[（(].*)?$")
"""What a row is called that does not say of which year the money was left."""
_INCOME: Final = late(
    r"收入(?:合计|总计|总额|小计|数|金额)?(?:[（(].*)?$|结余(?:[（(].*)?$|余额(?:[（(].*)?$|征缴|保费"
)
"""What a row is called that holds income or what is left of it."""
_FIRST: Final = frozenset({"", "total", "fiscal"})
"""Rows behind which a part of the grant is one of its parts."""
_LOWER: Final = frozenset({"city", "county", "township", "local"})


def fund_relations(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """The relations of a form's own money: sums over sources, what stands below them, rates and bounds of each row."""
    total = total_of(form)
    inner = inner_sources(form, precision)
    outer = [row for row in form.funds if row is not total and not row.nested and not inner.holds(row)]
    sources = [row for row in outer if row.source]
    unknown = [row for row in outer if not row.source and not _spread(row)]
    sums: list[tuple[str, Figure, tuple[Figure, ...], tuple[Figure, ...]]] = []
    returned = [code for code, _ in (total.beside if total is not None else ()) if RETURNED.search(code)]
    for column in (*MONEY_COLUMNS, *_FURTHER, *returned):
        result = _money(total, column) if total is not None else None
        parts = tuple(figure for row in sources if (figure := _money(row, column)) is not None)
        extra = tuple(figure for row in unknown if (figure := _money(row, column)) is not None and figure.something)
        if result is not None and (parts or extra):
            subject = str(result.address.form.under("total").under(column))
            sums.append((subject, result, parts, () if form.income else extra))
    if not sources:
        yield from dominant([[_by_sources(name, result, extra) for name, result, _, extra in sums]], precision, _ROW)
        sums = []
    proven = any(_counts(result, parts, extra, precision) for _, result, parts, extra in sums)
    apart = not proven and any(
        any(figure.filled and figure.amount for figure in extra)
        and proves(_by_sources(subject, result, parts), precision)
        for subject, result, parts, extra in sums
    )
    # A column beside the usual ones is added up only where one of them is.
    adds_up = any(proves(_by_sources(subject, result, parts), precision) for subject, result, parts, _ in sums)
    whole = any(_is_all(result, parts) for _, result, parts, _ in sums)
    goes_on = _goes_on(form, [_by_sources(subject, result, parts) for subject, result, parts, _ in sums], precision)
    for subject, result, parts, extra in sums:
        if not adds_up and not subject.endswith((*MONEY_COLUMNS, _SOLE)):
            continue
        # 财政拨款 by itself that is the total in no column: what the rest is made of is not printed.
        alone = len(sources) == 1 and not whole and not any(_holds_money(row) for row in unknown)
        for one in wider(
            "T09", subject, result, parts, () if apart else extra, "three-sources", precision, proven=proven
        ):
            told = first_that_holds((one, replace(one, exhaustive=False)), precision) if alone else one
            told = first_that_holds(tuple(_with_others(form, told)), precision)
            told = replace(told, doubt=told.doubt or _ROW) if inner.open else told
            yield _open(told, precision) if goes_on else told
    yield from inner.relations(precision)
    yield from _nested(form, precision)
    box = (row for row in form.spending if row.rate is not None and row.rate.filled)
    yield from _one_base([ways for row in (*form.funds, *box) if (ways := list(_rates(form, row)))], precision)
    for row in form.funds:
        if row.actual_amount is not None and row.final_budget is not None and not _comes_in(row):
            yield Relation(
                check="T12",
                kind=RelationKind.AT_MOST,
                subject=str(row.actual_amount.address.row.under("actual_amount")),
                result=row.actual_amount,
                parts=(row.final_budget,),
                why="within-final-budget",
                doubt=_ROW if has_more_money(row) else "",
            )


def _comes_in(row: FundRow) -> bool:
    """Whether a row tells what came in or what is left, which may be more than was planned; money brought along not."""
    return row.source != _BROUGHT and _INCOME.search(compact(row.name)) is not None


def _one_base(rows: Sequence[Sequence[Relation]], precision: Precision) -> Iterator[Relation]:
    """The rate of each row, all of one base where several rows say which: a coarse rate may fit another by chance."""
    told = [
        {at for at, way in enumerate(ways) if read_relation(way, precision).outcome is Outcome.HOLDS} for ways in rows
    ]
    votes = [sum(held == {at} for held in told) for at in range(max(map(len, rows), default=0))]
    sure = [at for at, count in enumerate(votes) if count > 1 and count > sum(votes) - count]
    for ways in rows:
        if sure and len(ways) > sure[0]:
            # The rows that hold show what the rate is of.
            way = ways[sure[0]]
            yield replace(way, doubt="") if way.doubt == _COLUMN else way
        else:
            yield first_that_holds(ways, precision)


def _rates(form: SelfEvaluation, row: FundRow) -> Iterator[Relation]:
    """What the rate of a row may be. That of an opening budget alone may be of one that is not printed."""
    if row.rate is None or row.actual_amount is None:
        return
    alone = row.final_budget is None and not form.rate_of and row.original_budget is not None
    bases = (row.original_budget,) if alone else bases_of_rate(form, row)
    for base in bases:
        if base is not None:
            yield Relation(
                check="T10",
                kind=RelationKind.RATIO,
                subject=str(row.rate.address.row.under("rate")),
                result=row.rate,
                parts=(row.actual_amount, base),
                why="execution-rate",
                doubt=_ROW if has_more_money(row) else _COLUMN if alone else "",
            )


def _with_others(form: SelfEvaluation, told: Relation) -> Iterator[Relation]:
    """A sum of sources as its rows are named, then with rows that may be sources though their names say otherwise.

    A part of the grant that stands behind other sources may be one of them, and 结余资金 below them may be what is left
    at the end, and none.
    """
    yield told
    if told.kind is not RelationKind.SUM:
        return
    column = told.result.address.column
    other = next((at for at, row in enumerate(form.funds) if row.source not in _FIRST and not row.nested), None)
    behind = [row for row in form.funds[other + 1 :] if row.nested] if other is not None else []
    more = tuple(figure for row in behind if (figure := _money(row, column)) is not None)
    if more:
        yield replace(told, parts=(*told.parts, *more))
    left = [row for row in form.funds if row.source == _BROUGHT and _LEFT.match(compact(row.name))]
    keys = {figure.key for row in left if (figure := _money(row, column)) is not None}
    fewer = tuple(part for part in told.parts if part.key not in keys)
    if fewer and len(fewer) < len(told.parts):
        yield replace(told, parts=fewer)


def _goes_on(form: SelfEvaluation, sums: Sequence[Relation], precision: Precision) -> bool:
    """Whether a form that ends with its money may have more of it elsewhere: it was cut off among the sources.

    So it may be where no indicator follows and the rows that are there come to the whole in no column.
    """
    filled = [one for one in sums if one.result.filled and any(part.filled and part.amount for part in one.parts)]
    return (
        not form.indicators
        and bool(filled)
        and all(read_relation(one, precision).outcome is Outcome.BROKEN for one in filled)
    )


def _open(relation: Relation, precision: Precision) -> Relation:
    """The sum of sources of which some may stand elsewhere: undecided where they are less than the whole."""
    if read_relation(replace(relation, exhaustive=False), precision).outcome is Outcome.BROKEN:
        return relation
    return replace(relation, doubt=relation.doubt or _ROW)


def _holds_money(row: FundRow) -> bool:
    return any((figure := _money(row, column)) is not None and figure.something for column in MONEY_COLUMNS)


def _money(row: FundRow, column: str) -> Figure | None:
    """A figure of a row by its column, one of the usual or of the further ones."""
    if column in MONEY_COLUMNS:
        found: Figure | None = getattr(row, column)
        return found
    return next((figure for code, figure in row.beside if code == column), None)


def _by_sources(subject: str, result: Figure, parts: tuple[Figure, ...]) -> Relation:
    return Relation(
        check="T09", kind=RelationKind.SUM, subject=subject, result=result, parts=parts, why="three-sources"
    )


def _spread(row: FundRow) -> bool:
    """Whether one cell with words stands across several columns of money: the row says something and holds no money."""
    cells = [figure for column in MONEY_COLUMNS if (figure := getattr(row, column)) is not None]
    places = [(figure.place.table, figure.place.row, figure.place.col) for figure in cells]
    return len(set(places)) < len(places) and not any(figure.filled for figure in cells)


def _counts(result: Figure, parts: tuple[Figure, ...], strange: tuple[Figure, ...], precision: Precision) -> bool:
    """Whether a column adds up only with its rows that nobody can name: then they are sources in every column."""
    if not any(figure.filled and figure.amount for figure in strange) or not result.filled:
        return False
    if len(plain(result.amount).replace(".", "").strip("0")) < _TELLING:
        return False  # round figures come out by chance
    with_all = Relation(
        check="T09", kind=RelationKind.SUM, subject="", result=result, parts=(*parts, *strange), why="three-sources"
    )
    return read_relation(with_all, precision).outcome is Outcome.HOLDS


def wider(
    check: str,
    subject: str,
    result: Figure,
    parts: tuple[Figure, ...],
    strange: tuple[Figure, ...],
    why: str,
    precision: Precision,
    *,
    proven: bool = False,
) -> Iterator[Relation]:
    """A total and its parts. ``strange`` are rows that nobody can name: they count only where they make the sum true.

    Where neither reading holds, the named parts may still not exceed the total; whether they reach it is unknown, but
    where another column has ``proven`` that they count.
    """
    if proven:
        parts, strange = (*parts, *strange), ()
    usual = Relation(check=check, kind=RelationKind.SUM, subject=subject, result=result, parts=parts, why=why)
    if strange:
        least = replace(usual, exhaustive=False)
        exceeded = read_relation(least, precision).outcome is Outcome.BROKEN
        usual = least if exceeded else replace(usual, doubt="row-unknown")
    yield first_that_holds((usual, replace(usual, exhaustive=True, parts=(*parts, *strange))), precision)


def _is_all(result: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the one part that is printed is the whole."""
    return len(parts) == 1 and all(one.filled and one.amount for one in (result, *parts)) and wan(result) == wan(*parts)


def _nested(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """What rows under a source must come to: see ``_parts``."""
    families = _families(form.funds)
    for row, levels in families:
        last = levels[-1] is form.funds[-1]
        found = list(_parts(row, levels, precision))
        goes_on = last and _goes_on(form, found, precision)
        yield from (_open(one, precision) if goes_on else one for one in found)


def _families(funds: Sequence[FundRow]) -> list[tuple[FundRow, list[FundRow]]]:
    """The sources with the rows that are parts of them: numbered ones below their own, others below 财政拨款."""
    fiscal = next((row for row in funds if row.source == "fiscal"), None)
    above: FundRow | None = None
    families: dict[int, tuple[FundRow, list[FundRow]]] = {}
    for row in funds:
        if not row.nested:
            above = row if row.source != "total" else None
            continue
        numbered = above is not None and above.depth is not None and row.depth is not None
        parent = above if numbered else fiscal or above
        if parent is not None:
            families.setdefault(id(parent), (parent, []))[1].append(row)
    return list(families.values())


def _parts(source: FundRow, levels: list[FundRow], precision: Precision) -> Iterator[Relation]:
    """Rows under a source are all of it where upper and lower levels of government both have one, else of which.

    They are all of it as well where they come to it in other columns.
    """
    sources = {row.source for row in levels}
    whole = bool(sources & _UPPER) and bool(sources & _LOWER)
    if whole:
        levels = [row for row in levels if row.source in _UPPER | _LOWER]
    sums = [
        Relation(
            check="T09",
            kind=RelationKind.SUM,
            subject=f"{result.key}",
            result=result,
            parts=parts,
            why="levels",
        )
        for column in MONEY_COLUMNS
        if (result := getattr(source, column)) is not None
        and (parts := tuple(figure for row in levels if (figure := getattr(row, column)) is not None))
    ]
    if whole:
        yield from sums
    elif any(proves(one, precision) for one in sums):
        yield from dominant([sums], precision, "row-unknown")
    else:
        for one in sums:
            yield replace(one, kind=RelationKind.COVERS, why="of-which", exhaustive=False)
