"""Lays out HTML as pages, with WeasyPrint.

In: sections. Out: laid-out sections, each a PDF without its fonts, fitted to its pages; or the texts that do not
fit.
"""
