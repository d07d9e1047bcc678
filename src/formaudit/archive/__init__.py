"""Scans of whole archives."""
