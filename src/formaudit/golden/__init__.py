"""Golden extractions: accepted output, compared and reviewed."""
