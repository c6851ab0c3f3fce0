"""Prepares a machine: a virtual environment with the packages of the lock file, and libraries of the system.

In: the arguments of the command line. Out: the command runs in an interpreter that has what it needs, or
``SetupFailed`` tells what the user has to do. Standard library only, since nothing else is installed yet.
"""
