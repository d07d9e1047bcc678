"""The templates that are handed out: the layout of our own letters with fields in place of texts."""

from typing import Final

from formaudit.letters.attach import HEADS, TABLES
from formaudit.letters.letter import Kind
from formaudit.letters.numerals import chinese
from formaudit.messages import word
from formaudit.reports.geometry import FORM, HEAD, LETTER, SUBHEAD, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["template_bytes"]

_WIDTHS: Final = (36.0, 50.0, 32.0, 50.0)
_FORMS: Final = {
    Kind.EVIDENCE_SHEET: (
        ("project", "{{ opening[0] }}", "", ""),
        ("audited", "{{ unit }}", "", ""),
        ("matter", "{{ item.title }}", "", ""),
        ("summary", "{{ item.summary }}", "", ""),
        ("auditor", "{{ contact }}", "made-on", "{{ date }}"),
        ("opinion", "*seal", "", ""),
        ("answerer", "", "date", ""),
        ("attached", "*pages", "", ""),
    ),
    Kind.WORKING_PAPER: (
        ("index", "{{ item.index }}", "page", "{{ item.number }} / {{ items|length }}"),
        ("project", "{{ opening[0] }}", "", ""),
        ("matter", "{{ item.title }}", "", ""),
        ("auditor", "{{ contact }}", "made-on", "{{ date }}"),
        ("process", "{{ item.process }}", "", ""),
        ("conclusion", "{{ item.conclusion }}", "", ""),
        ("review", "", "", ""),
        ("reviewer", "", "reviewed-on", ""),
        ("attached", "*pages", "", ""),
    ),
}


def template_bytes(kind: Kind, lang: str) -> bytes:
    """A template to start from; filled without a change it prints what the letter of our own prints."""
    return _form(kind, lang) if kind in _FORMS else _official(kind, lang)


def _official(kind: Kind, lang: str) -> bytes:
    sheet = Sheet(LETTER)
    if kind is not Kind.RECEIPT:
        sheet.line("{{ number }}", align="centre")
    sheet.blank(2)
    _loop(sheet, "text", "title_lines")
    sheet.line("{{ text }}", face=TITLE, size=22, align="centre", keep=True)
    _end(sheet)
    sheet.blank()
    sheet.line("{{ addressee }}", align="left")
    _texts(sheet, "opening")
    _items(sheet, kind, lang)
    _texts(sheet, "closing")
    sheet.blank()
    _texts(sheet, "notes")
    sheet.blank()
    sheet.line("{{ signature }}", align="right", right=4, keep=True)
    sheet.line("{{ date }}", align="right", right=4)
    sheet.line("{{ contact_line }}", indent=2, align="left")
    _loop(sheet, "table", "attachments")
    for name in TABLES[kind]:
        title = word(f"letter.table.{name}.title", lang)
        sheet.line(f"{{%p if table.title == '{title}' %}}")
        sheet.new_page()
        sheet.line(word("letter.attachment.mark", lang, number="{{ table.mark }}"), face=HEAD, align="left")
        sheet.blank()
        sheet.line("{{ table.title }}", face=TITLE, size=18, align="centre", keep=True)
        sheet.blank()
        _rows(sheet, name, "table", lang)
        _end(sheet, "if")
    _end(sheet)
    sheet.page_numbers()
    return sheet.bytes()


def _items(sheet: Sheet, kind: Kind, lang: str) -> None:
    """The matters of the body; those of a notice under their two headings."""
    if kind is Kind.INQUIRY:
        _loop(sheet, "item", "items")
        sheet.line("{{ item.text }}", lead="{{ item.heading }}", indent=2)
        _end(sheet)
    elif kind is Kind.RECTIFICATION:
        for level, name in enumerate(("items", "asked"), 1):
            numeral = chinese(level, lang)
            sheet.line(f"{{%p if {name} %}}")
            heading = word("letter.heading", lang, number=numeral, text=word(f"letter.{kind}.{name}", lang))
            sheet.line(heading, face=HEAD, indent=2, keep=True)
            _loop(sheet, "item", name)
            sheet.line("{{ item.text }}", lead="{{ item.heading }}", lead_face=SUBHEAD, indent=2)
            _end(sheet)
            _end(sheet, "if")


def _rows(sheet: Sheet, name: str, field: str, lang: str, *, size: float = 10.5) -> None:
    """A table of the catalogue, its rows repeated for those of a field."""
    heads, widths = HEADS[name]
    count = len(widths)
    rows = [
        word(heads, lang).split("|"),
        [f"{{%tr for row in {field}.rows %}}", *[""] * (count - 1)],
        [f"{{{{ row[{column}] }}}}" for column in range(count)],
        ["{%tr endfor %}", *[""] * (count - 1)],
    ]
    sheet.table(widths, rows, head=1, size=size, labels=(0,))


def _form(kind: Kind, lang: str) -> bytes:
    sheet = Sheet(FORM, size=12)
    _loop(sheet, "item", "items")
    sheet.line("{%p if loop.first %}")
    sheet.line("{{ title }}", face=TITLE, size=18, align="centre")
    sheet.line("{%p else %}")
    sheet.new_page()
    sheet.line("{{ title }}", face=TITLE, size=18, align="centre")
    _end(sheet, "if")
    numbered = word(
        "letter.form.number", lang, number="{% if number %}{{ number }}-{{ item.number }}{% endif %}",
        page="{{ item.number }}", pages="{{ items|length }}",
    )  # fmt: skip
    sheet.line(numbered, align="right", size=10.5)
    rows = [[_cell(text, lang) for text in row] for row in _labelled(_FORMS[kind], lang)]
    spans = [(number, 1, 3) for number, row in enumerate(_FORMS[kind]) if not row[2]]
    sheet.table(_WIDTHS, rows, spans=spans, labels=(0, 2))
    _texts(sheet, "closing")
    _end(sheet)
    sheet.page_numbers(size=9)
    return sheet.bytes()


def _labelled(rows: tuple[tuple[str, str, str, str], ...], lang: str) -> list[list[str]]:
    return [
        [word(f"letter.field.{text}", lang) if text and column in (0, 2) else text for column, text in enumerate(row)]
        for row in rows
    ]


def _cell(text: str, lang: str) -> str:
    return word(f"letter.field.{text[1:]}", lang) if text.startswith("*") else text


def _texts(sheet: Sheet, name: str) -> None:
    _loop(sheet, "text", name)
    sheet.line("{{ text }}", indent=2)
    _end(sheet)


def _loop(sheet: Sheet, each: str, name: str) -> None:
    sheet.line(f"{{%p for {each} in {name} %}}")


def _end(sheet: Sheet, what: str = "for") -> None:
    sheet.line(f"{{%p end{what} %}}")
