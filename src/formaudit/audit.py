"""The whole run on one page: submissions to audit report."""
