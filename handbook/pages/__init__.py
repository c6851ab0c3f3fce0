"""Turns a handbook into HTML, with Jinja.

In: a ``Handbook``. Out: its sections. A section is the HTML of a part of the book that is laid out alone, with the
page on which it starts. This room also says which style sheets there are, and which files pages may load.
"""
