"""The catalogue in English: assembled from one module for each part of the house."""

from typing import Final

from formaudit.messages import (
    archive_en,
    audit_en,
    bench_en,
    catalogue_en,
    checks_en,
    cli_en,
    design_checks_en,
    explain_crossing_en,
    explain_design_en,
    explain_tables_en,
    explain_texts_en,
    extract_en,
    formats_en,
    golden_en,
    letters_en,
    life_en,
    office_en,
    pdf_en,
    profile_en,
    report_en,
    scan_en,
    store_en,
    text_checks_en,
)

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    **archive_en.MESSAGES,
    **audit_en.MESSAGES,
    **bench_en.MESSAGES,
    **catalogue_en.MESSAGES,
    **checks_en.MESSAGES,
    **cli_en.MESSAGES,
    **design_checks_en.MESSAGES,
    **explain_crossing_en.MESSAGES,
    **explain_design_en.MESSAGES,
    **explain_tables_en.MESSAGES,
    **explain_texts_en.MESSAGES,
    **extract_en.MESSAGES,
    **formats_en.MESSAGES,
    **golden_en.MESSAGES,
    **letters_en.MESSAGES,
    **life_en.MESSAGES,
    **office_en.MESSAGES,
    **pdf_en.MESSAGES,
    **profile_en.MESSAGES,
    **report_en.MESSAGES,
    **scan_en.MESSAGES,
    **store_en.MESSAGES,
    **text_checks_en.MESSAGES,
}
