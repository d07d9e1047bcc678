"""Checks that users bring: relations written in a profile, and installed packages."""
