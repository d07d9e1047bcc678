"""Whether LibreOffice is here: tests that need its conversions say so when they are skipped."""

import pytest

from formaudit.extract import soffice

needs_office = pytest.mark.skipif(soffice.available() is None, reason="LibreOffice is not installed")
