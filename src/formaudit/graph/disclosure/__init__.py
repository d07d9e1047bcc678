"""Relations in and between the tables of a published budget or final accounts, as data, and how they are tested."""
