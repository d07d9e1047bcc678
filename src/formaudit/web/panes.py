"""The left half of a matter: the page as printed, or the grid as it was read, with the figures marked."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from formaudit.errors import FormauditError
from formaudit.extract.worker.pool import WorkerDefectError
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report import Finding
from formaudit.model.source_format import SourceFormat
from formaudit.web.call import Call
from formaudit.web.cases import Case, origins_of
from formaudit.web.frames import Frame, frames_of, picture_of
from formaudit.web.marked import grid_html
from formaudit.web.originals import Reread, reread

__all__ = ["Pane", "Tab", "pane_of", "target_of"]

PICTURED: Final = frozenset({SourceFormat.PDF, SourceFormat.OFD, SourceFormat.SCAN, SourceFormat.IMAGE})
_WAIT: Final = 0.2
"""So many seconds a page waits for its originals before it is shown without them, to fetch them later."""
NOTHING: Final = Markup()


class Tab(Struct, frozen=True, kw_only=True):
    """A file or a page that can be looked at."""

    label: str
    query: str
    here: bool


class Pane(Struct, frozen=True, kw_only=True):
    """``kind`` is picture, grid, waiting or none; ``whole`` says that all marks are there, not only the finding's."""

    kind: str
    file: int
    page: int
    files: tuple[Tab, ...] = ()
    pages: tuple[Tab, ...] = ()
    views: tuple[Tab, ...] = ()
    width: float = 0
    height: float = 0
    frames: tuple[Frame, ...] = ()
    html: Markup = NOTHING
    whole: bool = False
    failed: bool = False
    quiet: bool = False


def pane_of(call: Call, case: Case, finding: Finding) -> Pane:
    """The pane that the address asks for: by itself the page on which the finding's suspect is printed."""
    own = [number for number, origin in enumerate(origins_of(call.desk, case)) if origin is not None]
    if not own:
        return Pane(kind="none", file=0, page=0)
    first = finding.figures[0].place
    file = _number(call, "file", first.file if first.file in own else own[0])
    file = file if file in own else own[0]
    entry = case.submission.files[file]
    pictured = entry.source.format in PICTURED
    grid = call.query.get("view", "") == "grid" or not pictured
    known = _reread(call, case, wait=0.0 if pictured and not grid else _WAIT)
    page = 0
    if pictured:
        default = next((figure.place.page for figure in finding.figures if figure.place.file == file
                        and figure.place.page is not None), None) or 1  # fmt: skip
        page = max(1, _number(call, "page", default))
    base = Pane(
        kind="none", file=file, page=page, files=tuple(_files(call, case, own, file)),
        pages=tuple(_pages(call, case, file, page)) if pictured and not grid else (),
        views=tuple(_views(call, file, grid=grid)) if pictured else (),
    )  # fmt: skip
    failed = isinstance(known, Exception)
    again = known if isinstance(known, Reread) else None
    if grid:
        if known is None:
            return replace(base, kind="waiting")
        html = None if again is None else grid_html(case, finding, file, again)
        return replace(base, failed=True) if html is None else replace(base, kind="grid", html=html, whole=True)
    try:
        shown = picture_of(call, case, file, page, _WAIT)
    except TimeoutError:
        return replace(base, kind="waiting")
    if shown is None:
        return replace(base, failed=True)
    return replace(
        base, kind="picture", width=shown.width, height=shown.height, whole=known is not None, quiet=failed,
        frames=frames_of(case, finding, file, page, again),
    )  # fmt: skip


def _number(call: Call, name: str, default: int) -> int:
    text = call.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _query(call: Call, **values: object) -> str:
    kept = {"from": call.origin} if call.origin else {}
    return urlencode({**kept, **{name: str(value) for name, value in values.items()}})


def _files(call: Call, case: Case, own: Sequence[int], here: int) -> list[Tab]:
    names = case.places.files
    return [Tab(label=names[file], query=_query(call, file=file), here=file == here) for file in own]


def _pages(call: Call, case: Case, file: int, here: int) -> list[Tab]:
    source = case.submission.files[file].source
    count = source.pages or max((place.page or 1 for place in _places(case, file)), default=1)
    shown = {1, count, here, *(number for number in range(here - 3, here + 4) if 1 <= number <= count)}
    shown |= {place.page for place in _places(case, file) if place.page} if count <= 40 else set()
    return [
        Tab(label=str(number), query=_query(call, file=file, page=number), here=number == here)
        for number in sorted(shown)
        if 1 <= number <= count
    ]


def _views(call: Call, file: int, *, grid: bool) -> list[Tab]:
    return [
        Tab(label="picture", query=_query(call, file=file), here=not grid),
        Tab(label="grid", query=_query(call, file=file, view="grid"), here=grid),
    ]


def _places(case: Case, file: int) -> list[Place]:
    return [
        figure.place for item in case.arrangement.all for figure in item.finding.figures if figure.place.file == file
    ]


def _reread(call: Call, case: Case, wait: float) -> Reread | Exception | None:
    """The documents read again; nothing yet, or the reason why there never will be."""
    desk = call.desk
    key = ("reread", case.row.root, case.row.key, case.digest)
    known = desk.papers.get(key)
    if isinstance(known, Reread | Exception):
        return known
    origins = [origin for origin in origins_of(desk, case) if origin is not None]
    future = desk.later(key, reread, origins, case.submission.profile or case.report.profile, case.report.lang)
    made = _outcome(future, wait)
    if made is not None:
        desk.papers.put(key, made, _size(made))
    else:
        future.add_done_callback(lambda done: _keep(call, key, done))
    return made


def _keep(call: Call, key: object, done: "Future[Reread]") -> None:
    made = None if done.cancelled() else _outcome(done, 0)
    if made is not None:
        call.desk.papers.put(key, made, _size(made))


def _outcome(future: "Future[Reread]", wait: float) -> Reread | Exception | None:
    try:
        return future.result(wait)
    except Late:
        return None
    except (FormauditError, WorkerDefectError) as error:
        return error


def _size(made: Reread | Exception) -> int:
    if isinstance(made, Exception):
        return 1000
    cells = sum(len(table.cells) for document in made.documents.values() for table in document.tables)
    text = sum(len(each.text) for document in made.documents.values() for each in document.paragraphs)
    return cells * 700 + text * 4 + (len(made.tied) + len(made.untested)) * 400 + 10_000


def target_of(pane: Pane, number: int, figure: Figure, query: Mapping[str, str]) -> str:
    """Where a click on a figure leads: a place in this pane, or another file or page of it."""
    place = figure.place
    if pane.kind == "picture":
        if place.file == pane.file and place.page == pane.page and place.bbox is not None:
            return f"#figure-{number}"
        values = {**query, "file": str(place.file), **({"page": str(place.page)} if place.page else {})}
        return f"?{urlencode(values)}#figure-{number}"
    name = f"s0f{place.file}"
    if place.table is not None:
        name += f"t{place.table}" + (f"r{place.row}c{place.col}" if place.row is not None else "")
    elif place.paragraph is not None:
        name += f"p{place.paragraph}" + (f"x{place.span[0]}" if place.span is not None else "")
    return f"#{name}" if place.file == pane.file else f"?{urlencode({**query, 'file': str(place.file)})}#{name}"
