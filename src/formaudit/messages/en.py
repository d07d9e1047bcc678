"""The catalogue in English: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import pdf_en

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {**pdf_en.MESSAGES}
