"""From the files of a content folder to a ``Handbook``.

In: a folder with ``handbook.yaml`` and ``cases/``. Out: a ``Handbook``, every value with its place, and a
``Problem`` for every mistake.
"""
