"""Writes the project's own submissions: consistent by construction, then broken on purpose, with the truth beside.

The way through the package: ``spec`` (what a unit did and spent) → ``evaluation``, ``basedata``, ``fundlist``,
``narrative`` (what its forms print, under a ``layout``) → ``sheet`` (cells and lines that know their figures) →
``faults`` (what goes wrong) → ``docx``, ``txt``, ``xlsx``, ``html`` (bytes) and ``truth`` (what a reader must find).
Nothing here imports the program under test.
"""
