"""From laid-out sections to a finished PDF, with pikepdf.

In: laid-out sections and their fonts. Out: one file of a standard: PDF/X-4, or PDF/A-2a with PDF/UA-1, or the
sheets of a booklet.
"""
