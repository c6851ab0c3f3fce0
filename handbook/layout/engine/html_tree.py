"""Gives WeasyPrint the HTML of a section as a parsed tree, which can be changed before layout.

Why: fitting tries a section with other classes and without the last words of a text; changing the tree is simpler
than changing HTML as text. The templates write XML, which Python reads in C. The attributes of a document are
public by name, but not documented.
Measured: WeasyPrint's parser of HTML takes 1.5 to 2 ms a section of some 35, the XML parser 0.1 ms.
Guard: test_typesetter.py; without it no text is fitted.
Remove it when: WeasyPrint documents the attributes, or takes a parsed tree.
"""

from xml.etree.ElementTree import Element, fromstring

from cssselect2 import ElementWrapper
from weasyprint import HTML
from weasyprint.urls import URLFetcher


class XmlDocument(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document of WeasyPrint whose HTML is written as XML; ``root`` is its tree.

    Raises:
        xml.etree.ElementTree.ParseError: the HTML is not XML.
    """

    def __init__(self, html: str, base_url: str, url_fetcher: URLFetcher) -> None:
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(fromstring(html), content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    @property
    def root(self) -> Element:
        """The root element; changes to the tree show when the document is rendered."""
        root: Element = self.etree_element
        return root
