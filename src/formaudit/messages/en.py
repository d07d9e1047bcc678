"""The catalogue in English: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import archive_en, extract_en

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **archive_en.MESSAGES,
    **extract_en.MESSAGES,
}
