"""The report by itself: codes N."""
