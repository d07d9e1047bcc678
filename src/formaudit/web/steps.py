"""From one finding to the next: behind it in its submission, then in the submissions that follow in the queue."""

from urllib.parse import quote, urlencode

from formaudit.web.call import Call
from formaudit.web.index import Index

__all__ = ["address_of", "next_place", "previous_place", "step_to"]


def next_place(index: Index, chosen: int, row: int, place: int) -> tuple[int, int] | None:
    """The first finding of a set behind another one; nothing where that was the last."""
    layout = index.layout
    at = layout.next_in(chosen, row, place)
    if at is not None:
        return row, at
    following = next(layout.walk(chosen, row), None)
    first = None if following is None else layout.next_in(chosen, following, -1)
    return None if following is None or first is None else (following, first)


def previous_place(index: Index, chosen: int, row: int, place: int) -> tuple[int, int] | None:
    """The last finding of a set before another one."""
    layout = index.layout
    at = layout.last_in(chosen, row, place)
    if at is not None:
        return row, at
    before = next(layout.back(chosen, row), None)
    last = None if before is None else layout.last_in(chosen, before)
    return None if before is None or last is None else (before, last)


def step_to(call: Call, index: Index, there: tuple[int, int]) -> str:
    """The address of a finding."""
    return address_of(call, index.rows[there[0]].token, index.id_at(*there))


def address_of(call: Call, token: str, finding: str) -> str:
    """The address of a finding, with the queue that it was reached from."""
    tail = f"?{urlencode({'from': call.origin})}" if call.origin else ""
    return f"/s/{token}/{quote(finding, safe='')}{tail}"
