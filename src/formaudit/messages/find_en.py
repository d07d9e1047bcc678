"""Words of the search over an archive in English."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "find.help": "find words in a store: cells and sentences with figure, place and state",
    "find.help.words": "words of two characters or more; several must stand in one cell or sentence",
    "find.help.year": "years: 2019..2022, 2019.., ..2022 or 2020",
    "find.help.over": "only figures above N (10,000 yuan)",
    "find.help.form": "only in one kind of form or in reports",
    "find.help.unit": "only units whose name holds this text",
    "find.help.check": "only figures that this check speaks of, such as T09",
    "find.help.series": "one figure through the years, unit by unit",
    "find.help.limit": "hits on a page (20)",
    "find.help.offset": "leave out so many hits (next page)",
    "find.sum": "“{words}”: in {count} submissions",
    "find.nothing": "“{words}” was not found",
    "find.no-line": "no single cell or sentence meets all conditions; take fewer words or wider conditions",
    "find.no-series": "no figure meets the conditions",
    "find.by.year": "by year: {said}",
    "find.by.form": "by form: {said}",
    "find.by.check": "by check (findings): {said}",
    "find.more": "there is more; next page: --offset {offset}",
    "standing-of.tied": "tied",
    "standing-of.contradicted": "contradicted",
    "standing-of.untested": "untested",
    "meter.phase.index": "indexing",
    "error.find-short": "the word is too short: {detail}",
    "remedy.find-short": "each word needs two letters or digits at least",
    "error.find-year": "not a range of years: {detail}",
    "remedy.find-year": "write 2019..2022, 2019.., ..2022 or 2020",
    "error.find-amount": "not an amount: {detail}",
    "remedy.find-amount": "--over takes a number of 10,000 yuan, such as --over 10",
    "error.find-limit": "not a number of hits: {detail}",
    "remedy.find-limit": "--limit is 1 or more, --offset 0 or more",
    "error.find-form": "not a kind of form: {detail}",
    "remedy.find-form": "annex1, annex2, annex3, annex4 or report",
    "find.vain": "not every submission was looked into; --limit 1000 looks into all",
    "error.find-empty": "no words to look for",
    "remedy.find-empty": "write at least two characters or digits, as in formaudit find training",
}
