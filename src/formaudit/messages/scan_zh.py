"""Chinese words for what the recognition of scans must say."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "warning.scan-recognised": "第 {detail} 页是扫描图像，文字由识别得到；识别不够确定的数字已降低可信度，请对照原件核对",
    "warning.scan-unruled": "第 {detail} 页有表格没有完整的框线，行列按文字间隙推定，请对照原件核对",
    "warning.scan-coarse": "第 {detail} 页的扫描分辨率过低，数字不可依赖，请按 200 dpi 以上重新扫描",
    "warning.scan-photograph": "第 {detail} 页是拍照或弯曲的页面，识别前已展平，请对照原件核对数字",
    "warning.scan-turn": "第 {detail} 页的方向无法确定，数字已存疑，请正向重新扫描",
    "warning.scan-seal": "第 {detail} 页有红色印章，识别时已去除，印章下的文字请对照原件核对",
}
