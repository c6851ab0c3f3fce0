"""The book in the browser while it is written.

In: a content folder, and what somebody types in the page. Out: page images, problems, and saved files.
"""
