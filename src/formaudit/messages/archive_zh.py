"""Words for archives and for reading under limits, in Chinese."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.multi-volume": "这是分卷压缩包中的一卷，单独一卷读不全",
    "remedy.multi-volume": "请收齐全部分卷，合并或解压后重新打成一个 ZIP 压缩包",
    "error.missing-library": "缺少读取 7z、RAR 压缩包所需的系统库 {detail}",
    "remedy.missing-library": "请安装该系统库（Debian、Ubuntu：apt install libarchive13；"
    "macOS：brew install libarchive），或者把压缩包解开，改打成 ZIP",
    "error.timeout": "读取超时（{detail}），已中止",
    "remedy.timeout": "请用原软件打开后另存一份再试；大文件可拆分，或放宽时间上限",
    "error.memory": "读取所需内存超出上限（{detail}），已中止",
    "remedy.memory": "请用原软件打开后另存一份再试；大文件可拆分，或放宽内存上限",
    "error.crashed": "读取程序意外终止（{detail}），没有结果",
    "remedy.crashed": "文件可能已损坏：请用原软件打开后另存一份再试",
    "error.too-complex": "文件结构嵌套过深，无法读取",
    "remedy.too-complex": "请用原软件打开后另存一份再试",
    "warning.link-ignored": "压缩包中的链接或设备文件未读取（{detail}）",
    "warning.unsafe-name": "压缩包中的文件名指向包外，已改为包内名称（{detail}）",
}
