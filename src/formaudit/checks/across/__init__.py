"""Relations between tables, forms and the report: codes X."""
