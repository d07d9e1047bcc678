"""Words about PDF files, in Chinese."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "warning.no-text-layer": "第{detail}页没有可用的文字层，需由扫描件识别读取",
    "warning.garbled-text": "第{detail}页的文字编码无法还原，页面显示的文字不能从文件中读出",
    "warning.page-damaged": "第{detail}页已损坏，未能读取",
}
