"""Checks a finished print file the way a print shop does before it accepts one.

In: a PDF, and the handbook that it was made of. Out: a ``Report`` with the requirement, the measurement and
the findings of each rule, as problems for the terminal, as JSON, and as the context of the HTML report.
"""
