"""Makes the files for the output folder in parallel, and delivers them together.

In: the book laid out and assembled. Out: ``Product`` values, in the output folder all of them or none.
"""
