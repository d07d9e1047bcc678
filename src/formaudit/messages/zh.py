"""The catalogue in Chinese: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import (
    archive_zh,
    audit_zh,
    bench_zh,
    catalogue_zh,
    checks_zh,
    cli_zh,
    design_checks_zh,
    explain_crossing_zh,
    explain_design_zh,
    explain_tables_zh,
    explain_texts_zh,
    extract_zh,
    formats_zh,
    golden_zh,
    letters_zh,
    life_zh,
    office_zh,
    pdf_zh,
    profile_zh,
    report_zh,
    scan_zh,
    store_zh,
    text_checks_zh,
)

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **archive_zh.MESSAGES,
    **audit_zh.MESSAGES,
    **bench_zh.MESSAGES,
    **catalogue_zh.MESSAGES,
    **checks_zh.MESSAGES,
    **cli_zh.MESSAGES,
    **design_checks_zh.MESSAGES,
    **explain_crossing_zh.MESSAGES,
    **explain_design_zh.MESSAGES,
    **explain_tables_zh.MESSAGES,
    **explain_texts_zh.MESSAGES,
    **extract_zh.MESSAGES,
    **formats_zh.MESSAGES,
    **golden_zh.MESSAGES,
    **letters_zh.MESSAGES,
    **life_zh.MESSAGES,
    **office_zh.MESSAGES,
    **pdf_zh.MESSAGES,
    **profile_zh.MESSAGES,
    **report_zh.MESSAGES,
    **scan_zh.MESSAGES,
    **store_zh.MESSAGES,
    **text_checks_zh.MESSAGES,
}
