"""The rules of the preflight, in the order in which the report tells them."""

from handbook.preflight.rules import appearance as ink
from handbook.preflight.rules import geometry as page
from handbook.preflight.rules import pdfx

INSIDE = ("pages", "body")  # rules that say nothing of a cover sheet
MEASURED = ("ink-drawn",)  # and those that need Ghostscript
RULES = (*page.RULES, *ink.RULES, *pdfx.RULES)
