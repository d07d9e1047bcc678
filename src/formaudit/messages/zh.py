"""The catalogue in Chinese: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import extract_zh

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **extract_zh.MESSAGES,
}
