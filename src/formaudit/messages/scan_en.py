"""English words for what the recognition of scans must say."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "warning.scan-recognised": "page {detail} is a scanned picture; its text was recognised, figures that are not certain have a low confidence: compare them with the original",
    "warning.scan-unruled": "page {detail} has a table without a full grid of lines; its rows and columns were told by gaps: compare them with the original",
    "warning.scan-coarse": "page {detail} was scanned too coarsely for its figures to be relied on; please scan it again at 200 dpi or more",
    "warning.scan-photograph": "page {detail} is a photograph or lay bent; it was made flat for the recognition: compare its figures with the original",
    "warning.scan-turn": "it is not certain which way up page {detail} lies, and its figures are doubted; please scan it again upright",
    "warning.scan-seal": "page {detail} bears a red seal, which was taken out for the recognition; compare the text under it with the original",
}
