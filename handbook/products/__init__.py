"""The files for the output folder, made together and delivered whole.

In: the editions laid out. Out: ``Product`` values, and those in the output folder, all of them or none.
"""
