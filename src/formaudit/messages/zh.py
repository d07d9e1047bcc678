"""The catalogue in Chinese: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import (
    archive_zh,
    audit_zh,
    bench_zh,
    catalogue_zh,
    cli_zh,
    extract_zh,
    formats_zh,
    front_zh,
    golden_zh,
    letters_zh,
    life_zh,
    office_zh,
    pdf_zh,
    profile_zh,
    report_zh,
    scan_zh,
    serve_zh,
    store_zh,
    web_zh,
)
from formaudit.messages.checks import (
    across_zh,
    damage_zh,
    filling_in_zh,
    indicators_zh,
    scores_zh,
    tables_zh,
    text_zh,
    verdicts_zh,
    years_and_peers_zh,
)

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **archive_zh.MESSAGES,
    **audit_zh.MESSAGES,
    **bench_zh.MESSAGES,
    **catalogue_zh.MESSAGES,
    **cli_zh.MESSAGES,
    **extract_zh.MESSAGES,
    **formats_zh.MESSAGES,
    **front_zh.MESSAGES,
    **golden_zh.MESSAGES,
    **letters_zh.MESSAGES,
    **life_zh.MESSAGES,
    **office_zh.MESSAGES,
    **pdf_zh.MESSAGES,
    **profile_zh.MESSAGES,
    **report_zh.MESSAGES,
    **scan_zh.MESSAGES,
    **store_zh.MESSAGES,
    **serve_zh.MESSAGES,
    **web_zh.MESSAGES,
    **across_zh.MESSAGES,
    **damage_zh.MESSAGES,
    **filling_in_zh.MESSAGES,
    **indicators_zh.MESSAGES,
    **scores_zh.MESSAGES,
    **tables_zh.MESSAGES,
    **text_zh.MESSAGES,
    **verdicts_zh.MESSAGES,
    **years_and_peers_zh.MESSAGES,
}
