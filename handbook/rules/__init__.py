"""The rules of the preflight, in the order in which the report tells them."""

from handbook.rules import ink, page, pdfx

INSIDE = ("pages", "body")  # rules that say nothing of a cover sheet
MEASURED = ("ink-drawn",)  # and those that need Ghostscript
RULES = (*page.RULES, *ink.RULES, *pdfx.RULES)
