"""Makes the files for the output folder in parallel, and delivers them together.

In: the laid-out editions, as ``Sources``. Out: ``Product`` values, in the output folder all of them or none.
"""
