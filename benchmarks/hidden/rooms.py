"""The formats whose places are tried: how the submission is written in each, and where something may be hidden."""

from collections.abc import Callable, Mapping
from typing import Final

from benchmarks.hidden import book, fixed, page, paper, word
from benchmarks.hidden.content import Load, host

__all__ = ["NO_FORMS", "ROOMS", "Room", "files_of", "twin_of"]

NO_FORMS: Final = frozenset(("running-header", "seal"))
"""Places that are too narrow for a form."""
Make = Callable[[Load, str], bytes]
Host = Callable[[Load, bool], dict[str, bytes]]


class Room:
    """A format: ``host`` writes the submission without what is hidden, or with it openly; ``places`` hide it."""

    def __init__(self, host_: Host, places: Mapping[str, Make], name: str) -> None:
        self.host = host_
        self.places = places
        self.name = name


def _generated(form: str) -> Host:
    return lambda load, openly: host(load, form, openly=openly)


ROOMS: Final = {
    "docx": Room(_generated("docx"), word.PLACES, "材料.docx"),
    "xlsx": Room(_generated("xlsx"), book.PLACES, "材料.xlsx"),
    "pdf": Room(lambda load, openly: {"材料.pdf": paper.written(load, openly=openly)}, paper.PLACES, "材料.pdf"),
    "ofd": Room(lambda load, openly: {"材料.ofd": fixed.written(load, openly=openly)}, fixed.PLACES, "材料.ofd"),
    "html": Room(_generated("html"), page.PLACES, "材料.html"),
    "eml": Room(lambda load, openly: {"材料.eml": page.mailed(load, openly=openly)}, page.MAILS, "材料.eml"),
    "mhtml": Room(lambda load, openly: {"材料.mht": page.archived(load, openly=openly)}, page.ARCHIVES, "材料.mht"),
}


def files_of(form: str, place: str, load: Load, font: str) -> dict[str, bytes]:
    """The files of a submission in which something is hidden in a place."""
    room = ROOMS[form]
    return {**room.host(load, False), room.name: room.places[place](load, font)}


def twin_of(form: str, load: Load) -> dict[str, bytes]:
    """The same with nothing hidden: what is elsewhere hidden stands openly at the end."""
    return ROOMS[form].host(load, True)
