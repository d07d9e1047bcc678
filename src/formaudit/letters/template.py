"""Templates that a user replaces: DOCX with fields, filled by docxtpl (an extra)."""

import io
import re
from typing import Any, Final

from formaudit.errors import UsageError
from formaudit.letters.letter import Kind, Letter
from formaudit.letters.official import said_date
from formaudit.messages import word
from formaudit.reports.geometry import LETTER, SUBHEAD, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["fields", "fill_template", "template_bytes"]

_LINES: Final = re.compile(r"\s+")


def fields(letter: Letter) -> dict[str, Any]:
    """What a template may print, by name."""
    party, lang = letter.party, letter.lang
    return {
        "title": letter.title.replace("\n", ""),
        "unit": letter.unit,
        "year": letter.year,
        "number": party.number,
        "sender": party.sender,
        "contact": party.contact,
        "phone": party.phone,
        "date": said_date(party.date, lang),
        "days": party.days,
        "opening": list(letter.opening),
        "closing": list(letter.closing),
        "attachments": list(letter.attachments),
        "files": list(letter.files),
        "profile": letter.profile,
        "version": letter.version,
        "checks": letter.checks,
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "facts": list(item.facts),
                "basis": list(item.basis),
                "request": item.request,
                "figures": [
                    {"label": figure.label, "printed": figure.printed, "place": figure.place} for figure in item.figures
                ],
            }
            for item in letter.items
        ],
    }


def template_bytes(kind: Kind, lang: str) -> bytes:
    """A template to start from, in the geometry of the shipped letters."""
    sheet = Sheet(LETTER)
    sheet.blank(2)
    sheet.line("{{ title }}", face=TITLE, size=22, align="centre")
    sheet.blank()
    sheet.line(word("letter.to", lang, unit="{{ unit }}"), align="left")
    _loop(sheet, "opening", "{{ text }}")
    sheet.line("{%p for item in items %}")
    sheet.line("{{ item.number }}. {{ item.title }}", face=SUBHEAD, indent=2)
    sheet.line("{%p for fact in item.facts %}")
    sheet.line("{{ fact }}", indent=2)
    sheet.line("{%p endfor %}")
    sheet.line(word(f"letter.{kind}.request", lang, text="{{ item.request }}"), indent=2)
    sheet.line("{%p endfor %}")
    _loop(sheet, "closing", "{{ text }}")
    sheet.blank(2)
    sheet.line("{{ sender }}", align="right", right=4)
    sheet.line("{{ date }}", align="right", right=4)
    sheet.page_numbers()
    return sheet.bytes()


def _loop(sheet: Sheet, name: str, text: str) -> None:
    sheet.line(f"{{%p for text in {name} %}}")
    sheet.line(text, indent=2)
    sheet.line("{%p endfor %}")


def fill_template(template: bytes, letter: Letter, name: str) -> bytes:
    """The letter in a user's template.

    Raises:
        UsageError: ``letter-extra``: docxtpl is not installed; ``letter-template``: this is no DOCX, its fields are
            not known or badly written, or it leaves out figures of the letter.

    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - an extra, loaded at its one door
        from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415 - comes with docxtpl
        from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415
    except ImportError:
        raise UsageError("letter-extra", name, "docxtpl") from None
    try:
        book = DocxTemplate(io.BytesIO(template))
        # Users' text is data: it is escaped and never run.
        book.render(fields(letter), SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
        written = io.BytesIO()
        book.save(written)
    except TemplateError as error:
        at = getattr(error, "lineno", None)
        raise UsageError("letter-template", name, _said(error) + (f" ({at})" if at else "")) from error
    except Exception as error:  # a template is a foreign file: whatever its reader raises is about the file
        raise UsageError("letter-template", name, _said(error)) from error
    return written.getvalue()


def _said(error: Exception) -> str:
    return _LINES.sub(" ", str(error))[:160] or type(error).__name__
