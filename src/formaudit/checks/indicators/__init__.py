"""The design of indicators: codes I."""
