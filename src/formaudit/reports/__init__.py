"""The findings report in every format."""
