"""Words about PDF files, in Chinese."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "warning.no-text-layer": "第{detail}页没有可用的文字层，需由扫描件识别读取",
    "warning.garbled-text": "第{detail}页的文字编码无法还原，页面显示的文字不能从文件中读出",
    "warning.veiled-text": "第{detail}页的文字层看不见（如扫描件上的识别文字），不是页面印出的文字，未采用",
    "warning.loose-rows": "第{detail}页有些行像是无框线表格的行，但未能排成表格，其中的数字没有按表格读取",
    "warning.form-fields": "第{detail}页有没有外观的表单域或批注，已按其保存的值读取",
    "warning.drawn-cells": "第{detail}页有单元格的内容是图形或图片，已识别读取",
    "warning.drawn-cells-unread": "第{detail}页有单元格的内容是图形或图片，未能读取，请提供文字版",
    "warning.page-pictures": "第 {detail} 页有较大的图片，可能是表格，其中文字未读取",
    "warning.attachments-unread": "文件带有附件，未读取：{detail}；请把附件单独提交",
    "warning.page-notes": "页面上的批注或图章中有数字，未读取：{detail}",
    "warning.slanted-text": "斜置的文字（如水印）中有数字，未计入正文：{detail}",
    "warning.xfa-form": "文件含有 XFA 表单，其中的内容只有专用软件才能显示，未读取；请打印为 PDF 后提交",
    "warning.page-damaged": "第{detail}页已损坏，未能读取",
    "warning.ofd-seals": "OFD 文件带有 {detail} 个电子签章；只比对摘要，未验证证书",
    "warning.changed-after-sealing": "签章之后内容有改动：{detail}",
    "warning.ofd-seal-unknown": "有 {detail} 个签章所用的摘要算法未知，未能比对",
    "warning.ofd-attachments": "OFD 的附件未展开读取：{detail}",
}
