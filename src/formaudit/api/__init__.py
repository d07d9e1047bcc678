"""The library for programmers: what ``import formaudit`` offers, on one floor with the command line."""
