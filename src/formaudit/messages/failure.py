"""Errors and warnings in words: one line that states the fact and the remedy."""

from typing import Final

from formaudit.errors import FormauditError
from formaudit.messages import has, word
from formaudit.messages.foreign import told
from formaudit.patterns import late

_OPEN: Final = late(r"\s*[：:]\s*(?=[；;。]|$)|（\s*）|\s\(\s*\)")
__all__ = ["fact", "line", "remedy"]


def fact(error: FormauditError, lang: str = "") -> str:
    """What is wrong, without the file's name; the code itself where the catalogue has no words for it."""
    key = f"error.{error.code}"
    return _closed(word(key, lang, detail=told(error.detail, lang), file=error.file)) if has(key) else error.code


def remedy(error: FormauditError, lang: str = "") -> str:
    """What the person who runs the program can do about it; empty where the catalogue does not say."""
    key = f"remedy.{error.code}"
    return _closed(word(key, lang, detail=told(error.detail, lang), file=error.file)) if has(key) else ""


def _closed(text: str) -> str:
    """A sentence whose detail was left out, without the colon or the brackets that wait for it."""
    return _OPEN.sub("", text)


def line(error: FormauditError, lang: str = "") -> str:
    """Both in one line, the file first."""
    file = " ".join(error.file.split()) or ""
    advice = remedy(error, lang)
    said = fact(error, lang) + (word("error.join", lang, remedy=advice) if advice else "")
    return word("error.line", lang, file=file, said=said) if file else said
