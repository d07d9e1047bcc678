"""The queue: submissions by what weighs most, narrowed down by facets that count what they lead to."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from formaudit.checks.catalogue import CHECKS
from formaudit.messages import has, word
from formaudit.reports.words import kind_words
from formaudit.web.call import Call, Page
from formaudit.web.filters import ANY, FACETS, Filters, filters_of, filters_said
from formaudit.web.index import NOBODY, Index, Row

__all__ = ["PAGES", "Choice", "Facet", "facet_name", "facet_title"]

_ROWS: Final = 40
_SHOWN: Final = 8
_UNITS: Final = 8
_TITLES: Final = frozenset(check.code for check in CHECKS)
_ORDERS: Final = {
    "state": ("open", "confirmed", "dismissed", "waived", "clean"),
    "severity": ("critical", "major", "minor", "note"),
}


class Choice(Struct, frozen=True, kw_only=True):
    """A value of a facet: how much it would leave, whether it is chosen, and the queue with it or without it."""

    label: str
    count: int
    chosen: bool
    query: str
    title: str = ""


class Facet(Struct, frozen=True, kw_only=True):
    """``choices`` are shown, ``more`` unfolds."""

    name: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


class _Line(Struct, frozen=True, kw_only=True):
    row: Row
    matched: int
    states: dict[str, int]

    @property
    def all(self) -> int:
        return sum(self.states.values())

    @property
    def done(self) -> int:
        return self.all - self.states.get("open", 0)


def show(call: Call) -> Response:
    """A page of the queue. ``after`` and ``before`` name the submission behind or before which it begins."""
    desk, index = call.desk, call.desk.index()
    filters = filters_of(call.query.multi_items())
    chosen = desk.chosen(index, filters)
    numbers, earlier, later = _page(index, chosen, call)
    lines = [
        _Line(row=index.rows[number], matched=index.layout.count_in(chosen, number), states=index.states(number))
        for number in numbers
    ]
    query = filters.query
    with desk.store() as store:
        saved = store.rows("SELECT name, query FROM filters WHERE who = ? ORDER BY name", [call.who])
    whole = index.sets["state"]
    return call.page(
        "queue.html",
        lines=lines,
        filters=filters,
        query=query,
        facets=[_facet(call, index, name, filters) for name in FACETS],
        units=_units(call, index, filters),
        found=chosen.bit_count(),
        submissions=index.layout.count(chosen),
        looking=desk.looking(filters.text),
        earlier=earlier,
        later=later,
        saved=[(name, told, told == query) for name, told in saved],
        all=index.found,
        total=len(index.rows),
        done=index.found - whole.get("open", 0).bit_count(),
        rank=numbers[0] + 1 if numbers else 0,
    )


def _page(index: Index, chosen: int, call: Call) -> tuple[list[int], str, str]:
    """The submissions of the page, and the tokens before and behind which other pages lie, or nothing."""
    before = index.by_token.get(call.query.get("before", ""))
    after = index.by_token.get(call.query.get("after", ""), -1)
    if before is not None:
        numbers = [number for number, _ in zip(index.layout.back(chosen, before), range(_ROWS), strict=False)][::-1]
    else:
        numbers = [number for number, _ in zip(index.layout.walk(chosen, after), range(_ROWS), strict=False)]
    if not numbers:
        return [], "", ""
    earlier = next(index.layout.back(chosen, numbers[0]), None)
    later = next(index.layout.walk(chosen, numbers[-1]), None)
    first, last = index.rows[numbers[0]].token, index.rows[numbers[-1]].token
    return numbers, first if earlier is not None else "", last if later is not None else ""


def _facet(call: Call, index: Index, name: str, filters: Filters) -> Facet:
    counts = call.desk.facet(index, name, filters)
    values = filters.values(name)
    order = _ORDERS.get(name)
    kept = [value for value, count in counts.items() if count or value in values]
    kept += [value for value in values if value not in counts]
    if order is not None:
        kept.sort(key=lambda value: order.index(value) if value in order else len(order))
    elif name == "year":
        kept.sort(reverse=True)
    else:
        kept.sort(key=lambda value: (value not in values, value == NOBODY, -counts.get(value, 0), value))
    choices = [
        Choice(
            label=facet_name(name, value, call.lang), count=counts.get(value, 0), chosen=value in values,
            query=(_stands(filters, value) if name == "state" else filters.toggled(name, value)).query,
            title=facet_title(name, value, call.lang),
        )
        for value in kept
    ]  # fmt: skip
    if name == "state":
        label = word("web.state.any", call.lang)
        union = sum(count for value, count in counts.items() if value != "clean")
        choices.insert(0, Choice(label=label, count=union, chosen=not values, query=_stands(filters, ANY).query))
    return Facet(name=name, choices=tuple(choices[:_SHOWN]), more=tuple(choices[_SHOWN:]))


def _stands(filters: Filters, state: str) -> Filters:
    """With one state in the place of another: one looks at what is open, or at what was dismissed."""
    return replace(filters, chosen={**filters.chosen, "state": frozenset({state})})


def facet_name(facet: str, value: str, lang: str) -> str:
    """The words for a value."""
    if value == NOBODY:
        return word(f"web.none.{facet}", lang) if has(f"web.none.{facet}") else "—"
    if facet == "state":
        return word("web.state.clean", lang) if value == "clean" else word(f"standing.{value}", lang)
    if facet in ("severity", "form"):
        key = f"{facet}.{value}"
        return word(key, lang) if has(key) else value
    return kind_words(value, lang) if facet == "cause" else value


def facet_title(facet: str, value: str, lang: str) -> str:
    """What a check asks, for those who do not know the codes by heart."""
    return word(f"{value}.title", lang) if facet == "check" and value in _TITLES else ""


def _units(call: Call, index: Index, filters: Filters) -> tuple[Choice, ...]:
    """The units with most of what is left."""
    if filters.unit:
        rest = Filters(chosen=filters.chosen, text=filters.text)
        count = call.desk.chosen(index, filters).bit_count()
        return (Choice(label=filters.unit, count=count, chosen=True, query=rest.query),)
    counts: dict[str, int] = {}
    for number, count in index.layout.counts(call.desk.chosen(index, filters)).items():
        unit = index.rows[number].unit
        counts[unit] = counts.get(unit, 0) + count
    most: Sequence[str] = sorted(counts, key=lambda unit: (-counts[unit], unit))[:_UNITS]
    return tuple(
        Choice(
            label=unit, count=counts[unit], chosen=False,
            query=Filters(chosen=filters.chosen, unit=unit, text=filters.text).query,
        )
        for unit in most
        if unit
    )  # fmt: skip


def keep(call: Call) -> Response:
    """Keep the filters under a name, or forget those of a name."""
    name, query = call.name("name"), filters_said(call.said("query")).query
    with call.desk.store() as store, store.transaction():
        if call.said("act") == "forget":
            store.write("DELETE FROM filters WHERE who = ? AND name = ?", [call.who, name])
        elif name:
            store.upsert("filters", ["who", "name"], {"who": call.who, "name": name, "query": query})
    return call.to(f"/?{query}" if query else "/")


PAGES: Final = (Page(path="/", show=show), Page(path="/filters", send=keep))
