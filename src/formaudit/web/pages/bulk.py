"""All that is filtered at once: shown and counted first, decided on only if it is still the same then."""

import datetime as dt
from typing import Final

from starlette.responses import Response

from formaudit.archive.actions import versions
from formaudit.archive.store import Store
from formaudit.model.decision import Standing
from formaudit.reports.clean import one_line
from formaudit.web.acts import Done, Wish, decide
from formaudit.web.call import Call, Page
from formaudit.web.cases import opened
from formaudit.web.filters import Filters, filters_of, filters_said
from formaudit.web.guard import Refused
from formaudit.web.index import Index
from formaudit.web.pages.queue import facet_name, facet_title
from formaudit.web.steps import next_place

__all__ = ["PAGES"]

_MOST: Final = 20_000
_SAMPLE: Final = 12
_STATES: Final = (Standing.CONFIRMED, Standing.DISMISSED, Standing.WAIVED)


def show(call: Call) -> Response:
    """The count, what it is made of, and a sample spread over it."""
    return _shown(call, filters_of(call.query.multi_items()))


def _shown(call: Call, filters: Filters, wanting: str = "", clashes: Done | None = None) -> Response:
    index = call.desk.index()
    chosen = call.desk.chosen(index, filters, whole=True)
    count = chosen.bit_count()
    parts = [
        (facet, [(facet_name(facet, value, call.lang), facet_title(facet, value, call.lang), number)
                 for value, each in sorted(index.sets[facet].items()) if (number := (chosen & each).bit_count())])
        for facet in ("severity", "state", "check")
    ]  # fmt: skip
    return call.page(
        "bulk.html", 409 if clashes is not None else 422 if wanting else 200, filters=filters, query=filters.query,
        count=count, submissions=index.layout.count(chosen), seq=index.seq, parts=parts, most=_MOST, wanting=wanting,
        sample=_sample(call, index, chosen), clashes=() if clashes is None else clashes.clashes, typed=call.form,
        year_end=dt.date(call.desk.today().year, 12, 31).isoformat(),
    )  # fmt: skip


def _sample(call: Call, index: Index, chosen: int) -> list[tuple[object, object]]:
    """Findings from different submissions, spread evenly over those that are meant."""
    numbers = list(index.layout.walk(chosen))
    step = max(len(numbers) // _SAMPLE, 1)
    found: list[tuple[object, object]] = []
    with call.desk.store() as store:
        for number in numbers[::step][:_SAMPLE]:
            there = next_place(index, chosen, number, -1)
            if there is not None:
                row = index.rows[number]
                told = opened(store, row, index.id_at(*there))
                if told is not None:
                    found.append((row, told))
    return found


def send(call: Call) -> Response:
    """Decide on them, if they are still as many and nobody has decided on any of them meanwhile."""
    filters = filters_said(call.said("query"))
    index = call.desk.index()
    chosen = call.desk.chosen(index, filters, whole=True)
    try:
        state, count, seq = Standing(call.said("state")), int(call.said("count")), int(call.said("seq"))
    except ValueError:
        raise Refused(400, "web.refused.form") from None
    if state not in _STATES:
        raise Refused(400, "web.refused.form")
    reason, expires = one_line(call.said("reason")), call.said("expires")
    day = _day(expires) if state is Standing.WAIVED else None
    if not reason:
        return _shown(call, filters, wanting="reason")
    if state is Standing.WAIVED and (day is None or day < call.desk.today()):
        return _shown(call, filters, wanting="expires")
    if chosen.bit_count() != count:
        return _shown(call, filters, wanting="moved")
    if count > _MOST:
        return _shown(call, filters, wanting="many")
    ids = _ids(index, chosen)

    def work(store: Store) -> Done:
        made = versions(store, ids)
        late = tuple(each for each in made.values() if each.seq > seq)
        if late:
            return Done(clashes=late)
        seen = {id_: made[id_].seq if id_ in made else 0 for id_ in ids}
        return decide(store, Wish(state=state, reason=reason, expires=day, seen=seen), call.who, call.desk.today())

    done = call.desk.locked(work)
    if done.clashes:
        return _shown(call, filters, clashes=done)
    return call.to("/log")


def _ids(index: Index, chosen: int) -> list[str]:
    found = (
        index.id_at(number, place)
        for number in index.layout.walk(chosen)
        for place in index.layout.places(chosen, number)
    )
    return list(dict.fromkeys(found))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


PAGES: Final = (Page(path="/bulk", show=show, send=send),)
