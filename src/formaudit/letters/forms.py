"""Letters that are forms (审计取证单、审计工作底稿): the fields in their printed order, one sheet for each matter."""

from typing import Final

from formaudit.letters.letter import Item, Kind, Letter
from formaudit.letters.numerals import chinese
from formaudit.messages import word
from formaudit.model.verdict import Nature
from formaudit.reports.geometry import FORM, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["form_bytes", "form_rows"]

_WIDTHS = (36.0, 50.0, 32.0, 50.0)
_WIDE = {Kind.EVIDENCE_SHEET: (0, 1, 2, 3, 5, 7), Kind.WORKING_PAPER: (1, 2, 4, 5, 6, 8)}
_HEIGHTS = {Kind.EVIDENCE_SHEET: {3: 90, 5: 36, 6: 14}, Kind.WORKING_PAPER: {4: 30, 5: 60, 6: 24}}


def form_bytes(letter: Letter) -> bytes:
    """The form as DOCX."""
    sheet = Sheet(FORM, size=12)
    spans = [(row, 1, 3) for row in _WIDE[letter.kind]]
    for position, item in enumerate(letter.items):
        if position:
            sheet.new_page()
        sheet.line(letter.title, face=TITLE, size=18, align="centre")
        sheet.line(_numbered(letter, item), align="right", size=10.5)
        rows = form_rows(letter, item)
        sheet.table(_WIDTHS, rows, spans=spans, heights=_HEIGHTS[letter.kind], labels=(0, 2))
        for note in letter.closing:
            sheet.line(note, size=9)
    sheet.page_numbers(size=9)
    return sheet.bytes()


def form_rows(letter: Letter, item: Item) -> list[list[str]]:
    """The rows of the form for one matter: label, content, label, content."""
    return _evidence(letter, item) if letter.kind is Kind.EVIDENCE_SHEET else _working(letter, item)


def _numbered(letter: Letter, item: Item) -> str:
    number = f"{letter.party.number}-{item.number}" if letter.party.number else ""
    return word(
        "letter.form.number", letter.lang, number=number, page=str(item.number), pages=str(len(letter.items))
    )  # fmt: skip


def _facts(item: Item, lang: str) -> str:
    """（一）（二） before the facts of a matter that has several."""
    if len(item.facts) == 1:
        return item.facts[0].text
    return "\n".join(
        word("letter.sub", lang, number=chinese(number, lang), text=fact.text)
        for number, fact in enumerate(item.facts, 1)
    )


def _evidence(letter: Letter, item: Item) -> list[list[str]]:
    lang = letter.lang

    def label(key: str) -> str:
        return word(f"letter.field.{key}", lang)

    return [
        [label("project"), letter.opening[0], "", ""],
        [label("audited"), letter.unit, "", ""],
        [label("matter"), item.title, "", ""],
        [label("summary"), f"{_facts(item, lang)}\n{_sources(letter.lang, item)}", "", ""],
        [label("auditor"), letter.party.contact, label("made-on"), letter.date],
        [label("opinion"), word("letter.field.seal", lang), "", ""],
        [label("answerer"), "", label("date"), ""],
        [label("attached"), word("letter.field.pages", lang), "", ""],
    ]


def _working(letter: Letter, item: Item) -> list[list[str]]:
    lang = letter.lang

    def label(key: str) -> str:
        return word(f"letter.field.{key}", lang)

    basis = word("place.semicolon", lang).join(item.basis) or word("letter.none", lang)
    conclusion = [_facts(item, lang), _judged(item, lang), word("letter.basis", lang, text=basis)]
    conclusion += [word("letter.to-ask", lang, text=item.request)] if item.request else []
    conclusion += [item.cause] if item.cause else []
    number = f"{letter.party.number}-{item.number}" if letter.party.number else ""
    return [
        [label("index"), number, label("page"), f"{item.number} / {len(letter.items)}"],
        [label("project"), letter.opening[0], "", ""],
        [label("matter"), item.title, "", ""],
        [label("auditor"), letter.party.contact, label("made-on"), letter.date],
        [label("process"), "\n".join((*letter.opening[1:], _sources(lang, item))), "", ""],
        [label("conclusion"), "\n".join(conclusion), "", ""],
        [label("review"), "", "", ""],
        [label("reviewer"), "", label("reviewed-on"), ""],
        [label("attached"), word("letter.field.pages", lang), "", ""],
    ]


_CONCLUSIONS: Final = {
    Nature.CONTRADICTION: "letter.conclusion",
    Nature.CORRUPTION: "letter.conclusion",
    Nature.ROUNDING: "letter.conclusion",
    Nature.SCORING: "letter.conclusion.scoring",
    Nature.DESIGN: "letter.conclusion.form",
    Nature.FORM: "letter.conclusion.form",
    Nature.WORDING: "letter.conclusion.form",
}


def _judged(item: Item, lang: str) -> str:
    """What was established: no more than the findings say, and nothing where they only doubt."""
    if item.asks:
        return word("letter.conclusion.asks", lang)
    keys = {_CONCLUSIONS[nature] for nature in item.natures if nature in _CONCLUSIONS}
    return word(next(iter(keys)) if len(keys) == 1 else "letter.conclusion.mixed", lang)


def _sources(lang: str, item: Item) -> str:
    """The files from which the facts of this matter come, and no others."""
    return word("letter.sources", lang, text=word("place.semicolon", lang).join(item.sources))
