"""Reads the files of a content folder as a ``Handbook``.

In: a folder with ``handbook.yaml`` and ``cases/``. Out: a ``Handbook``, every value with its place, and a
``Problem`` for every mistake.
"""
