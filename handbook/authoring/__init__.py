"""Writes content: new cases, cases imported from documents, the order of the book, a field of a case.

In: what an editor typed, or a document. Out: changed files in the content folder, whole or not at all.
"""
