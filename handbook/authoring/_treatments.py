"""What can become of an element of a document: the words of the tables of elements.

READ: the reader has a function for it. OPEN: its children are read in its place. SILENT: it says nothing that is
seen in the document. Otherwise it is left out, and named to the editor with the key that stands in the table. What
is in no table is UNKNOWN, and named too.
"""

READ, OPEN, SILENT, UNKNOWN = "read", "open", "silent", "element.unknown"


def each(names: str, treatment: str) -> dict[str, str]:
    """Returns the same treatment for each of some names."""
    return dict.fromkeys(names.split(), treatment)
