"""The pages of the review: each module one part of the work, each page a function from a call to an answer."""

from typing import Final

from formaudit.web.call import Page
from formaudit.web.pages import batch, bulk, find, goldens, journal, letters, matter, own, queue, submission

__all__ = ["PAGES"]

PAGES: Final[tuple[Page, ...]] = (
    *queue.PAGES, *submission.PAGES, *matter.PAGES, *bulk.PAGES, *batch.PAGES, *find.PAGES, *letters.PAGES,
    *goldens.PAGES, *journal.PAGES, *own.PAGES,
)  # fmt: skip
"""Every address that the server answers; a test walks all of them."""
