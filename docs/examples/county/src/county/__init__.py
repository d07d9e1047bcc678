"""What one county adds to formaudit: a check of its own, and the format of its old reporting program."""
