"""Checks a finished print file the way a print shop does before it accepts one.

In: a PDF, and the handbook that it was made of. Out: a ``Report`` with what each rule asks, measured and found, as
problems for the terminal, as JSON, and as the context of the HTML report.
"""
