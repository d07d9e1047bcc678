"""Chinese words of the command line."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.line": "{file}：{said}",
    "error.join": "；{remedy}",
    "error.defect": "程序缺陷：{detail}（设置 FORMAUDIT_DEBUG=1 可查看详情）",
    "error.unknown-command": "没有命令“{detail}”",
    "remedy.unknown-command": "运行 formaudit --help 查看全部命令",
    "error.arguments": "用法错误：{detail}",
    "remedy.arguments": "运行 {file} --help 查看用法",
    "error.terminal": "{detail} 是二进制格式，不能输出到终端",
    "remedy.terminal": "请用 --out 指定文件，或重定向标准输出",
    "usage.missing": "缺少参数 {detail}",
    "usage.unknown": "不认识的参数 {detail}",
    "usage.choice": "参数 {name} 的值“{detail}”无效，可选：{choices}",
    "usage.value": "参数 {name} 缺少取值",
    "cli.usage": "用法：",
    "cli.commands": "命令",
    "cli.options": "选项",
    "cli.arguments": "参数",
    "cli.help": "显示帮助并退出",
    "cli.version": "显示版本并退出",
    "cli.about": "审核预算绩效自评材料：还原表格，核对每个数字，指出哪里不可能正确。",
    "cli.more": "查看某个命令的用法：formaudit 命令 --help",
    "cli.extract": "读取一个文件中的表格和文字",
    "cli.extract.file": "要读取的文件",
    "cli.extract.format": "输出格式（默认 json；给出 --out 时按其扩展名）",
    "cli.extract.out": "写入的文件（默认标准输出）",
    "cli.extract.reader": "用哪个阅读器识别 PDF 的表格（默认 own）",
    "cli.extract.compare": "并排列出各阅读器对同一 PDF 的识别结果",
    "cli.extract.comparable": "--compare 只能输出以下格式：{forms}",
}
