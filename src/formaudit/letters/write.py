"""A letter as DOCX by its kind, checked before it leaves the house."""

from collections.abc import Sequence

from formaudit.letters.forms import form_bytes
from formaudit.letters.letter import Kind, Letter
from formaudit.letters.official import official_bytes
from formaudit.letters.readback import check_letter
from formaudit.model.document import Document

__all__ = ["letter_bytes"]

_FORMS = frozenset({Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER})


def letter_bytes(letter: Letter, documents: Sequence[Document] = ()) -> bytes:
    """The letter's file. ``documents`` are the files it quotes, in the order of the submission, where they are at hand.

    Raises:
        LetterFault: the written file does not say what the letter says: a defect of ours; nothing is handed on.

    """
    data = form_bytes(letter) if letter.kind in _FORMS else official_bytes(letter)
    check_letter(data, letter, documents)
    return data
