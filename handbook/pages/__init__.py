"""A handbook becomes HTML, with Jinja.

In: a ``Handbook``. Out: its sections. A section is the HTML of one part of the book that is laid out alone, with
the page on which it starts. Also which style sheets an edition has, and which files its pages may load.
"""
