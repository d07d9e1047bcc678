"""The catalogue in English: assembled from one module for each part of the house."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {}
