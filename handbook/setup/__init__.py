"""Makes a machine ready: a virtual environment with the packages of the lock, and the libraries of the system.

In: the arguments of the command line. Out: an interpreter that has what the command needs, or ``SetupFailed`` with
what the user has to do. Standard library only, for nothing else is installed yet.
"""
