"""A second hand that writes submissions: other forms, other sentences and other faults than ``corpora.generator``.

It knows neither the program nor the first generator: its layouts are those that units of several provinces fill in, its
sentences are its own, and its faults are slips on what is printed. ``facts`` draws what a unit planned, got, paid and
reached; ``layouts``, ``layouts_scored`` and ``prose`` print it; ``faults`` spoils one printed figure or word; ``press``
writes DOCX, XLSX and HTML.
"""
