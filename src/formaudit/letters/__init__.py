"""Letters from findings."""
