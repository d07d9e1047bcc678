"""Files to submissions."""
