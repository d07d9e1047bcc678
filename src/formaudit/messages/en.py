"""The catalogue in English: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import cli_en, extract_en

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **cli_en.MESSAGES,
    **extract_en.MESSAGES,
}
