"""The book in the browser while it is written.

In: a content folder, and what somebody types in the page. Out: pages as pictures, problems, and saved files.
"""
