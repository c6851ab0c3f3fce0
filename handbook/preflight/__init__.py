"""Judges a finished print file, as a print shop does before it accepts one.

In: a PDF and the handbook that it was made of. Out: a ``Report`` with what each rule asks, measured and found.
"""
