"""The catalogue in English: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import (
    archive_en,
    audit_en,
    bench_en,
    catalogue_en,
    cli_en,
    extract_en,
    formats_en,
    front_en,
    golden_en,
    letters_en,
    life_en,
    office_en,
    pdf_en,
    profile_en,
    report_en,
    scan_en,
    serve_en,
    store_en,
    web_en,
)
from formaudit.messages.checks import (
    across_en,
    damage_en,
    filling_in_en,
    indicators_en,
    scores_en,
    tables_en,
    text_en,
    verdicts_en,
    years_and_peers_en,
)

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **archive_en.MESSAGES,
    **audit_en.MESSAGES,
    **bench_en.MESSAGES,
    **catalogue_en.MESSAGES,
    **cli_en.MESSAGES,
    **extract_en.MESSAGES,
    **formats_en.MESSAGES,
    **front_en.MESSAGES,
    **golden_en.MESSAGES,
    **letters_en.MESSAGES,
    **life_en.MESSAGES,
    **office_en.MESSAGES,
    **pdf_en.MESSAGES,
    **profile_en.MESSAGES,
    **report_en.MESSAGES,
    **scan_en.MESSAGES,
    **store_en.MESSAGES,
    **serve_en.MESSAGES,
    **web_en.MESSAGES,
    **across_en.MESSAGES,
    **damage_en.MESSAGES,
    **filling_in_en.MESSAGES,
    **indicators_en.MESSAGES,
    **scores_en.MESSAGES,
    **tables_en.MESSAGES,
    **text_en.MESSAGES,
    **verdicts_en.MESSAGES,
    **years_and_peers_en.MESSAGES,
}
