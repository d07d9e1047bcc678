"""Chinese words for what older Word files, spreadsheets and web pages cannot give."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.no-libreoffice": "读取此格式需要 LibreOffice，本机未安装",
    "remedy.no-libreoffice": "请安装 LibreOffice，或用原软件另存为 DOCX 后重试",
    "warning.no-libreoffice": "本机未安装 LibreOffice，只由一种方式读取，未作比对",
    "warning.one-reader": "另一种读取方式未能打开此文件（{detail}），只由一种方式读取，未作比对",
    "warning.readers-differ": "两种读取方式结果不一致，以文件中存储的文字为准：{detail}",
    "warning.converted": "文件先由 {detail} 转换，再读取",
    "warning.repaired": "文件部分损坏，已尽量修复后读取（{detail}）",
    "warning.number-formats-unknown": "工作表“{detail}”的数字格式无法读取，百分数等可能显示为小数",
    "warning.formula-without-value": "公式没有保存计算结果，按空白处理：{detail}",
    "warning.formula-not-calculated": "公式的结果要到打开文件时才计算，文件中存储的 0 不一定是打印的数：{detail}",
    "warning.covered-value": "合并单元格遮住了有内容的单元格（{detail} 个），遮住的内容不会打印，未采用",
    "warning.hidden-sheet": "工作表“{detail}”是隐藏的，其内容已读取",
    "warning.hidden-rows": "有隐藏的行，其内容已读取：{detail}",
    "warning.hidden-columns": "有隐藏的列，其内容已读取：{detail}",
}
