"""The command line and the terminal, and nothing else.

In: the arguments that were typed. Out: printed lines and an exit code.
"""
