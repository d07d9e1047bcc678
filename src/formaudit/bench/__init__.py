"""Injected-fault benchmark."""
