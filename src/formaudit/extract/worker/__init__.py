"""Work in other processes, under limits."""
