"""The files for the output folder, made side by side and delivered together.

In: the laid-out editions, as ``Sources``. Out: ``Product`` values, in the output folder all of them or none.
"""
