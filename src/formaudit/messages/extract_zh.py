"""Chinese words for what extraction cannot read or could not take over whole."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.empty": "文件是空的",
    "remedy.empty": "请核对是否上传完整，并重新索取该文件",
    "error.not-found": "找不到该文件",
    "remedy.not-found": "请核对路径",
    "error.linked-folder": "链接指向别处的文件夹，未读取其中内容",
    "remedy.linked-folder": "请把所指的文件夹直接作为路径给出",
    "error.unreadable": "文件无法打开",
    "remedy.unreadable": "请检查读取权限，以及该路径是文件还是文件夹",
    "error.only-pdf": "{detail} 只能读取 PDF 文件",
    "remedy.only-pdf": "请去掉 --reader 或 --compare，用本程序自己的阅读器读取",
    "error.unsupported": "不支持的文件格式（{detail}）",
    "remedy.unsupported": "请另存为 DOCX、PDF、XLSX 或 TXT 后重试",
    "error.damaged": "文件已损坏或不完整",
    "remedy.damaged": "请用原软件打开后另存一份，或重新索取该文件",
    "error.encrypted": "文件已加密，需要密码才能打开",
    "remedy.encrypted": "请取消密码保护后重新提供",
    "error.encoding": "无法判断文本的编码",
    "remedy.encoding": "请用记事本另存为 UTF-8 编码后重试",
    "error.too-large": "文件过大，或解压后大小异常 {detail}",
    "remedy.too-large": "请拆分文件；若来源不明，请先确认文件是否安全",
    "error.missing-extra": "读取此格式所需的组件未安装",
    "remedy.missing-extra": "请运行 pip install 'formaudit[{detail}]'",
    "warning.unread": "第{table}个表有{count}个数字未被识别，未参与核对，首个为第{row}行第{col}列“{text}”；可用 formaudit forms ask 说明该表",
    "warning.pasted": "表格被粘贴成每行一个单元格的文字，已按表头重排，结论仅供核对",
    "warning.extension-mismatch": "扩展名与实际格式不符（{detail}），已按实际格式读取",
    "warning.alt-chunk": "文档中嵌入了 {detail} 段外部内容，未读取",
    "warning.pictures-only": "文档几乎没有文字，只有 {detail} 张图片，图片中的内容未读取",
    "warning.header-table": "页眉或页脚中有表格（{detail}），未读取",
    "warning.no-content": "文件中没有文字也没有表格",
    "warning.notes": "文档有 {detail} 条脚注或尾注，未读取",
    "warning.ragged-rows": "第 {detail} 行起的表格中有一行多出单元格，其列位置不确定",
    "warning.joined-rows": "第 {detail} 行：单元格内的空行与表格换行无法区分，已按上一行的格数合并",
    "extract.table": "表{number} {caption}",
    "extract.sheet": "表{number}",
    "extract.text": "正文",
    "extract.legend": "（表中 ^ 表示与上方单元格合并，< 表示与左侧单元格合并）",
}
