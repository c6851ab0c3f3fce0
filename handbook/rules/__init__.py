"""The rules of the preflight, in the order in which the report tells them."""

from handbook.rules import ink, page, pdfx

RULES = (*page.RULES, *ink.RULES, *pdfx.RULES)
