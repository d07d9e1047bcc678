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
    "warning.raised-marks": "数字或文字旁抬高、降低的小号注记未计入正文：{detail}",
    "warning.struck-text": "已划去（删除线）的内容未采用：{detail}",
    "warning.hidden-text": "有看不见的文字（与底色同色、字号极小或由样式隐藏），未采用：{detail}",
    "warning.margin-text": "页眉或页脚中有数字，未读取：{detail}",
    "warning.comments": "文档有 {detail} 条批注，未读取",
    "warning.pictures": "文档中有 {detail} 张图片，图片中的内容未读取",
    "warning.picture-in-cell": "有 {detail} 个单元格只有图片或对象而没有文字，其内容未读取",
    "warning.chart": "文档中有 {detail} 个图表，图表中的数字未读取",
    "warning.diagram": "文档中有 {detail} 个 SmartArt 图示，图示中的内容未读取",
    "warning.control": "文档中有 {detail} 个控件，控件中的内容未读取",
    "warning.sub-document": "文档引用了 {detail} 个子文档，未读取",
    "warning.tracked-changes": "文档中有修订删除的内容（{detail} 处），按修订后的文字读取",
    "warning.bound-content": "有 {detail} 处内容控件的显示文字与其数据不一致，按数据读取",
    "warning.field-without-result": "有域没有保存结果，打印内容不明：{detail}",
    "warning.embedded-read": "嵌入的工作簿已在其所在位置读取：{detail}",
    "warning.embedded-object": "嵌入的文件或对象未读取：{detail}",
    "warning.equation-object": "公式对象未读取（{detail}）",
}
