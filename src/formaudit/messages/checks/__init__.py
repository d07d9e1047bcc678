"""The words of the checks: one module for each family and language; what they share stands in ``bases`` and ``verdicts``."""
