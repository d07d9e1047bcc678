"""A place as a person finds it on paper: the form, the row and the column by their labels, the passage by its heading.

``《项目支出绩效自评表》（区级专项资金）“年度资金总额”行“全年预算数”栏``,
``《绩效自评报告》“二、预算支出情况”部分“2023年…”一段``.
"""

from typing import Final

from msgspec import Struct

from formaudit.forms.personal import without_personal
from formaudit.messages import has, word
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report import Passage, SubmissionReport
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line, shorten
from formaudit.reports.places import Places, places_of
from formaudit.text import without_hint

__all__ = ["GAPS", "Paper", "closed", "form_said", "paper_of", "printed_in", "row_and_column", "spot"]

"""The kinds of published papers: a figure of theirs is quoted with its table, its account and its column."""
_ROW: Final = 14
_COLUMN: Final = 14
_HEADING: Final = 16
_TITLE: Final = 32
_OPENING: Final = 14
_TEXT: Final = 20
"""How many characters of a label, of a heading or of quoted words are shown: enough to find them."""
_WHOLE: Final = "title"
"""The column of a figure that stands for a form as a whole."""
_SERIAL: Final = "seq"
_YEAR: Final = compiled(r"^\s*(?:19|20)\d\d\s*年度?\s*")
GAPS: Final = compiled(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")
"""Blanks between two Chinese characters, which print needs and a sentence does not."""


class Paper(Struct, frozen=True, kw_only=True):
    """What is needed to say places of one submission on paper: its forms and files, and the quoted passages."""

    places: Places
    passages: dict[tuple[int, int], Passage]

    @property
    def lang(self) -> str:
        """The language of the letter."""
        return self.places.lang


def paper_of(submission: SubmissionReport, lang: str) -> Paper:
    """What is needed to say the places of this submission."""
    passages = {(passage.file, passage.paragraph): passage for passage in submission.passages}
    return Paper(places=places_of(submission, lang), passages=passages)


def form_said(paper: Paper, place: Place) -> str:
    """The form a place stands in, by its printed title without the year; a file's name where no form is known."""
    places, lang = paper.places, paper.lang
    entry = places.forms.get((place.form or FormKind.UNKNOWN, place.form_index or 0))
    if place.form is None or place.form is FormKind.UNKNOWN or entry is None:
        name = places.files[place.file] if 0 <= place.file < len(places.files) else ""
        return word("letter.book", lang, title=shorten(name, 40)) if name else ""
    title = _YEAR.sub("", GAPS.sub("", one_line(entry.title)))
    key = f"letter.form.{place.form}"
    if place.form is FormKind.REPORT and any(form.published for form, _ in places.forms):
        key = "letter.form.published-text"
    if place.form is FormKind.REPORT or not title or lang != "zh":
        title = word(key, lang) if has(key) else title or one_line(place.form)
    said = word("letter.book", lang, title=shorten(title, 40))
    name = shorten(closed(entry.name, lang), _TEXT) if entry.name else ""
    if name and (place.form is FormKind.ANNEX4 or place.form in places.several):
        return word("letter.book.named", lang, book=said, name=name)
    if place.form in places.several:
        return word("letter.book.numbered", lang, book=said, number=str((place.form_index or 0) + 1))
    return said


def spot(figure: Figure, paper: Paper) -> str:
    """Where in its form a figure stands; nothing where its labels say nothing."""
    lang, place = paper.lang, figure.place
    if figure.address.column == _WHOLE:
        return word("letter.whole", lang)
    if place.paragraph is not None:
        said = _passage(figure, paper)
    elif place.form is not None and place.form.published:
        said = _account(figure, lang)
    else:
        row, column = row_and_column(figure, paper)
        said = word("letter.spot.row", lang, row=shorten(row, _ROW)) if row else ""
        if column:
            key = "letter.spot.cell" if row else "letter.spot.column"
            said = word(key, lang, row=shorten(row, _ROW), column=shorten(column, _COLUMN))
        if place.row is not None and (figure.address.repeat > 1 or not said):
            said += word("letter.spot.counted", lang, row=str(place.row + 1))
    if place.page is not None:
        said += word("letter.page", lang, number=str(place.page))
    return said


def _account(figure: Figure, lang: str) -> str:
    """Table, account with its code, and column of a published paper, whose labels say them in this order."""
    title, *rest = closed(figure.label, lang).split(" ") if lang != "zh" else figure.label.split(" ")
    column = rest.pop() if rest and figure.address.column != "amount" else ""
    row = " ".join(rest)
    said = word("letter.spot.table", lang, table=shorten(title, _TITLE))
    if row:
        said += word("letter.spot.account", lang, row=shorten(row, _TITLE))
    return said + (word("letter.spot.column", lang, column=shorten(column, _COLUMN)) if column else "")


def row_and_column(figure: Figure, paper: Paper) -> tuple[str, str]:
    """The labels of the row and the column that a figure of a table stands in; the column may be unknown."""
    lang, address, label = paper.lang, figure.address, figure.label.strip()
    entry = paper.places.forms.get((figure.place.form or FormKind.UNKNOWN, figure.place.form_index or 0))
    if entry is not None and entry.name and label.startswith(f"{entry.name} "):
        label = label[len(entry.name) :].strip()
    if address.column == _SERIAL or (address.head.word == "annex1" and label.startswith(word("letter.serial", "zh"))):
        column, _, row = label.partition(" ")
        return closed(row, lang), closed(column, lang)
    key = f"letter.column.{address.column}"
    deep = len(address.steps) > 1 or (bool(address.steps) and address.head.name is not None)
    row, blank, column = label.rpartition(" ")
    worded = figure.value is None and bool(figure.raw.strip()) and has(key)
    if not worded and deep and blank and "\n" not in column:
        return closed(row, lang), closed(column, lang)
    label = "" if one_line(label) == one_line(figure.raw) else closed(label, lang)
    column = word(key, lang) if has(key) else ""
    return "" if label == column else label, column


def _passage(figure: Figure, paper: Paper) -> str:
    """The heading and the first words of the paragraph; of an older report without them the words around the figure."""
    lang, place = paper.lang, figure.place
    passage = paper.passages.get((place.file, place.paragraph or 0))
    if passage is None:
        label = closed(figure.label, lang)
        return word("letter.spot.words", lang, words=shorten(label, _OPENING)) if label else ""
    opening = shorten(closed(passage.opening, lang), _OPENING)
    heading = shorten(closed(passage.heading, lang), _HEADING)
    key = "letter.spot.passage" if heading else "letter.spot.opening"
    said = word(key, lang, opening=opening, **({"heading": heading} if heading else {}))
    label = closed(figure.label, lang)
    if not label or figure.value is None:
        return said
    return word("letter.spot.named", lang, place=said, label=shorten(label, _ROW))


def printed_in(figure: Figure, lang: str) -> tuple[str, bool]:
    """What a letter prints for a figure, and whether it is a number: ``4万元``; ``“能省则省”``; ``未填列``."""
    raw = without_personal(one_line(figure.raw))
    if not raw:
        return word("letter.blank", lang), False
    if figure.value is None:
        return word("letter.quote", lang, text=shorten(GAPS.sub("", raw) if lang == "zh" else raw, _TEXT)), False
    unit = one_line(figure.unit_behind)
    if not unit:
        return raw, True
    return word("letter.with-unit", lang, number=raw, unit=unit), True


def closed(text: str, lang: str) -> str:
    """A label on one line, closed up between Chinese characters, without what the form tells the clerk beside it."""
    said = without_personal(one_line(text))
    return without_hint(GAPS.sub("", said) if lang == "zh" else said).strip()
