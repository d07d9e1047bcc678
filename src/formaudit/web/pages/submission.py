"""One submission: all that was found in it in its order, and a way into the first that waits."""

from typing import Final
from urllib.parse import quote, urlencode

from starlette.responses import Response

from formaudit.model.report import ReportVerdict
from formaudit.web.call import Call, Page
from formaudit.web.cases import listed, row_of
from formaudit.web.filters import filters_of
from formaudit.web.guard import Refused
from formaudit.web.index import Index
from formaudit.web.steps import next_place

__all__ = ["PAGES"]

_ROWS: Final = 100


def show(call: Call) -> Response:
    """The list, a hundred at a time, from the finding with the number ``start`` on."""
    index, number = row_of(call)
    row = index.rows[number]
    total = 0 if row.clean else index.layout.starts[number + 1] - index.layout.starts[number] - 1
    text = call.query.get("start", "")
    start = min(int(text), max(total - 1, 0)) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    states = _states(index, number, start)
    ids = [index.id_at(number, place) for place in range(start, min(start + _ROWS, total))]
    with call.desk.store() as store:
        held = listed(store, row, ids)
        verdict = store.rows(
            "SELECT figures, tied, contradicted, untested, score, verdict FROM submissions WHERE root = ? AND key = ?",
            [row.root, row.key],
        )
        files = store.rows(
            "SELECT path, format, state FROM files WHERE root = ? AND submission = ? ORDER BY path LIMIT 60",
            [row.root, row.key],
        )
        letters = store.rows(
            "SELECT id, number, kind, state, issued FROM dispatches WHERE root = ? AND submission = ? ORDER BY number",
            [row.root, row.key],
        )
    if not verdict:
        raise Refused(404, "web.refused.gone")
    # What a scan has taken out since the index was made is passed over.
    found = [(start + at, held[id_]) for at, id_ in enumerate(ids) if id_ in held]
    return call.page(
        "submission.html", row=row, found=found, states=states, start=start, total=total, step=_ROWS,
        coverage=verdict[0][:4], score=verdict[0][4], files=files, letters=letters, counts=index.states(number),
        partly=verdict[0][5] == ReportVerdict.INCOMPLETE,
    )  # fmt: skip


def _states(index: Index, number: int, start: int) -> dict[int, str]:
    """Where each finding of the page stands, by its number in the submission."""
    pieces = {state: index.layout.piece(chosen, number, start, _ROWS) for state, chosen in index.sets["state"].items()}
    return {start + at: state for state, piece in pieces.items() for at in range(_ROWS) if piece >> at & 1}


def begin(call: Call) -> Response:
    """The first finding of the filtered queue that waits, in this submission if it has any."""
    index, number = row_of(call)
    pairs = [(name, value) for name, value in call.query.multi_items() if name != "from"]
    filters = filters_of(pairs) if pairs else call.filters
    chosen = call.desk.chosen(index, filters)
    there = next_place(index, chosen, number, -1)
    row = index.rows[number]
    query = urlencode({"from": filters.query}) if filters.query else ""
    tail = f"?{query}" if query else ""
    if there is None or there[0] != number:
        return call.to(f"/s/{row.token}{tail}")
    return call.to(f"/s/{row.token}/{quote(index.id_at(*there), safe='')}{tail}")


PAGES: Final = (Page(path="/s/{token}", show=show), Page(path="/s/{token}/begin", show=begin))
