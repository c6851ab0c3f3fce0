"""Gives access to the element tree of a parsed HTML document, so that it can be changed before layout.

Why: fitting tries a section with other classes and without the last words of a text; changing the parsed tree is
simpler than changing the HTML as text. The attribute is public by name, but not documented.
Guard: test_typesetter.py; without it no text is fitted.
Remove it when: WeasyPrint documents the attribute, or takes a parsed tree.
"""

from xml.etree.ElementTree import Element

from weasyprint import HTML


def element_tree(html: HTML) -> Element:
    """Returns the root element of a document; changes to the tree show when the document is rendered."""
    root: Element = html.etree_element
    return root
