"""The rules of the preflight, in the order of the report.

A rule is a function that inspects a ``PrintFile``, an entry in the ``RULES`` of its module, and its sentences
in the catalogue of messages, under its id.
"""

from handbook.preflight.rules import colour, detail, geometry, pdfx, text_colour, transparency

RULES = (*geometry.RULES, *colour.RULES, *text_colour.RULES, *detail.RULES, *pdfx.RULES, *transparency.RULES)
