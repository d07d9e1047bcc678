"""Goldens: what the program says differently now, like changes of all cases together, accepted or rejected."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from starlette.responses import Response

from formaudit.errors import FormauditError
from formaudit.extract.worker.pool import WorkerDefectError
from formaudit.golden.case import read_case
from formaudit.golden.check import CaseState, Status, check_cases, golden_cases
from formaudit.golden.clusters import Cluster, Member, clusters_of
from formaudit.golden.crops import crops_of
from formaudit.golden.produce import producer_in_worker
from formaudit.golden.review import accept, decisions, reject
from formaudit.golden.session import apply_answers, open_changes
from formaudit.reports.clean import one_line
from formaudit.web.call import Call, Page
from formaudit.web.desk import Desk
from formaudit.web.guard import Refused

__all__ = ["PAGES", "examined"]

_LOG: Final = 30
_SHOWN: Final = 12
_CELLS: Final = 30
_KEY: Final = ("goldens",)
_WAIT: Final = 1.0
_RUNNING: Final = threading.Lock()


class _Checked(Struct, frozen=True, kw_only=True):
    """How all cases stood when they were last looked at, and pictures of changed cells by case and spot."""

    states: tuple[CaseState, ...]
    pictures: dict[tuple[str, object], bytes]


def examined(golden: str) -> _Checked:
    """Run in a worker: every case against what the program says now, with pictures of what changed on pages."""
    folder = Path(golden)
    states = check_cases(folder, producer_in_worker)
    pictures: dict[tuple[str, object], bytes] = {}
    for state in states:
        if state.status is Status.DIFFERS:
            sources = read_case(folder / state.name).paths(folder.parent)
            for spot, picture in crops_of(state, open_changes(folder, state, "zh"), sources).items():
                pictures[state.name, spot] = picture
    return _Checked(states=states, pictures=pictures)


def _folder(desk: Desk) -> Path:
    if desk.setup.golden is None:
        raise Refused(404, "web.refused.gone")
    return desk.setup.golden


def _checked(desk: Desk) -> _Checked | Exception | None:
    known = desk.papers.get(_KEY)
    if isinstance(known, _Checked | Exception):
        return known
    future = desk.later(_KEY, examined, str(_folder(desk)))
    try:
        made: _Checked | Exception = future.result(_WAIT)
    except TimeoutError:
        return None
    except (FormauditError, WorkerDefectError) as error:
        made = error
    desk.papers.put(_KEY, made, 2_000_000)
    return made


def show(call: Call) -> Response:
    """The clusters; while the cases are still being looked at, a page that comes again by itself."""
    folder = _folder(call.desk)
    checked = _checked(call.desk)
    shown: dict[str, Any] = {
        "waiting": checked is None, "failed": "", "clusters": (), "states": (), "log": (), "pictured": set(),
        "shown": _SHOWN, "cells": _CELLS,
    }  # fmt: skip
    if checked is None:
        return call.page("goldens.html", 202, **shown)
    if isinstance(checked, Exception):
        return call.page("goldens.html", **{**shown, "failed": str(checked)[:200]})
    told: dict[str, Any] = {
        "clusters": _clusters(folder, checked, call.lang), "states": checked.states,
        "log": decisions(folder)[-_LOG:][::-1], "pictured": set(checked.pictures),
    }  # fmt: skip
    return call.page("goldens.html", **{**shown, **told})


def _clusters(folder: Path, checked: _Checked, lang: str) -> tuple[Cluster, ...]:
    changed = [(state, open_changes(folder, state, lang)) for state in checked.states if state.status is Status.DIFFERS]
    return clusters_of(changed, lang)


def send(call: Call) -> Response:
    """Accept or reject: a cluster, one of its changes, or a pending golden whole; or look at all cases again."""
    folder, act = _folder(call.desk), call.said("act")
    reason, date = one_line(call.said("reason")), call.desk.today().isoformat()
    if act == "check":
        call.desk.papers.put(_KEY, None, 0)
        return call.to("/goldens")
    if act not in ("accept", "reject"):
        raise Refused(400, "web.refused.form")
    with _RUNNING:
        if call.said("case"):
            name = call.said("case")
            if name not in golden_cases(folder):
                raise Refused(404, "web.refused.gone")
            decide = accept if act == "accept" else reject
            decide(folder, name, reviewer=call.who, reason=reason, date=date)
        else:
            checked = _checked(call.desk)
            if not isinstance(checked, _Checked):
                raise Refused(409, "web.refused.moved")
            members = _meant(call, _clusters(folder, checked, call.lang))
            answers = [(each.case, each.told.change, act == "accept", reason) for each in members]
            apply_answers(folder, answers, reviewer=call.who, date=date)
        call.desk.papers.put(_KEY, None, 0)
    return call.to("/goldens")


def _meant(call: Call, clusters: Sequence[Cluster]) -> tuple[Member, ...]:
    """The changes that the form names: those of a cluster as it was shown, or one of them.

    Raises:
        Refused: there is no such cluster any more, or it has other changes now.

    """
    cluster = next((each for each in clusters if each.id == call.said("cluster")), None)
    if cluster is None or str(len(cluster.members)) != call.said("count"):
        raise Refused(409, "web.refused.moved")
    one = call.said("member")
    if not one:
        return cluster.members
    if not one.isascii() or not one.isdigit() or int(one) >= len(cluster.members):
        raise Refused(400, "web.refused.form")
    return (cluster.members[int(one)],)


def picture(call: Call) -> Response:
    """The picture of a changed cell."""
    checked = _checked(call.desk)
    spot = tuple(int(call.path[name]) for name in ("file", "table", "row", "col"))
    found = checked.pictures.get((str(call.path["case"]), spot)) if isinstance(checked, _Checked) else None
    if found is None:
        raise Refused(404, "web.refused.gone")
    return Response(found, media_type="image/png")


PAGES: Final = (
    Page(path="/goldens", show=show, send=send),
    Page(path="/goldens/{case}/{file:int}-{table:int}-{row:int}-{col:int}.png", show=picture),
)
