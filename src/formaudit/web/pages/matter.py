"""A finding before the page that it is about: looked at, decided on, and on to the next one."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, Response

from formaudit.archive.actions import Act, acted, versions
from formaudit.model.decision import Standing
from formaudit.reports.clean import one_line
from formaudit.reports.words import effect_words, kind_words, percent
from formaudit.web.acts import Done, Wish, assign, comment, decide, last_of, undo
from formaudit.web.call import Call, Page
from formaudit.web.cases import Case, case_of, opened, row_of
from formaudit.web.evidence import doubts_of, figures_of, repairs_of
from formaudit.web.frames import picture_of
from formaudit.web.guard import Refused
from formaudit.web.index import standing
from formaudit.web.panes import Pane, pane_of
from formaudit.web.render import render
from formaudit.web.steps import address_of, next_place, previous_place, step_to

__all__ = ["PAGES", "REASONS", "send"]

REASONS: Final = ("verified", "misread", "other-basis", "rounding", "approved")
"""Grounds that are given again and again; each has words in the catalogue."""
_WISHES: Final = {
    "confirm": Standing.CONFIRMED, "dismiss": Standing.DISMISSED, "waive": Standing.WAIVED, "reopen": Standing.OPEN,
}  # fmt: skip
_SIBLINGS: Final = 60


def show(call: Call) -> Response:
    """The whole page."""
    return _shown(call)


def _shown(call: Call, clashes: Done | None = None, wanting: str = "") -> HTMLResponse:
    index, number = row_of(call)
    row, finding = index.rows[number], str(call.path["finding"])
    place = index.place(number, finding)
    if place is None:
        raise Refused(404, "web.refused.gone")
    case = case_of(call, index, number)
    item = None if case is None else case.item(finding)
    with call.desk.store() as store:
        told = opened(store, row, finding)
        history = acted(store, finding)
        mine = last_of(store, call.who)
    if told is None:
        raise Refused(404, "web.refused.gone")
    chosen = call.desk.chosen(index, call.filters)
    current = next((line for line in reversed(history) if line.act in (Act.DECIDE, Act.UNDO)), None)
    state = standing(current.state, current.expires, call.desk.today()) if current is not None else "open"
    assigned = next((line.text for line in reversed(history) if line.act == Act.ASSIGN), "")
    ahead = next_place(index, chosen, number, place)
    behind = previous_place(index, chosen, number, place)
    pane, values = None, dict[str, Any]()
    if case is not None and item is not None:
        pane = pane_of(call, case, item.finding)
        values = _evidence(call, case, item.finding.id, pane)
    return call.page(
        "matter.html",
        409 if clashes is not None else 422 if wanting else 200,
        row=row, told=told, item=item, state=state, current=current, history=history, assigned=assigned, pane=pane,
        clashes=() if clashes is None else clashes.clashes, wanting=wanting,
        seen=f"{finding}:{current.seq if current is not None else 0}",
        next=step_to(call, index, ahead) if ahead is not None else "",
        previous=step_to(call, index, behind) if behind is not None else "",
        here=f"/s/{row.token}/{quote(finding, safe='')}",
        tail=f"?{urlencode({'from': call.origin})}" if call.origin else "",
        left=(chosen & index.sets["state"].get("open", 0)).bit_count(), states=index.states(number),
        certainty=percent(told.confidence), mine=mine, reasons=REASONS, typed=call.form, act_of=Act,
        year_end=dt.date(call.desk.today().year, 12, 31).isoformat(),
        **{"figures": (), "doubts": (), "repairs": (), "block": None, "siblings": (), "seen_cause": "", "waiting": 0,
           "effect": "", "basis": (), "kind": "", "decision": None, **values},
    )  # fmt: skip


def _evidence(call: Call, case: Case, finding: str, pane: Pane) -> dict[str, Any]:
    """What the report says of a finding, and of the cause that explains it."""
    item = case.item(finding)
    if item is None:
        return {}
    block = case.block(item)
    query = {"from": call.origin} if call.origin else {}
    siblings: Sequence[Any] = block.findings if block is not None else ()
    waiting = [each.finding for each in siblings if _open(each.finding.decision, call.desk.today())]
    with call.desk.store() as store:
        made = versions(store, [each.id for each in waiting])
    seen = " ".join(f"{each.id}:{made[each.id].seq if each.id in made else 0}" for each in waiting)
    return {
        "figures": figures_of(call, case, item.finding, pane, query),
        "doubts": doubts_of(case, item.finding, call.lang),
        "repairs": repairs_of(case, block),
        "block": block,
        "siblings": siblings[:_SIBLINGS],
        "seen_cause": seen,
        "waiting": len(waiting),
        "effect": effect_words(item.finding.effect, call.lang),
        "basis": item.finding.basis,
        "decision": item.finding.decision,
        "kind": "" if block is None else kind_words(block.cause.kind, call.lang),
        "numbered": [(each.number, each.finding) for each in case.arrangement.all],
        "standing": lambda finding: (
            "open" if _open(finding.decision, call.desk.today()) else finding.decision.standing.value
        ),
    }


def _open(decision: Any, today: dt.date) -> bool:
    if decision is None:
        return True
    expires = None if decision.expires is None else decision.expires.isoformat()
    return standing(decision.standing.value, expires, today) == "open"


def pane(call: Call) -> Response:
    """The left half again, for a page that was shown before all marks were known."""
    index, number = row_of(call)
    case = case_of(call, index, number)
    item = None if case is None else case.item(str(call.path["finding"]))
    if case is None or item is None:
        raise Refused(404, "web.refused.gone")
    shown = pane_of(call, case, item.finding)
    later = shown.kind == "picture" and not shown.whole
    if shown.kind == "waiting" or (later and call.query.get("have", "")):
        # Nothing new yet: the script asks again.
        return Response(status_code=202)
    values = {"lang": call.lang, "pane": shown, "row": case.row, "here": f"/s/{case.row.token}/{item.finding.id}"}
    return HTMLResponse(render("pane.html", values), headers={"x-later": "1"} if later else None)


def picture(call: Call) -> Response:
    """A page of a file as PNG."""
    index, number = row_of(call)
    case = case_of(call, index, number)
    try:
        shown = None if case is None else picture_of(call, case, int(call.path["file"]), int(call.path["page"]))
    except TimeoutError:
        shown = None
    if shown is None:
        raise Refused(404, "web.refused.gone")
    return Response(shown.png, media_type="image/png", headers={"cache-control": "private, max-age=86400"})


def send(call: Call) -> Response:
    """Do what a button says; then on to the next finding that waits."""
    index, number = row_of(call)
    row, finding = index.rows[number], str(call.path["finding"])
    place = index.place(number, finding)
    if place is None:
        raise Refused(404, "web.refused.gone")
    act = call.said("act")
    here = address_of(call, row.token, finding)
    if act == "undo":
        return _undone(call, here)
    if act == "assign":
        call.desk.locked(lambda store: assign(store, list(_seen(call)), call.name("to"), call.who))
        return call.to(here)
    if act in ("comment", "reply"):
        text = call.said("text")
        if text:
            kind = Act.REPLY if act == "reply" else Act.COMMENT
            call.desk.locked(lambda store: comment(store, finding, text, call.who, kind))
        return call.to(here)
    if act not in _WISHES:
        raise Refused(400, "web.refused.form")
    wanting = _wanting(call, act)
    if wanting:
        return _shown(call, wanting=wanting)
    wish = Wish(
        state=_WISHES[act], reason=_reason(call), category=call.said("category", 40),
        expires=_day(call.said("expires")) if act == "waive" else None, seen=_seen(call),
    )  # fmt: skip
    done = call.desk.locked(lambda store: decide(store, wish, call.who, call.desk.today()))
    if done.clashes:
        return _shown(call, clashes=done)
    if act == "reopen":
        return call.to(here)
    index = call.desk.index()
    chosen = call.desk.chosen(index, call.filters) & index.sets["state"].get("open", 0)
    there = next_place(index, chosen, number, place) or next_place(index, chosen, 0, -1)
    if there is None:
        return call.to(f"/?{call.origin}" if call.origin else "/")
    return call.to(step_to(call, index, there))


def _reason(call: Call) -> str:
    """The ground chosen from the list, and what was written beside it."""
    chosen = call.said("ground")
    said = [call.said("ground-text")] if chosen else []
    return "；".join(one_line(text) for text in (*said, call.said("reason")) if text)


def _wanting(call: Call, act: str) -> str:
    """What is missing for a decision: a waiver needs a reason and a day to come, a dismissal a reason."""
    if act == "waive":
        day = _day(call.said("expires"))
        if day is None or day < call.desk.today():
            return "expires"
    return "reason" if act in ("waive", "dismiss") and not _reason(call) else ""


def _seen(call: Call) -> dict[str, int]:
    """The findings that are meant, with the line of the log that was shown for each.

    Raises:
        Refused: a field that the page did not write.

    """
    field = "seen-cause" if call.said("scope") == "cause" else "seen"
    values = call.form.get(field, ())
    found: dict[str, int] = {}
    for pair in (values[0] if values else "").split():
        id_, mark, seq = pair.rpartition(":")
        if not mark or not seq.isascii() or not seq.isdigit() or len(seq) > 18:
            raise Refused(400, "web.refused.form")
        found[id_] = int(seq)
    if not found:
        raise Refused(400, "web.refused.form")
    return found


def _undone(call: Call, here: str) -> Response:
    """Take back the last thing this person did, and show what it was about."""
    bunch = call.said("bunch")
    done = call.desk.locked(lambda store: undo(store, bunch, call.who))
    if done.clashes:
        return _shown(call, clashes=done)
    return call.to(here)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


PAGES: Final = (
    Page(path="/s/{token}/file/{file:int}/page/{page:int}.png", show=picture),
    Page(path="/s/{token}/{finding}", show=show, send=send),
    Page(path="/s/{token}/{finding}/pane", show=pane),
)
