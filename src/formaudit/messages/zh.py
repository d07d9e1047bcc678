"""The catalogue in Chinese: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import pdf_zh

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {**pdf_zh.MESSAGES}
