"""Templates that a user replaces: DOCX with fields, filled by docxtpl (an extra)."""

import io
import re
from typing import Any, Final

from formaudit.errors import FormauditError, UsageError
from formaudit.extract.door import extract_bytes
from formaudit.letters.fields import FIELDS, ITEM_FIELDS, fields
from formaudit.letters.letter import Letter
from formaudit.messages import word
from formaudit.model.source_format import SourceFormat
from formaudit.patterns import compiled
from formaudit.reports.clean import shorten
from formaudit.version import MADE, OUTPUT_MARK

__all__ = ["fill_template"]

_NAME: Final = compiled(r"'(?P<name>[^']+)' is undefined|has no attribute '(?P<attribute>[^']+)'")
_SHOWN: Final = 40


def fill_template(template: bytes, letter: Letter, name: str) -> bytes:
    """The letter in a user's template, whose text is data: it is escaped, and what it says is never run.

    Raises:
        UsageError: ``letter-extra``: docxtpl is not installed; ``letter-template``, with the place in the template:
            it is no DOCX, or a field is not known or badly written.

    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - an extra, loaded at its one door
        from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415 - comes with docxtpl
        from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - comes with docxtpl
    except ImportError:
        raise UsageError("letter-extra", name, "docxtpl") from None
    lang = letter.lang
    paragraphs = _paragraphs(template, name, lang)
    try:
        book = DocxTemplate(io.BytesIO(template))
        book.render(fields(letter), SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
        # A letter is never read as a submission, whoever drew its template, and one that was edited since is told.
        about = book.docx.core_properties
        about.category, about.created, about.modified = OUTPUT_MARK, MADE, MADE
        written = io.BytesIO()
        book.save(written)
    except TemplateError as error:
        raise UsageError("letter-template", name, _placed(error, paragraphs, lang)) from error
    except Exception as error:  # a template is a foreign file: whatever its reader raises is about the file
        raise UsageError("letter-template", name, shorten(str(error), 160) or type(error).__name__) from error
    return written.getvalue()


def _paragraphs(template: bytes, name: str, lang: str) -> tuple[tuple[int, str], ...]:
    """The texts of the template: those of paragraphs with their number from 1, those of cells with 0."""
    no_docx = UsageError("letter-template", name, word("letter.template.no-docx", lang))
    if not template.startswith(b"PK"):
        raise no_docx
    try:
        document = extract_bytes(template, "template.docx")
    except FormauditError:
        raise no_docx from None
    if document.source.format != SourceFormat.DOCX:
        raise no_docx
    cells = ((0, line) for table in document.tables for cell in table for line in cell.text.split("\n"))
    return (*((each.index + 1, each.text) for each in document.paragraphs), *cells)


def _placed(error: Exception, paragraphs: tuple[tuple[int, str], ...], lang: str) -> str:
    """What is wrong, and where in the template."""
    match = _NAME.search(str(error))
    if match:
        name = match["name"] or match["attribute"]
        known = FIELDS if match["name"] else ITEM_FIELDS
        fact = word("letter.template.unknown", lang, name=name, known=", ".join(known))
        near = re.compile(rf"\b{re.escape(name)}\b")
        place = next(((number, text) for number, text in paragraphs if "{" in text and near.search(text)), None)
    else:
        fact = word("letter.template.syntax", lang, fact=shorten(str(error), 120))
        place = _near(error, paragraphs)
    if place is None:
        return fact
    number, text = place
    key = "letter.template.at" if number else "letter.template.in-table"
    values = {"text": shorten(text, _SHOWN), "fact": fact}
    return word(key, lang, paragraph=str(number), **values) if number else word(key, lang, **values)


def _near(error: Any, paragraphs: tuple[tuple[int, str], ...]) -> tuple[int, str] | None:
    """The paragraph in which a syntax error was found; the lines around it come with the error, a paragraph each."""
    lines = [" ".join(line.split()) for line in getattr(error, "docx_context", ())]
    at = (getattr(error, "lineno", None) or 1) - 1
    order = sorted(range(len(lines)), key=lambda index: abs(index - min(at, 3)))
    for index in order:
        for number, text in paragraphs:
            bare = " ".join(text.split())
            if "{" in bare and lines[index] and (bare in lines[index] or lines[index] in bare):
                return number, text
    return next(((number, text) for number, text in paragraphs if text.count("{") != text.count("}")), None)
