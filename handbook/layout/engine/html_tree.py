"""Gives WeasyPrint the HTML of a section as a parsed tree, which can be changed before layout.

Why: fitting tries a section with other classes and without the last words of a text; changing the tree is simpler
than changing HTML as text. The templates write XML, which Python reads in C. The attributes of a document are
public by name, but not documented.
Measured: WeasyPrint's parser of HTML takes 1.5 to 2 ms a section of some 35, this way 0.4 ms.
Guard: test_typesetter.py; without it no text is fitted.
Remove it when: WeasyPrint documents the attributes, or takes a parsed tree.
"""

from xml.etree.ElementTree import Element, fromstring

from cssselect2 import ElementWrapper
from weasyprint import HTML
from weasyprint.urls import URLFetcher

EMPTY = "<html>"  # for WeasyPrint to parse, in 0.3 ms


def xml_document(html: str, base_url: str, url_fetcher: URLFetcher) -> tuple[HTML, Element]:
    """Returns a document of HTML that is written as XML, and its root, whose changes show when it is rendered.

    Raises:
        xml.etree.ElementTree.ParseError: the HTML is not XML.
    """
    root = fromstring(html)
    document = HTML(string=EMPTY, base_url=base_url, url_fetcher=url_fetcher)
    document.etree_element = root
    document.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    return document, root
