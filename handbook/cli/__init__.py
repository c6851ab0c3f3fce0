"""The command line and the terminal. What the commands do is in ``handbook.api``.

In: the typed arguments. Out: printed lines and an exit code.
"""
