"""The rules of the preflight, in the order of the report.

A rule is a function that inspects a ``PrintFile``, an entry in the ``RULES`` of its module, and its sentences
in the catalogue of messages, under its id.
"""

from handbook.preflight.rules import (
    colour,
    condition,
    detail,
    geometry,
    layers,
    pdfx,
    text_colour,
    transparency,
)

MODULES = (geometry, colour, text_colour, detail, layers, pdfx, condition, transparency)
RULES = tuple(rule for module in MODULES for rule in module.RULES)
