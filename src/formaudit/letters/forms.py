"""Letters that are forms (审计取证单、审计工作底稿): the fields in their printed order."""

from formaudit.letters.letter import Item, Kind, Letter
from formaudit.letters.official import said_date
from formaudit.messages import word
from formaudit.reports.geometry import FORM, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["form_bytes"]

_WIDTHS = (32.0, 52.0, 32.0, 52.0)


def form_bytes(letter: Letter) -> bytes:
    """The form as DOCX: one sheet for each matter."""
    sheet = Sheet(FORM, size=12)
    write = _evidence if letter.kind is Kind.EVIDENCE_SHEET else _working
    for position, item in enumerate(letter.items):
        if position:
            sheet.new_page()
        sheet.line(word(f"letter.{letter.kind}.title", letter.lang), face=TITLE, size=18, align="centre")
        sheet.line(
            word(
                "letter.form.number", letter.lang, number=letter.party.number or "", page=str(position + 1),
                pages=str(len(letter.items)),
            ),
            align="right", size=10.5,
        )  # fmt: skip
        write(sheet, letter, item)
        for note in letter.closing:
            sheet.line(note, size=9)
    return sheet.bytes()


def _facts(item: Item, lang: str) -> str:
    if len(item.facts) == 1:
        return item.facts[0]
    return "\n".join(
        word("letter.sub", lang, number=word(f"letter.sub.{number}", lang) if number <= 10 else str(number), text=fact)
        for number, fact in enumerate(item.facts, 1)
    )


def _named(letter: Letter) -> str:
    return letter.opening[0]


def _evidence(sheet: Sheet, letter: Letter, item: Item) -> None:
    lang = letter.lang

    def label(key: str) -> str:
        return word(f"letter.field.{key}", lang)

    rows = [
        [label("project"), _named(letter), "", ""],
        [label("audited"), letter.unit, "", ""],
        [label("matter"), item.title, "", ""],
        [label("summary"), f"{_facts(item, lang)}\n{_sources(letter, lang)}", "", ""],
        [label("auditor"), letter.party.contact, label("made-on"), said_date(letter.party.date, lang)],
        [label("opinion"), "", "", ""],
        [label("answerer"), "", label("date"), ""],
        [label("attached"), "", "", ""],
    ]
    wide = [(number, 1, 3) for number in (0, 1, 2, 3, 5, 7)]
    sheet.table(_WIDTHS, rows, spans=wide, heights={3: 80, 5: 35, 6: 12}, labels=(0, 2))


def _working(sheet: Sheet, letter: Letter, item: Item) -> None:
    lang = letter.lang

    def label(key: str) -> str:
        return word(f"letter.field.{key}", lang)

    conclusion = "\n".join(
        (
            _facts(item, lang),
            word(
                "letter.basis", lang, text=word("place.semicolon", lang).join(item.basis) or word("letter.none", lang)
            ),
            item.request,
        )
    ).rstrip()
    rows = [
        [label("index"), letter.party.number, label("page"), f"{item.number} / {len(letter.items)}"],
        [label("project"), _named(letter), "", ""],
        [label("matter"), item.title, "", ""],
        [label("auditor"), letter.party.contact, label("made-on"), said_date(letter.party.date, lang)],
        [label("process"), "\n".join((*letter.opening[1:], _sources(letter, lang))), "", ""],
        [label("conclusion"), conclusion, "", ""],
        [label("review"), "", "", ""],
        [label("reviewer"), "", label("reviewed-on"), ""],
        [label("attached"), "", "", ""],
    ]
    wide = [(number, 1, 3) for number in (1, 2, 4, 5, 6, 8)]
    sheet.table(_WIDTHS, rows, spans=wide, heights={4: 30, 5: 70, 6: 30}, labels=(0, 2))


def _sources(letter: Letter, lang: str) -> str:
    return word("letter.sources", lang, text=word("place.semicolon", lang).join(letter.files))
