"""Figures and sentences that no form meant to hold: codes C."""
