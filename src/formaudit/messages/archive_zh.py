"""Words for archives and for reading under limits, in Chinese."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.encrypted": "文件设有密码，无法读取：{detail}",
    "remedy.encrypted": "请去掉密码后重新提交，或请填报单位提供未加密的文件。",
    "error.damaged": "文件已损坏或不完整：{detail}",
    "remedy.damaged": "请重新上传或向填报单位索取完整的文件；能读出的部分已经读出。",
    "error.multi-volume": "这是分卷压缩包中的一卷，单独一卷读不全：{detail}",
    "remedy.multi-volume": "请收齐全部分卷，合并或解压后重新打成一个 ZIP 压缩包。",
    "error.too-large": "超出读取上限：{detail}",
    "remedy.too-large": "请确认文件来源可靠；如确属正常材料，请拆分后分别提交。",
    "error.missing-extra": "缺少读取这种文件所需的组件：{detail}",
    "remedy.missing-extra": "请按提示安装该组件；或者把压缩包解开，改打成 ZIP。",
    "error.unsupported": "不支持这种格式或压缩方法：{detail}",
    "remedy.unsupported": "请另存为 DOCX、XLSX、PDF，或改打成 ZIP 后重新提交。",
    "error.timeout": "读取超时，已中止：{detail}",
    "remedy.timeout": "请用原程序打开并另存后重试；大文件可拆分，或放宽时间上限。",
    "error.memory": "读取所需内存超出上限，已中止：{detail}",
    "remedy.memory": "请用原程序打开并另存后重试；大文件可拆分，或放宽内存上限。",
    "error.crashed": "读取程序意外终止，未得到结果：{detail}",
    "remedy.crashed": "文件可能已损坏：请用原程序打开并另存后重试。",
    "error.too-complex": "文件结构嵌套过深，无法读取：{detail}",
    "remedy.too-complex": "请用原程序打开并另存后重试。",
    "error.unreadable": "无法打开文件：{detail}",
    "remedy.unreadable": "请检查文件是否存在、是否有读取权限、是否正被其他程序占用。",
    "warning.link-ignored": "压缩包中的链接或设备文件未读取：{detail}",
    "warning.unsafe-name": "压缩包中的文件名指向包外，已改为包内名称：{detail}",
}
