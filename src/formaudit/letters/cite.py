"""Figures quoted with their places as a clerk says them: ``《项目支出绩效自评表》第4行第5栏“全年预算数”4万元``.

Rows, columns, tables and paragraphs count from 1, the heads of a table included.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from formaudit.letters.letter import Cited
from formaudit.messages import has, word
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.reports.clean import one_line, shorten
from formaudit.reports.places import Places

__all__ = ["GAPS", "Quote", "form_said", "listed", "printed_in"]

_LABEL: Final = 26
_TEXT: Final = 20
"""How many characters of a label or of quoted words are shown: enough to find them."""
_MANY: Final = 4
"""So many figures of one column are said with the column named once."""
_WHOLE: Final = "title"
"""The column of a figure that stands for a form as a whole."""
_YEAR: Final = re.compile(r"^\s*(?:19|20)\d\d\s*年度?\s*")
GAPS: Final = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")
"""Blanks between two Chinese characters, which print needs and a sentence does not."""

Quote = tuple[Figure, str, bool]
"""A figure, the fingerprint of its finding, and whether it is a suspect there."""


def form_said(places: Places, place: Place) -> str:
    """The form a place stands in, by its printed title without the year; a file's name where no form is known."""
    lang = places.lang
    entry = places.forms.get((place.form or "", place.form_index or 0))
    if place.form is None or place.form == "unknown" or entry is None:
        name = places.files[place.file] if 0 <= place.file < len(places.files) else ""
        return word("letter.book", lang, title=shorten(name, 40)) if name else ""
    title = _YEAR.sub("", GAPS.sub("", one_line(entry.title)))
    key = f"letter.form.{place.form}"
    if place.form == "report" or not title or lang != "zh":
        title = word(key, lang) if has(key) else title or one_line(place.form)
    said = word("letter.book", lang, title=shorten(title, 40))
    name = shorten(entry.name, _TEXT) if entry.name else ""
    if name and (place.form == "annex4" or place.form in places.several):
        return word("letter.book.named", lang, book=said, name=name)
    if place.form in places.several:
        return word("letter.book.numbered", lang, book=said, number=str((place.form_index or 0) + 1))
    return said


def printed_in(figure: Figure, lang: str) -> tuple[str, bool]:
    """What a letter prints for a figure, and whether it is a number: ``4万元``; ``“能省则省”``; ``未填列``."""
    raw = one_line(figure.raw)
    if not raw:
        return word("letter.blank", lang), False
    if figure.value is None:
        return word("letter.quote", lang, text=shorten(raw, _TEXT)), False
    unit = one_line(figure.unit)
    if not unit or unit in raw:
        return raw, True
    return word("letter.with-unit", lang, number=raw, unit=unit), True


def listed(quotes: Sequence[Quote], places: Places) -> tuple[str, tuple[Cited, ...]]:
    """The figures in one line, those of one form together, and each as it is quoted."""
    lang = places.lang
    said: list[str] = []
    cited: list[Cited] = []
    for form, group in groupby(quotes, key=lambda quote: _home(quote[0].place, places)):
        pieces: list[str] = []
        for column, members in groupby(list(group), key=lambda quote: quote[0].place.col):
            column_quotes = list(members)
            together = column is not None and len(column_quotes) >= _MANY
            made = [_cited(quote, form, places, together=together) for quote in column_quotes]
            cited += made
            clauses = [each.clause for each in made]
            if together:
                head = word("letter.column", lang, col=str((column or 0) + 1))
                pieces.append(head + word("letter.comma", lang).join(clauses))
            else:
                pieces += clauses
        said.append(form + word("letter.comma", lang).join(pieces))
    return word("place.semicolon", lang).join(said), tuple(cited)


def _home(place: Place, places: Places) -> str:
    """The form, with the number of the table where the form has several or the table belongs to no form."""
    said = form_said(places, place)
    if place.table is None:
        return said
    entry = places.forms.get((place.form or "", place.form_index or 0))
    tables = entry.tables if entry and entry.file == place.file else ()
    number = tables.index(place.table) if place.table in tables else place.table
    if tables == (place.table,):
        return said
    return said + word("letter.table", places.lang, number=str(number + 1))


def _cited(quote: Quote, form: str, places: Places, *, together: bool) -> Cited:
    figure, finding, suspect = quote
    lang, place = places.lang, figure.place
    if figure.address.column == _WHOLE:
        return _whole(quote, form, lang)
    printed, counted = printed_in(figure, lang)
    label = _label(figure, places)
    tail = printed if not label else word("letter.labelled", lang, label=label, printed=printed)
    alone = _spot(place, lang) + tail
    if place.page is not None:
        alone += word("letter.page", lang, number=str(place.page))
    clause = alone
    if together:
        clause = word("letter.row", lang, row=str((place.row or 0) + 1)) + printed
    return Cited(
        clause=clause,
        full=form + alone,
        label=label,
        printed=printed,
        raw=one_line(figure.raw),
        place=place,
        finding=finding,
        suspect=suspect,
        counted=counted,
    )


def _whole(quote: Quote, form: str, lang: str) -> Cited:
    """A form as a whole: no print of one place stands for it."""
    figure, finding, suspect = quote
    said = word("letter.whole", lang)
    return Cited(
        clause=said, full=form + said, label="", printed=said, raw="", place=figure.place, finding=finding,
        suspect=suspect, counted=False,
    )  # fmt: skip


def _spot(place: Place, lang: str) -> str:
    if place.row is not None and place.col is not None:
        return word("letter.cell", lang, row=str(place.row + 1), col=str(place.col + 1))
    if place.row is not None:
        return word("letter.row", lang, row=str(place.row + 1))
    if place.paragraph is not None:
        return word("letter.paragraph", lang, number=str(place.paragraph + 1))
    return ""


def _label(figure: Figure, places: Places) -> str:
    """The label without the form's name in front of it; nothing where it only repeats what is printed."""
    label, raw = one_line(figure.label), one_line(figure.raw)
    entry = places.forms.get((figure.place.form or "", figure.place.form_index or 0))
    name = one_line(entry.name) if entry else ""
    if name and label.startswith(f"{name} "):
        label = label[len(name) :].strip()
    return "" if label == raw else shorten(GAPS.sub("", label) if places.lang == "zh" else label, _LABEL)
