"""A place as a clerk would say it: ``附件2 表1 第3行第2列``, ``报告 第12段“…”（自评报告.docx，第5页）``.

Rows, columns, tables and paragraphs count from 1 for people; the JSON keeps them from 0.
"""

from collections import Counter
from pathlib import PurePosixPath

from msgspec import Struct

from formaudit.messages import word
from formaudit.model.document import Source
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report import FormEntry, SubmissionReport
from formaudit.reports.clean import one_line, shorten

__all__ = ["Places", "file_names", "form_words", "places_of", "say_place"]

_QUOTE = 24
"""How many characters of a quoted span are shown: enough to find it in its paragraph."""


class Places(Struct, frozen=True):
    """What is needed to say a place of one submission: the names of its files and forms.

    ``files`` has a name for each file. ``forms`` holds the recognised forms by kind and index; ``several`` the kinds
    that occur more than once and therefore need a name beside the kind.
    """

    lang: str
    files: tuple[str, ...]
    forms: dict[tuple[FormKind, int], FormEntry]
    several: frozenset[str]


def file_names(sources: tuple[Source, ...]) -> tuple[str, ...]:
    """The last part of each path, or the whole path where two files share it."""
    paths = [one_line((source.member or source.path).replace("\\", "/")) for source in sources]
    names = [PurePosixPath(path).name or path for path in paths]
    count = Counter(names)
    return tuple(name if count[name] == 1 else path for name, path in zip(names, paths, strict=True))


def places_of(submission: SubmissionReport, lang: str) -> Places:
    """What is needed to say the places of this submission."""
    kinds = Counter(entry.form for entry in submission.forms)
    return Places(
        lang=lang,
        files=file_names(tuple(entry.source for entry in submission.files)),
        forms={(entry.form, entry.index): entry for entry in submission.forms},
        several=frozenset(kind for kind, count in kinds.items() if count > 1),
    )


def form_words(places: Places, form: FormKind, index: int) -> str:
    """What to call a form in a line: ``附件4（区级专项资金）``; the name only where it tells forms apart."""
    said = word(f"form.{form}", places.lang)
    entry = places.forms.get((form, index))
    name = shorten(entry.name, _QUOTE) if entry else ""
    if name and (form is FormKind.ANNEX4 or form in places.several):
        return word("form.named", places.lang, form=said, name=name)
    if form in places.several and form is not FormKind.UNKNOWN:
        return word("form.numbered", places.lang, form=said, number=str(index + 1))
    return said


def say_place(places: Places, place: Place, quote: str = "") -> str:
    """The place in words. ``quote`` is the printed text of a span; it is shown for places in the running text."""
    lang = places.lang
    steps = [] if place.form is None else [form_words(places, place.form, place.form_index or 0)]
    steps += _table_steps(places, place)
    if place.paragraph is not None:
        said = word("place.paragraph", lang, number=str(place.paragraph + 1))
        if quote:
            said += word("place.quote", lang, text=shorten(quote, _QUOTE))
        steps.append(said)
    tail = []
    if len(places.files) > 1 and 0 <= place.file < len(places.files):
        tail.append(places.files[place.file])
    if place.page is not None:
        tail.append(word("place.page", lang, number=str(place.page)))
    if place.line is not None:
        tail.append(word("place.line", lang, number=str(place.line)))
    said = word("place.step", lang).join(steps) or word("place.whole", lang)
    return word("place.tail", lang, place=said, tail=word("place.list", lang).join(tail)) if tail else said


def _table_steps(places: Places, place: Place) -> list[str]:
    """Table, row and column; the table is left out where the form consists of only one."""
    if place.table is None:
        return []
    entry = places.forms.get((place.form, place.form_index or 0)) if place.form else None
    tables = entry.tables if entry and entry.file == place.file else ()
    steps = []
    if len(tables) > 1 and place.table in tables:
        steps.append(word("place.table", places.lang, number=str(tables.index(place.table) + 1)))
    elif tables != (place.table,):
        steps.append(word("place.table", places.lang, number=str(place.table + 1)))
    if place.row is not None and place.col is not None:
        steps.append(word("place.cell", places.lang, row=str(place.row + 1), col=str(place.col + 1)))
    elif place.row is not None:
        steps.append(word("place.row", places.lang, row=str(place.row + 1)))
    return steps
