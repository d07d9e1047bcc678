"""A page as it was printed, and the frames that are drawn upon it."""

from concurrent.futures import Future
from typing import Final

from msgspec import Struct

from formaudit.errors import FormauditError
from formaudit.extract.worker.pool import WorkerDefectError
from formaudit.model.place import Place
from formaudit.model.report import Finding
from formaudit.web.call import Call
from formaudit.web.cases import Case, origins_of
from formaudit.web.desk import Desk
from formaudit.web.marked import places_on
from formaudit.web.originals import Box, Picture, Reread, picture

__all__ = ["Frame", "frames_of", "picture_of"]

_WAIT: Final = 20.0
"""So many seconds the picture itself waits for its worker."""
_PERSONAL: Final = "F08"
_ORDER: Final = ("untested", "tied", "hit", "evidence", "suspect")
"""What lies upon something else is drawn last: the finding's own frames."""


class Frame(Struct, frozen=True, kw_only=True):
    """A mark on a picture, in points: suspect, evidence, hit, tied or untested; ``id`` is where a link leads."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    id: str = ""
    title: str = ""


def frames_of(case: Case, finding: Finding, file: int, page: int, known: Reread | None) -> tuple[Frame, ...]:
    """The frames on a page; without ``known`` those of figures that agree are the few that the report tells of."""
    frames: dict[tuple[int, ...], Frame] = {}

    def frame(place: Place, kind: str, *, title: str = "", id_: str = "") -> None:
        if place.file == file and place.page == page and place.bbox is not None:
            x0, top, x1, bottom = place.bbox
            wide, high = max(x1 - x0, 2), max(bottom - top, 2)
            made = Frame(kind=kind, x=x0, y=top, width=wide, height=high, title=title, id=id_)
            frames.setdefault(tuple(round(each) for each in place.bbox), made)

    for number, figure in enumerate(finding.figures):
        kind = "suspect" if number < finding.suspects else "evidence"
        frame(figure.place, kind, title=figure.label, id_=f"figure-{number}")
    for item in case.arrangement.all:
        for figure in item.finding.figures[: item.finding.suspects]:
            frame(figure.place, "hit", title=f"{item.number} {item.finding.title}")
    tied = [figure.place for tick in case.submission.ticks for figure in tick.figures]
    for place in tied if known is None else places_on(case, known.tied, file):
        frame(place, "tied")
    for place in () if known is None else places_on(case, known.untested, file):
        frame(place, "untested")
    return tuple(sorted(frames.values(), key=lambda each: _ORDER.index(each.kind)))


def picture_of(call: Call, case: Case, file: int, page: int, wait: float = _WAIT) -> Picture | None:
    """A page as a picture, kept for the next time; nothing where there is none.

    Raises:
        TimeoutError: it is not ready after ``wait`` seconds.

    """
    desk = call.desk
    origins = origins_of(desk, case)
    origin = origins[file] if 0 <= file < len(origins) else None
    if origin is None:
        return None
    key = ("picture", origin.sha256, page)
    known = desk.pictures.get(key)
    if isinstance(known, Picture):
        return known
    future = desk.later(key, picture, origin, page, _hidden(case, file, page))
    future.add_done_callback(lambda done: _keep(desk, key, done))
    try:
        return future.result(wait)
    except (FormauditError, WorkerDefectError):
        return None


def _keep(desk: Desk, key: object, done: "Future[Picture | None]") -> None:
    """Keep a picture as soon as it is there, whoever still waits for it."""
    made = None if done.cancelled() or done.exception() is not None else done.result()
    if made is not None:
        desk.pictures.put(key, made, len(made.png))


def _hidden(case: Case, file: int, page: int) -> tuple[Box, ...]:
    """Where numbers of people stand on a page."""
    return tuple(
        figure.place.bbox
        for finding in case.submission.findings
        if finding.check == _PERSONAL
        for figure in finding.figures
        if figure.place.file == file and figure.place.page == page and figure.place.bbox is not None
    )
