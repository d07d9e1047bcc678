"""Errors and warnings in words: one line that states the fact and the remedy."""

from formaudit.errors import FormauditError
from formaudit.messages import has, word
from formaudit.messages.foreign import told

__all__ = ["fact", "line", "remedy"]


def fact(error: FormauditError, lang: str = "") -> str:
    """What is wrong, without the file's name; the code itself where the catalogue has no words for it."""
    key, detail = f"error.{error.code}", told(error.detail, lang)
    if not has(key):
        return error.code
    said = word(key, lang, detail=detail, file=error.file)
    return said if detail else said.rstrip(" :：")


def remedy(error: FormauditError, lang: str = "") -> str:
    """What the person who runs the program can do about it; empty where the catalogue does not say."""
    key = f"remedy.{error.code}"
    return word(key, lang, detail=told(error.detail, lang), file=error.file) if has(key) else ""


def line(error: FormauditError, lang: str = "") -> str:
    """Both in one line, the file first."""
    file = " ".join(error.file.split()) or ""
    advice = remedy(error, lang)
    said = fact(error, lang) + (word("error.join", lang, remedy=advice) if advice else "")
    return word("error.line", lang, file=file, said=said) if file else said
