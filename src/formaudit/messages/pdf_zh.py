"""Words about PDF files, in Chinese."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "warning.no-text-layer": "第{detail}页没有可用的文字层，需由扫描件识别读取",
    "warning.garbled-text": "第{detail}页的文字编码无法还原，页面显示的文字不能从文件中读出",
    "warning.page-damaged": "第{detail}页已损坏，未能读取",
    "warning.ofd-seals": "OFD 文件带有 {detail} 个电子签章；只比对摘要，未验证证书",
    "warning.changed-after-sealing": "签章之后内容有改动：{detail}",
    "warning.ofd-seal-unknown": "有 {detail} 个签章所用的摘要算法未知，未能比对",
    "warning.ofd-attachments": "OFD 的附件未展开读取：{detail}",
}
