"""Relations inside one table: codes T."""
