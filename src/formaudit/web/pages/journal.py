"""The log: who decided what, when and why; one's own last step can be taken back here."""

from typing import Final

from starlette.responses import Response

from formaudit.web.acts import last_of, undo
from formaudit.web.call import Call, Page

__all__ = ["PAGES"]

_ROWS: Final = 60


def show(call: Call) -> Response:
    """The lines, newest first, those of one press together; ``below`` is the number that the page lies under."""
    return _shown(call)


def _shown(call: Call, status: int = 200) -> Response:
    text = call.query.get("below", "")
    below = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
    who = call.query.get("who", "")
    conditions = [*(["seq < ?"] if below is not None else []), *(["who = ?"] if who else [])]
    values = [*([below] if below is not None else []), *([who] if who else [])]
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    with call.desk.store() as store:
        rows = store.rows(
            "SELECT bunch, MAX(seq), MIN(seq), MAX(time), MAX(who), MAX(act), MAX(state), MAX(text), COUNT(*), "
            f"MIN(finding) FROM (SELECT * FROM actions {where}ORDER BY seq DESC LIMIT {_ROWS * 20}) a "
            f"GROUP BY bunch ORDER BY MAX(seq) DESC LIMIT {_ROWS}",
            values,
        )
        mine = last_of(store, call.who)
        names = {}
        for row in rows:
            found = store.rows(
                "SELECT f.root, f.submission, f.title, f.check_code, s.name, s.year FROM findings f JOIN submissions s "
                "ON s.root = f.root AND s.key = f.submission WHERE f.id = ? LIMIT 1",
                [row[9]],
            )
            names[row[9]] = found[0] if found else None
    index = call.desk.index()
    tokens = {
        id_: index.rows[index.by_key[told[0], told[1]]].token
        for id_, told in names.items()
        if told is not None and (told[0], told[1]) in index.by_key
    }
    return call.page(
        "log.html", status, lines=rows, names=names, tokens=tokens, mine=mine,
        below=rows[-1][2] if len(rows) == _ROWS else None, only=who,
    )  # fmt: skip


def send(call: Call) -> Response:
    """Take back what was done by one press."""
    bunch = call.said("bunch")
    done = call.desk.locked(lambda store: undo(store, bunch, call.who))
    return _shown(call, 409) if done.clashes else call.to("/log")


PAGES: Final = (Page(path="/log", show=show, send=send),)
