"""From one finding to the next: behind it in its submission, then in the submissions that follow in the queue."""

from urllib.parse import quote, urlencode

from formaudit.web.call import Call
from formaudit.web.cases import finding_at
from formaudit.web.index import Index

__all__ = ["address_of", "next_place", "previous_place", "step_to"]


def next_place(index: Index, chosen: int, row: int, place: int) -> tuple[int, int] | None:
    """The first finding of a set behind another one; nothing where that was the last."""
    layout = index.layout
    for at in layout.places(chosen, row):
        if at > place:
            return row, at
    following = next(layout.walk(chosen, row), None)
    return None if following is None else (following, next(layout.places(chosen, following)))


def previous_place(index: Index, chosen: int, row: int, place: int) -> tuple[int, int] | None:
    """The last finding of a set before another one."""
    layout = index.layout
    earlier = [at for at in layout.places(chosen, row) if at < place]
    if earlier:
        return row, earlier[-1]
    before = next(layout.back(chosen, row), None)
    return None if before is None else (before, max(layout.places(chosen, before)))


def step_to(call: Call, index: Index, there: tuple[int, int]) -> str:
    """The address of a finding."""
    row = index.rows[there[0]]
    with call.desk.store() as store:
        return address_of(call, row.token, finding_at(store, row, there[1]))


def address_of(call: Call, token: str, finding: str) -> str:
    """The address of a finding, with the queue that it was reached from."""
    tail = f"?{urlencode({'from': call.origin})}" if call.origin else ""
    return f"/s/{token}/{quote(finding, safe='')}{tail}"
