"""A letter as DOCX by its kind, checked before it leaves the house."""

from collections.abc import Sequence

from formaudit.errors import UsageError
from formaudit.letters.forms import form_bytes
from formaudit.letters.letter import Kind, Letter, LetterFault
from formaudit.letters.official import official_bytes
from formaudit.letters.readback import check_letter, misplaced, omitted
from formaudit.letters.template import fill_template
from formaudit.model.document import Document

__all__ = ["letter_bytes", "templated_bytes"]

_FORMS = frozenset({Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER})


def letter_bytes(letter: Letter, documents: Sequence[Document] = ()) -> bytes:
    """The letter's file. ``documents`` are the files it quotes, in the order of the submission, where they are at hand.

    Raises:
        LetterFault: the written file does not say what the letter says: a defect of ours; nothing is handed on.

    """
    data = form_bytes(letter) if letter.kind in _FORMS else official_bytes(letter)
    check_letter(data, letter, documents)
    return data


def templated_bytes(letter: Letter, template: bytes, name: str) -> bytes:
    """The letter in the user's template, called ``name`` in errors. Its page and layout are the user's affair.

    Raises:
        UsageError: as ``fill_template``, or ``letter-template-omits``: the template leaves out facts of a matter.
        LetterFault: a figure is not what its clause prints.

    """
    for fault in misplaced(letter, ()):
        raise LetterFault(fault)
    data = fill_template(template, letter, name)
    if letter.kind is not Kind.RECEIPT:
        for missing in omitted(data, letter):
            raise UsageError("letter-template-omits", name, missing)
    return data
