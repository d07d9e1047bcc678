"""Document to typed forms and the claims of the report."""
