"""Searching an archive: words in the cells and sentences of all submissions, with figure, place and state."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, islice
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.grams import LEAST, grams, hashed, plain_words, runs
from formaudit.archive.hits import NOTHING_TOLD, Told, told_of
from formaudit.archive.index import kinds, lines_in
from formaudit.archive.numbers import counted, first_of, last_of, parts_of
from formaudit.archive.searched import Line, Wanted
from formaudit.archive.store import Store, inside
from formaudit.errors import UsageError
from formaudit.patterns import compiled

__all__ = ["PAGE", "Facets", "Found", "Hit", "Query", "Series", "search", "series_of"]

_HAN: Final = compiled(r"[\u4e00-\u9fff]")
"""Characters that are written in one way only: a line without them cannot hold the word."""
_PATIENCE: Final = 150
PAGE: Final = 100
"""So many submissions are looked into in vain before a page ends; who asks for more lines than a page has waits."""
_FIRST: Final = 4
_MOST_TOGETHER: Final = 32
"""Submissions that are asked for at once, at the beginning of a page and later."""
_MOST: Final = 5000
"""A series is made of so many figures at most."""
_THIS_YEAR, _LAST_YEAR = "本年", "上年"
_YEAR: Final = compiled(rf"(?:19|20)\d{{2}}(?:年度?)?|{_THIS_YEAR}|{_LAST_YEAR}(?!结转)")


class Query(Struct, frozen=True, kw_only=True):
    """What is sought: all ``words`` in one line; ``over`` is an amount in 万元 that a figure exceeds.

    ``form`` is a kind of form, ``unit`` a part of a name, ``check`` a check that speaks of the figure.
    """

    words: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    over: Decimal | None = None
    form: str = ""
    unit: str = ""
    check: str = ""
    limit: int = 20
    offset: int = 0


class Hit(Struct, frozen=True, kw_only=True):
    """A line that holds all words: whose it is, the line itself, and what the audit said of its figure."""

    unit: str
    year: int | None
    submission: str
    line: Line
    told: Told


class Facets(Struct, frozen=True, kw_only=True):
    """How many submissions say the words, by year and by form, and how many findings speak of them, by check.

    Counts by year and form rest on pairs of characters: a longer word is counted where only its pairs stand, too.
    """

    years: tuple[tuple[int | None, int], ...]
    forms: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, int], ...]


class Found(Struct, frozen=True, kw_only=True):
    """A page of hits; ``submissions`` are counted as the facets are. ``more`` says whether a further page has any."""

    submissions: int
    facets: Facets
    hits: tuple[Hit, ...]
    more: bool


class Series(Struct, frozen=True, kw_only=True):
    """A figure of a unit through the years: what is printed for each of them; the label has lost its year."""

    unit: str
    form: str
    label: str
    unit_of_value: str
    values: tuple[tuple[int, str], ...]


def search(store: Store, query: Query) -> Found:
    """A page of hits, the latest year first.

    Raises:
        UsageError: ``find-short``: no word has two letters or digits.

    """
    numbers = _numbers(store, query)
    named = kinds(store)
    years, forms = counted(numbers)
    hits = tuple(islice(_hits(store, query, numbers), query.offset, query.offset + query.limit + 1))
    return Found(
        submissions=sum(years.values()),
        facets=Facets(
            years=tuple(years.items()),
            forms=tuple(sorted((named[code], count) for code, count in forms.items())),
            checks=_checks(store, query) if numbers else (),
        ),
        hits=hits[: query.limit],
        more=len(hits) > query.limit,
    )


def series_of(store: Store, query: Query) -> tuple[Series, ...]:
    """The figures that are found, unit by unit and label by label, through the years.

    Raises:
        UsageError: as ``search``.

    """
    found: dict[tuple[str, str, str, str], dict[int, str]] = {}
    for hit in islice(
        (hit for hit in _hits(store, replace(query, limit=_MOST), _numbers(store, query)) if hit.line.key), _MOST
    ):
        told = _year_of(hit)
        if told is None:
            continue
        label = " ".join(_YEAR.sub("", hit.line.text).split())
        row = found.setdefault((hit.unit, hit.line.form, label, hit.line.unit_of_value), {})
        # The paper of the year itself says it best; those of later years repeat it.
        if told not in row or told == hit.year:
            row[told] = hit.line.raw
    return tuple(
        Series(unit=unit, form=form, label=label, unit_of_value=unit_of_value, values=tuple(sorted(values.items())))
        for (unit, form, label, unit_of_value), values in sorted(found.items())
    )


def _year_of(hit: Hit) -> int | None:
    """The year that a label names, by its number or from that of its paper."""
    named = _YEAR.search(hit.line.text)
    if named is None or hit.year is None:
        return hit.year
    if named[0] == _LAST_YEAR:
        return hit.year - 1
    return hit.year if named[0] == _THIS_YEAR else int(named[0][:4])


def _numbers(store: Store, query: Query) -> list[int]:
    """The numbers of the forms in which all pairs of all words stand, the latest year first."""
    pairs = grams(query.words)
    if not pairs or any(not any(len(run) >= LEAST for run in runs(word)) for word in query.words):
        raise UsageError("find-short" if query.words else "find-empty", "", " ".join(query.words))
    joins = ""
    if store.is_server:
        number, conditions, values = "d.id", ["d.pairs @> ?::integer[]"], list[Any]([hashed(pairs)])
    else:
        number, conditions = "search_index.rowid", ["search_index MATCH ?"]
        values = [" AND ".join(f'"{pair}"' for pair in sorted(pairs))]
        if query.over is not None or query.unit or query.check:
            joins = "JOIN searched d ON d.id = search_index.rowid "
    if query.last_year is not None:
        conditions.append(f"{number} >= ?")
        values.append(first_of(query.last_year))
    if query.first_year is not None:
        conditions.append(f"{number} <= ?")
        values.append(last_of(query.first_year))
    if query.over is not None:
        conditions.append("d.most > ?")
        values.append(float(query.over))
    if query.unit:
        joins += "JOIN submissions s ON s.root = d.root AND s.key = d.submission "
        conditions.append("s.name LIKE ?")
        values.append(f"%{query.unit}%")
    if query.check:
        conditions.append(
            "EXISTS (SELECT 1 FROM findings f WHERE f.root = d.root AND f.submission = d.submission "
            "AND f.check_code = ?)"
        )
        values.append(query.check)
    source = "searched d" if store.is_server else "search_index"
    rows = store.rows_by_index(
        f"SELECT {number} FROM {source} {joins}WHERE {' AND '.join(conditions)} ORDER BY {number}", values
    )
    numbers = [int(row[0]) for row in rows]
    if not query.form:
        return numbers
    codes = {code for code, form in kinds(store).items() if form == query.form}
    return [each for each in numbers if parts_of(each).code in codes]


def _hits(store: Store, query: Query, numbers: Iterable[int]) -> Iterator[Hit]:
    """Every line that holds all words, form by form."""
    named = kinds(store)
    vain = 0
    for paper, codes in _papers(store, numbers, _wanted([plain_words(word) for word in query.words])):
        hit = False
        by_form = (line for code in codes for line in paper.lines if line.form == named[code])
        for line in by_form:
            if not _is_over(line, query):
                continue
            said = paper.said(store).get(line.key, NOTHING_TOLD) if line.key else NOTHING_TOLD
            if not query.check or query.check in said.checks:
                hit = True
                yield Hit(unit=paper.unit, year=paper.year, submission=paper.key, line=line, told=said)
        vain = 0 if hit else vain + 1
        if vain > _PATIENCE and query.limit <= PAGE:
            return


def _papers(store: Store, numbers: Iterable[int], wanted: Wanted) -> Iterator[tuple["_Paper", list[int]]]:
    """The submissions that some numbers lead to, each with the codes of the forms to be looked into.

    They are asked for a few at a time, then more: a page may be full with the first, or look into many in vain. One
    that a scan has taken out since its numbers were found is left out.
    """
    groups = (list(group) for _, group in groupby(numbers, lambda number: parts_of(number).count))
    together = _FIRST
    while bunch := list(islice(groups, together)):
        found: dict[int, tuple[Any, ...]] = {}
        kept: dict[int, dict[str, bytes]] = {}
        for number, *about, kind, content in store.rows(
            "SELECT d.id, s.root, s.key, s.name, s.year, r.kind, r.content FROM searched d "
            "JOIN submissions s ON s.root = d.root AND s.key = d.submission LEFT JOIN records r ON r.root = d.root "
            "AND r.submission = d.submission AND r.kind IN ('figures', 'texts') "
            f"WHERE d.id IN ({', '.join('?' * len(bunch))})",
            [group[0] for group in bunch],
        ):
            found[number] = tuple(about)
            if kind is not None:
                kept.setdefault(number, {})[kind] = content
        for group in bunch:
            if group[0] in found:
                root, key, unit, year = found[group[0]]
                lines = lines_in(kept.get(group[0], {}), wanted)
                codes = [parts_of(number).code for number in group]
                yield _Paper(root=root, key=key, unit=unit, year=year, lines=lines), codes
        together = min(2 * together, _MOST_TOGETHER)


class _Paper(Struct, kw_only=True):
    """A submission that is looked into; what was said of its figures is asked for with the first hit."""

    root: str
    key: str
    unit: str
    year: int | None
    lines: list[Line]
    told: Mapping[str, Told] | None = None

    def said(self, store: Store) -> Mapping[str, Told]:
        """What the audit said of its figures."""
        if self.told is None:
            self.told = told_of(store, self.root, self.key)
        return self.told


def _is_over(line: Line, query: Query) -> bool:
    return query.over is None or (line.money is not None and abs(line.money) > query.over)


def _wanted(words: Sequence[str]) -> Wanted:
    """The lines that hold all words; a look at their characters is enough to leave out most."""
    han = {char for word in words for char in word if _HAN.match(char)}

    def holding(lines: Sequence[str]) -> list[int]:
        left = list(range(len(lines)))
        for char in han:
            left = [number for number in left if char in lines[number]]
        said = {number: plain_words(lines[number]) for number in left}
        return [number for number in left if all(word in said[number] for word in words)]

    return holding


def _checks(store: Store, query: Query) -> tuple[tuple[str, int], ...]:
    """The findings whose words hold all of those sought, by check."""
    told = [inside(word, ("f.label", "f.message"), server=store.is_server) for word in query.words]
    condition = " AND ".join(f"({each})" for each, _ in told)
    values: list[Any] = [value for _, sought in told for value in sought]
    for sql, value in ((" AND s.year >= ?", query.first_year), (" AND s.year <= ?", query.last_year)):
        if value is not None:
            condition += sql
            values.append(value)
    if query.unit:
        condition += " AND s.name LIKE ?"
        values.append(f"%{query.unit}%")
    rows = store.rows(
        "SELECT f.check_code, COUNT(*) FROM findings f JOIN submissions s ON s.root = f.root AND s.key = f.submission "
        f"WHERE {condition} GROUP BY f.check_code ORDER BY COUNT(*) DESC, f.check_code",
        values,
    )
    return tuple((str(check), int(count)) for check, count in rows)
