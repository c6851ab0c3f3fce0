"""From a ``Handbook`` to HTML, with Jinja.

In: a ``Handbook``. Out: sections, each the HTML of one part of the book that is laid out alone, and the page on
which it starts.
"""
