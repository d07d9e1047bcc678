"""The catalogue in Chinese: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import cli_zh, extract_zh

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **cli_zh.MESSAGES,
    **extract_zh.MESSAGES,
}
