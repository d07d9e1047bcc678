"""Archives of submissions (档案): scanned into a store, killed at any moment and gone on with, and asked afterwards."""
